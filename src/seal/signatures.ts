import { Buffer } from 'node:buffer'
import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { assert } from '#kernel/assert.ts'
import { concatBytes, utf8 } from '#kernel/bytes.ts'
import { decodeBase64, encodeBase64 } from './base64.ts'
import { memoize } from './memo.ts'

/**
 * What a signature is for. It is part of what is signed, so that a receipt can never be shown as an act.
 *
 * The ones in use: `entraide/act/v1`, `entraide/feed-item/v1`, `entraide/receipt/v1`, `entraide/charter/v1`.
 */
export type SignatureDomain = `entraide/${string}/v${number}`

/**
 * Signs `domain ‖ LF ‖ bytes` with Ed25519 (RFC 8032). The secret is the 32-byte seed, base64; the signature that
 * comes back is 64 bytes, base64. Throws `InvariantError` when the secret is not one: secrets are our own.
 */
export function signBytes(domain: SignatureDomain, bytes: Uint8Array, secret: string): string {
  return encodeBase64(sign(null, message(domain, bytes), secretKey(secret)))
}

/** Whether the signature (base64) is the key holder's over these bytes in this domain. Any broken input is `false`. */
export function verifyBytes(
  domain: SignatureDomain,
  bytes: Uint8Array,
  signature: string,
  publicKey: string,
): boolean {
  // attacker-controlled: bytes and signature
  const key = publicKeyOrNone(publicKey)
  const raw = decodeBase64(signature)
  if (key === undefined || raw === undefined || raw.length !== SIGNATURE_BYTES) return false
  return verify(null, message(domain, bytes), key, raw)
}

export const SIGNATURE_BYTES = 64

const DOMAIN = /^entraide\/[a-z-]+\/v[1-9][0-9]*$/

// The line feed ends the domain, and no domain contains one: no two domains can yield the same message.
function message(domain: SignatureDomain, bytes: Uint8Array): Uint8Array {
  assert(DOMAIN.test(domain), 'a signature domain is entraide/<name>/v<number>')
  return concatBytes(utf8(`${domain}\n`), bytes)
}

const secretKey = memoize(64, (text) => {
  const raw = decodeBase64(text)
  assert(raw?.length === 32, 'an Ed25519 secret is 32 bytes in base64')
  return createPrivateKey({ key: Buffer.from(raw), format: 'raw-private', asymmetricKeyType: 'ed25519' })
})

const publicKeyOf = memoize(1024, (text) => {
  const raw = decodeBase64(text)
  if (raw?.length !== 32) throw new RangeError('an Ed25519 public key is 32 bytes in base64')
  return createPublicKey({ key: Buffer.from(raw), format: 'raw-public', asymmetricKeyType: 'ed25519' })
})

function publicKeyOrNone(text: string): ReturnType<typeof publicKeyOf> | undefined {
  try {
    return publicKeyOf(text)
  } catch {
    return undefined
  }
}

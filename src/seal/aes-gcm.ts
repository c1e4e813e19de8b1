import { createCipheriv, createDecipheriv, createSecretKey } from 'node:crypto'
import { assert } from '#kernel/assert.ts'
import { concatBytes } from '#kernel/bytes.ts'

/*
 * Keys are made key objects first: given as bytes, node:crypto looks at them so long that sealing takes three times as long.
 */

export const GCM_NONCE_BYTES = 12
export const GCM_TAG_BYTES = 16

export interface GcmKey {
  /** 32 bytes. */
  readonly key: Uint8Array
  /** 12 bytes, never used twice with one key. */
  readonly nonce: Uint8Array
}

/** AES-256-GCM (NIST SP 800-38D): the ciphertext followed by its 16-byte tag. */
export function gcmSeal(
  { key, nonce }: GcmKey,
  aad: Uint8Array,
  plaintext: Uint8Array,
): Uint8Array<ArrayBuffer> {
  assert(
    key.length === 32 && nonce.length === GCM_NONCE_BYTES,
    'AES-256-GCM takes 32 bytes of key and 12 of nonce',
  )
  const cipher = createCipheriv('aes-256-gcm', createSecretKey(key), nonce, { authTagLength: GCM_TAG_BYTES })
  cipher.setAAD(aad)
  return concatBytes(cipher.update(plaintext), cipher.final(), cipher.getAuthTag())
}

/** The plaintext, or `undefined` when the key, the nonce, the associated data or any byte is not the one sealed. */
export function gcmOpen({ key, nonce }: GcmKey, aad: Uint8Array, sealed: Uint8Array): Uint8Array | undefined {
  // attacker-controlled: sealed
  if (sealed.length < GCM_TAG_BYTES) return undefined
  const decipher = createDecipheriv('aes-256-gcm', createSecretKey(key), nonce, {
    authTagLength: GCM_TAG_BYTES,
  })
  decipher.setAAD(aad)
  decipher.setAuthTag(sealed.subarray(sealed.length - GCM_TAG_BYTES))
  const plaintext = decipher.update(sealed.subarray(0, sealed.length - GCM_TAG_BYTES))
  try {
    return concatBytes(plaintext, decipher.final())
  } catch {
    return undefined
  }
}

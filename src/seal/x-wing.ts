import {
  createHash,
  createPrivateKey,
  createPublicKey,
  decapsulate,
  diffieHellman,
  encapsulate,
  type KeyObject,
} from 'node:crypto'
import { assert } from '#kernel/assert.ts'
import { concatBytes } from '#kernel/bytes.ts'
import type { RandomBytes } from './random.ts'

/*
 * X-Wing (draft-connolly-cfrg-xwing-kem): X25519 and ML-KEM-768 (FIPS 203) under one 32-byte secret. What is sealed
 * stays sealed as long as one of the two holds.
 */

export const X_WING = { seedBytes: 32, publicKeyBytes: 1216, ciphertextBytes: 1120, sharedBytes: 32 } as const

export interface XWingPublicKey {
  readonly mlkem: KeyObject
  readonly x25519: KeyObject
  /** The X25519 half as it goes on the wire and into the combiner. */
  readonly x25519Raw: Uint8Array
}

export interface XWingSecretKey {
  readonly mlkem: KeyObject
  readonly x25519: KeyObject
  readonly publicKey: XWingPublicKey
}

/** Expands a 32-byte seed to a key pair (`expandDecapsulationKey`, draft §5.2). */
export function expandXWingSecret(seed: Uint8Array): XWingSecretKey {
  assert(seed.length === X_WING.seedBytes, 'an X-Wing secret is 32 bytes')
  const expanded = createHash('shake256', { outputLength: 96 }).update(seed).digest()
  const mlkem = createPrivateKey({
    key: expanded.subarray(0, 64),
    format: 'raw-seed',
    asymmetricKeyType: 'ml-kem-768',
  })
  const x25519 = x25519Secret(expanded.subarray(64))
  const x25519Public = createPublicKey(x25519)
  const x25519Raw = x25519Public.export({ format: 'raw-public' })
  return { mlkem, x25519, publicKey: { mlkem: createPublicKey(mlkem), x25519: x25519Public, x25519Raw } }
}

/** 1216 bytes: the ML-KEM-768 encapsulation key, then the X25519 public key. */
export function xWingPublicKeyBytes(key: XWingPublicKey): Uint8Array<ArrayBuffer> {
  return concatBytes(key.mlkem.export({ format: 'raw-public' }), key.x25519Raw)
}

/** Reads the 1216 bytes. Throws `RangeError` on another length and node's error on an ML-KEM key that is not one. */
export function parseXWingPublicKey(bytes: Uint8Array): XWingPublicKey {
  if (bytes.length !== X_WING.publicKeyBytes) throw new RangeError('an X-Wing public key is 1216 bytes')
  const x25519Raw = bytes.slice(MLKEM_PUBLIC_BYTES)
  return {
    mlkem: createPublicKey({
      key: Buffer.from(bytes.subarray(0, MLKEM_PUBLIC_BYTES)),
      format: 'raw-public',
      asymmetricKeyType: 'ml-kem-768',
    }),
    x25519: x25519Public(x25519Raw),
    x25519Raw,
  }
}

/**
 * A fresh shared secret (32 bytes) and the ciphertext (1120 bytes) that gives it to the key's holder.
 *
 * The X25519 half takes its randomness from the caller. The ML-KEM half takes OpenSSL's: node offers no other.
 */
export function xWingEncapsulate(
  to: XWingPublicKey,
  random: RandomBytes,
): { readonly shared: Uint8Array; readonly ciphertext: Uint8Array<ArrayBuffer> } {
  const { sharedKey, ciphertext } = encapsulate(to.mlkem)
  const ephemeral = x25519Secret(random(32))
  const ephemeralRaw = createPublicKey(ephemeral).export({ format: 'raw-public' })
  const exchanged = diffieHellman({ privateKey: ephemeral, publicKey: to.x25519 })
  return {
    shared: combine(sharedKey, exchanged, ephemeralRaw, to.x25519Raw),
    ciphertext: concatBytes(ciphertext, ephemeralRaw),
  }
}

/**
 * The shared secret of a ciphertext. A wrong ciphertext gives another secret, not an error (FIPS 203 §7.3), except
 * an X25519 point of small order or a wrong length, on which this throws.
 */
export function xWingDecapsulate(ciphertext: Uint8Array, secret: XWingSecretKey): Uint8Array {
  // attacker-controlled: ciphertext
  if (ciphertext.length !== X_WING.ciphertextBytes) throw new RangeError('an X-Wing ciphertext is 1120 bytes')
  const ephemeralRaw = ciphertext.subarray(MLKEM_CIPHERTEXT_BYTES)
  const fromMlkem = decapsulate(secret.mlkem, ciphertext.subarray(0, MLKEM_CIPHERTEXT_BYTES))
  const exchanged = diffieHellman({ privateKey: secret.x25519, publicKey: x25519Public(ephemeralRaw) })
  return combine(fromMlkem, exchanged, ephemeralRaw, secret.publicKey.x25519Raw)
}

const MLKEM_PUBLIC_BYTES = 1184
const MLKEM_CIPHERTEXT_BYTES = 1088

// The six characters \.//^\ (draft §5.3); they come last.
const LABEL = Uint8Array.of(0x5c, 0x2e, 0x2f, 0x2f, 0x5e, 0x5c)

function combine(
  fromMlkem: Uint8Array,
  fromX25519: Uint8Array,
  ephemeral: Uint8Array,
  publicKey: Uint8Array,
): Uint8Array {
  const hash = createHash('sha3-256')
  return hash.update(fromMlkem).update(fromX25519).update(ephemeral).update(publicKey).update(LABEL).digest()
}

function x25519Secret(raw: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.from(raw), format: 'raw-private', asymmetricKeyType: 'x25519' })
}

function x25519Public(raw: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.from(raw), format: 'raw-public', asymmetricKeyType: 'x25519' })
}

import { Buffer } from 'node:buffer'
import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { fromBase64 } from '#kernel/bytes.ts'
import type { NoteAlgorithm, NotePublicKey, SignFunction, VerifyFunction } from './note-keys.ts'

/** The secrets of a log: two seeds of 32 bytes, base64 (the `log` part of a member's secret keys). */
export interface LogSecretKeys {
  readonly ed25519: string
  readonly mldsa44: string
}

/** Both keys of a log under one name, as public keys. */
export function logPublicKeys(keyName: string, keys: LogSecretKeys): readonly NotePublicKey[] {
  return (['ed25519', 'mldsa44'] as const).map((algorithm) => {
    const publicKey = createPublicKey(secretKey(algorithm, keys[algorithm])).export({ format: 'raw-public' })
    return { keyName, algorithm, publicKey }
  })
}

/** Signs with node:crypto. The keys are parsed once, when this is called. */
export function nodeSign(keys: LogSecretKeys): SignFunction {
  const parsed = { ed25519: secretKey('ed25519', keys.ed25519), mldsa44: secretKey('mldsa44', keys.mldsa44) }
  return (algorithm, message) => sign(null, message, parsed[algorithm])
}

/** Verifies with node:crypto. Keys are parsed once for as long as the caller holds the function. */
export function nodeVerify(): VerifyFunction {
  const parsed = new WeakMap<NotePublicKey, KeyObject>()
  return (key, message, signature) => {
    const found = parsed.get(key) ?? publicKey(key)
    parsed.set(key, found)
    return verify(null, message, found, signature)
  }
}

const KIND = { ed25519: 'ed25519', mldsa44: 'ml-dsa-44' } as const
const SECRET_FORMAT = { ed25519: 'raw-private', mldsa44: 'raw-seed' } as const

function secretKey(algorithm: NoteAlgorithm, seed: string): KeyObject {
  const key = Buffer.from(fromBase64(seed))
  return createPrivateKey({ key, format: SECRET_FORMAT[algorithm], asymmetricKeyType: KIND[algorithm] })
}

function publicKey({ algorithm, publicKey: raw }: NotePublicKey): KeyObject {
  return createPublicKey({ key: Buffer.from(raw), format: 'raw-public', asymmetricKeyType: KIND[algorithm] })
}

import { Buffer } from 'node:buffer'
import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { fromBase64 } from '#kernel/bytes.ts'
import { nodeSha256 } from './node-sha256.ts'
import type { NoteSigner, NoteVerifier } from './note.ts'
import {
  type NoteAlgorithm,
  type NotePublicKey,
  notePublicKeys,
  noteSigner,
  noteVerifier,
  type SignFunction,
  type VerifyFunction,
} from './note-keys.ts'

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

/** What signs a log's checkpoints, or as a witness another's, once told the time in seconds since 1970. */
export function logSigners(
  keyName: string,
  keys: LogSecretKeys,
): (timeSeconds: number) => readonly NoteSigner[] {
  const publicKeys = logPublicKeys(keyName, keys)
  const sign = nodeSign(keys)
  return (timeSeconds) => publicKeys.map((key) => noteSigner(key, { sign, sha256: nodeSha256, timeSeconds }))
}

/** What verifies them. The keys are public, base64, as a charter has them. */
export function logVerifiers(
  keyName: string,
  keys: Readonly<Record<NoteAlgorithm, string>>,
): readonly NoteVerifier[] {
  const verify = nodeVerify()
  return notePublicKeys(keyName, keys).map((key) => noteVerifier(key, { verify, sha256: nodeSha256 }))
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

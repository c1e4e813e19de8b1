import { concatBytes, fromBase64, toBase64, toHex, utf8 } from '#kernel/bytes.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { parseCheckpointText } from './checkpoint.ts'
import type { Sha256 } from './merkle.ts'
import { isKeyName, type NoteSigner, type NoteVerifier, noteKeyId } from './note.ts'

/** The signature types in use, of those that C2SP signed-note and tlog-cosignature assign. */
export const NOTE_KEY_TYPES = {
  /** Over the note's text. */
  ed25519: { type: 0x01, publicKeyBytes: 32, signatureBytes: 64 },
  /** Timestamped, over the tree head: by a log on its own checkpoint, and by a witness on another's. */
  mldsa44: { type: 0x06, publicKeyBytes: 1312, signatureBytes: 2420 },
} as const

export type NoteAlgorithm = keyof typeof NOTE_KEY_TYPES

/** The public half of a key that signs notes. */
export interface NotePublicKey {
  readonly keyName: string
  readonly algorithm: NoteAlgorithm
  /** Raw: 32 bytes of Ed25519, 1312 of ML-DSA-44. */
  readonly publicKey: Uint8Array
}

/** Both public keys of a log or a witness (base64, as a charter has them) under its key name. */
export function notePublicKeys(
  keyName: string,
  keys: Readonly<Record<NoteAlgorithm, string>>,
): readonly NotePublicKey[] {
  return ALGORITHMS.map((algorithm) => ({ keyName, algorithm, publicKey: fromBase64(keys[algorithm]) }))
}

/** Pure signature functions over raw keys; `src/ledger/node-signatures.ts` has those of node:crypto. */
export type SignFunction = (algorithm: NoteAlgorithm, message: Uint8Array) => Uint8Array
export type VerifyFunction = (key: NotePublicKey, message: Uint8Array, signature: Uint8Array) => boolean

export interface NoteKeyRefusal {
  readonly kind: 'ledger/malformed-note-key'
}

/** A signer of notes. `timeSeconds` (since 1970) is when an ML-DSA-44 cosignature says that it was made. */
export function noteSigner(
  key: NotePublicKey,
  {
    sign,
    sha256,
    timeSeconds,
  }: { readonly sign: SignFunction; readonly sha256: Sha256; readonly timeSeconds: number },
): NoteSigner {
  const keyId = keyIdOf(key, sha256)
  return {
    keyName: key.keyName,
    keyId,
    sign: (text) => {
      if (key.algorithm === 'ed25519') return sign('ed25519', utf8(text))
      const message = cosignedMessage(key.keyName, text, timeSeconds)
      if (message === undefined)
        throw new RangeError('ML-DSA-44 note signatures are made on checkpoints only')
      return concatBytes(uint64(timeSeconds), sign('mldsa44', message))
    },
  }
}

export function noteVerifier(
  key: NotePublicKey,
  { verify, sha256 }: { readonly verify: VerifyFunction; readonly sha256: Sha256 },
): NoteVerifier {
  return {
    keyName: key.keyName,
    keyId: keyIdOf(key, sha256),
    verify: (text, signature) => {
      const signed = signedMessage(key, text, signature)
      return signed !== undefined && verify(key, signed.message, signed.signature)
    },
  }
}

/**
 * The bytes that a signature of a note is over, and the bare signature; `undefined` when it cannot be one. For whoever
 * must verify elsewhere, such as a browser whose Ed25519 is asynchronous.
 */
export function signedMessage(
  key: NotePublicKey,
  text: string,
  signature: Uint8Array,
): { readonly message: Uint8Array; readonly signature: Uint8Array } | undefined {
  // attacker-controlled: text and signature
  if (key.algorithm === 'ed25519')
    return signature.length === 64 ? { message: utf8(text), signature } : undefined
  if (signature.length !== 8 + NOTE_KEY_TYPES.mldsa44.signatureBytes) return undefined
  const timeSeconds = cosignatureTime(signature)
  const message = timeSeconds === undefined ? undefined : cosignedMessage(key.keyName, text, timeSeconds)
  return message === undefined ? undefined : { message, signature: signature.subarray(8) }
}

/** When an ML-DSA-44 signature of a note says it was made, in seconds since 1970; `undefined` beyond 2^53. */
export function cosignatureTime(signature: Uint8Array): number | undefined {
  if (signature.length < 8) return undefined
  const { buffer, byteOffset, byteLength } = signature
  const seconds = Number(new DataView(buffer, byteOffset, byteLength).getBigUint64(0))
  return Number.isSafeInteger(seconds) ? seconds : undefined
}

/** The key as text ("vkey"): name, `+`, key id in hexadecimal, `+`, base64 of type and key. */
export function noteKeyToText(key: NotePublicKey, sha256: Sha256): string {
  const { type } = NOTE_KEY_TYPES[key.algorithm]
  const encoded = toBase64(concatBytes(Uint8Array.of(type), key.publicKey))
  return `${key.keyName}+${toHex(keyIdOf(key, sha256))}+${encoded}`
}

export function noteKeyFromText(text: string, sha256: Sha256): Result<NotePublicKey, NoteKeyRefusal> {
  const malformed = refuse({ kind: 'ledger/malformed-note-key' } as const)
  // Base64 may hold a plus; a name may not.
  const [, keyName = '', , encoded = ''] = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text) ?? []
  const bytes = base64OrNone(encoded)
  if (!isKeyName(keyName) || bytes === undefined) return malformed
  const algorithm = ALGORITHMS.find((name) => NOTE_KEY_TYPES[name].type === bytes[0])
  if (algorithm === undefined || bytes.length !== 1 + NOTE_KEY_TYPES[algorithm].publicKeyBytes)
    return malformed
  const key: NotePublicKey = { keyName, algorithm, publicKey: bytes.slice(1) }
  // One form only; and the key id must be that of this key.
  return noteKeyToText(key, sha256) === text ? ok(key) : malformed
}

const ALGORITHMS: readonly NoteAlgorithm[] = ['ed25519', 'mldsa44']

function keyIdOf({ keyName, algorithm, publicKey }: NotePublicKey, sha256: Sha256): Uint8Array {
  return noteKeyId(keyName, NOTE_KEY_TYPES[algorithm].type, publicKey, sha256)
}

// `cosigned_message` of C2SP tlog-cosignature: the subtree from leaf 0, that is, the whole tree.
function cosignedMessage(cosigner: string, text: string, timeSeconds: number): Uint8Array | undefined {
  const checkpoint = parseCheckpointText(text)
  if (!checkpoint.ok) return undefined
  const { origin, size, root } = checkpoint.value
  const names = [utf8(cosigner), utf8(origin)] as const
  if (names.some((name) => name.length < 1 || name.length > 255)) return undefined
  return concatBytes(
    utf8('subtree/v1\n\0'),
    Uint8Array.of(names[0].length),
    names[0],
    uint64(timeSeconds),
    Uint8Array.of(names[1].length),
    names[1],
    uint64(0),
    uint64(size),
    root,
  )
}

function uint64(value: number): Uint8Array {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value))
  return bytes
}

function base64OrNone(text: string): Uint8Array | undefined {
  try {
    return fromBase64(text)
  } catch {
    return undefined
  }
}

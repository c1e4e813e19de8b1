import { concatBytes, equalBytes, fromBase64, toBase64, utf8 } from '#kernel/bytes.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { Sha256 } from './merkle.ts'

/*
 * Signed notes, C2SP signed-note v1: text, an empty line, then one line for each signature.
 * Nothing here knows a signature algorithm: signers and verifiers come with the key (note-keys.ts).
 */

/** One signature line. */
export interface NoteSignature {
  readonly keyName: string
  /** The first four bytes of a hash of name, type and key: finds the key, proves nothing. */
  readonly keyId: Uint8Array
  /** What follows the key id, in the form of the signature type. */
  readonly bytes: Uint8Array
}

export interface Note {
  /** What is signed, with its last line feed. */
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}

export interface NoteSigner {
  readonly keyName: string
  readonly keyId: Uint8Array
  /** The bytes that follow the key id. */
  readonly sign: (text: string) => Uint8Array
}

export interface NoteVerifier {
  readonly keyName: string
  readonly keyId: Uint8Array
  readonly verify: (text: string, signature: Uint8Array) => boolean
}

export type NoteRefusal =
  | { readonly kind: 'ledger/malformed-note' }
  /** No signature by a key that we know. */
  | { readonly kind: 'ledger/unsigned-note' }
  /** A key that we know, and a signature that is not its own. */
  | { readonly kind: 'ledger/bad-note-signature'; readonly keyName: string }

/** Throws `RangeError` when the text could not be read back from the note. */
export function signNote(text: string, signers: readonly NoteSigner[]): string {
  return noteText({ text, signatures: signers.map((signer) => signatureOf(text, signer)) })
}

/** The note with further signatures on the same text, as a witness adds its own. */
export function cosignNote(note: Note, signers: readonly NoteSigner[]): string {
  const added = signers.map((signer) => signatureOf(note.text, signer))
  return noteText({ text: note.text, signatures: [...note.signatures, ...added] })
}

/** The note's one form. Throws `RangeError` when text or names cannot be those of a note. */
export function noteText({ text, signatures }: Note): string {
  const lines = signatures.map(({ keyName, keyId, bytes }) => {
    if (!isKeyName(keyName)) throw new RangeError('the name of a note key has no spaces and no plus')
    return `\u2014 ${keyName} ${toBase64(concatBytes(keyId, bytes))}\n`
  })
  const note = `${text}\n${lines.join('')}`
  if (!text.endsWith('\n') || !isNoteForm(note))
    throw new RangeError('a note is lines of text without controls')
  return note
}

/** Reads a note's form. Nothing of it may be believed before `verifyNote`. */
export function parseNote(note: string): Result<Note, NoteRefusal> {
  // attacker-controlled: note
  const split = note.lastIndexOf('\n\n')
  if (note.length > NOTE_CHARS || !isNoteForm(note) || split < 0)
    return refuse({ kind: 'ledger/malformed-note' })
  const lines = note.slice(split + 2).split('\n')
  const signatures = lines
    .slice(0, -1)
    .map(parseSignatureLine)
    .filter((line) => line !== undefined)
  const wellFormed = lines.at(-1) === '' && signatures.length === lines.length - 1
  if (!wellFormed || signatures.length === 0 || signatures.length > NOTE_SIGNATURES) {
    return refuse({ kind: 'ledger/malformed-note' })
  }
  return ok({ text: note.slice(0, split + 1), signatures })
}

/**
 * The verifiers that the note carries a true signature of; those of unknown keys are passed over.
 *
 * One false signature of a known key refuses the whole note, and so does the want of any true one. Whether those
 * found are enough is the caller's to say.
 */
export function verifyNote(
  note: Note,
  verifiers: readonly NoteVerifier[],
): Result<readonly NoteVerifier[], NoteRefusal> {
  const found = new Set<NoteVerifier>()
  for (const signature of note.signatures) {
    const known = noteVerifierOf(signature, verifiers)
    if (known === undefined) continue
    const { keyName, bytes } = signature
    if (!known.verify(note.text, bytes)) return refuse({ kind: 'ledger/bad-note-signature', keyName })
    found.add(known)
  }
  return found.size === 0 ? refuse({ kind: 'ledger/unsigned-note' }) : ok([...found])
}

/** The verifier that has this signature's key name and key id. */
export function noteVerifierOf(
  { keyName, keyId }: NoteSignature,
  verifiers: readonly NoteVerifier[],
): NoteVerifier | undefined {
  return verifiers.find((key) => key.keyName === keyName && equalBytes(key.keyId, keyId))
}

/** SHA-256(name ‖ LF ‖ type ‖ public key), its first four bytes. */
export function noteKeyId(
  keyName: string,
  signatureType: number,
  publicKey: Uint8Array,
  sha256: Sha256,
): Uint8Array {
  return sha256(concatBytes(utf8(`${keyName}\n`), Uint8Array.of(signatureType), publicKey)).slice(0, 4)
}

/** Not empty, no Unicode spaces, no plus, no control characters. */
export function isKeyName(name: string): boolean {
  return name.length > 0 && name.length <= 200 && !/[\s+\p{Cc}\p{Z}]/u.test(name) && name.isWellFormed()
}

/** The specification wants room for 16 signatures of 5 kB at least. */
const NOTE_SIGNATURES = 64
const NOTE_CHARS = 512 * 1024

function signatureOf(text: string, signer: NoteSigner): NoteSignature {
  return { keyName: signer.keyName, keyId: signer.keyId, bytes: signer.sign(text) }
}

function parseSignatureLine(line: string): NoteSignature | undefined {
  const [dash, keyName = '', encoded = '', ...more] = line.split(' ')
  if (dash !== '\u2014' || more.length > 0 || !isKeyName(keyName)) return undefined
  const bytes = base64OrNone(encoded)
  if (bytes === undefined || bytes.length < 5) return undefined
  return { keyName, keyId: bytes.subarray(0, 4), bytes: bytes.subarray(4) }
}

// Below U+0020 only the line feed; and text that UTF-8 can carry.
function isNoteForm(note: string): boolean {
  return note.isWellFormed() && !/[\u0000-\u0009\u000b-\u001f]/.test(note)
}

function base64OrNone(text: string): Uint8Array | undefined {
  try {
    const bytes = fromBase64(text)
    return toBase64(bytes) === text ? bytes : undefined
  } catch {
    return undefined
  }
}

import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto'
import { z } from 'zod'
import { concatBytes, equalBytes, fromUtf8, utf8 } from '#kernel/bytes.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'

/**
 * The form of a snapshot of the check index: preamble, sealed header, sealed chunks of the sections one after the other.
 *
 * Everything but the preamble is under AES-256-GCM with a key of its own for each file (HKDF of the node's store key and the file's
 * salt), the number of the chunk as nonce: chunks that are altered, exchanged or come from another file do not open, and
 * the header says how many there are. Who overwrites the salt has erased the file.
 */
export interface SnapshotHeader {
  /** Of the program: an index that was made otherwise is not read. */
  readonly indexVersion: string
  /** Where in the journal it was taken; its form is the journal's. */
  readonly cursor: string
  readonly sections: readonly SectionHeader[]
}

export interface SectionHeader {
  readonly name: string
  readonly bytes: number
}

export interface SnapshotRefusal {
  readonly kind:
    | 'snapshot/not-one'
    | 'snapshot/other-version'
    | 'snapshot/not-ours'
    | 'snapshot/cut-off'
    | 'snapshot/altered'
}

const MAGIC = utf8('ENTRAIDE')
const FORMAT_VERSION = 1
const SALT_AT = 12
export const SALT_BYTES = 32
/** Magic, version, salt, length of the sealed header. */
export const PREAMBLE_BYTES = 48
const HEADER_LENGTH_AT = 44
export const TAG_BYTES = 16
export const CHUNK_BYTES = 8 * 1024 * 1024
const MOST_HEADER_BYTES = 4 * 1024 * 1024
const MOST_SECTIONS = 10_000

const HeaderField = z.strictObject({
  indexVersion: z.string().max(100),
  cursor: z.string().max(1000),
  sections: z
    .array(
      z.strictObject({
        name: z.string().max(200),
        bytes: z
          .int()
          .nonnegative()
          .max(2 ** 40),
      }),
    )
    .max(MOST_SECTIONS),
})

/** A run of plain bytes of one section, and where it lies sealed in the file. */
export interface Chunk {
  /** Its nonce; the header's is 0. */
  readonly number: number
  readonly section: number
  readonly offset: number
  readonly bytes: number
  readonly fileOffset: number
}

/** Every chunk of the sections, in the order of the file. Each section begins a chunk of its own. */
export function chunksOf(sections: readonly SectionHeader[], headerBytes: number): readonly Chunk[] {
  const chunks: Chunk[] = []
  let fileOffset = PREAMBLE_BYTES + headerBytes
  sections.forEach(({ bytes }, section) => {
    for (let offset = 0; offset < bytes; offset += CHUNK_BYTES) {
      const length = Math.min(CHUNK_BYTES, bytes - offset)
      chunks.push({ number: chunks.length + 1, section, offset, bytes: length, fileOffset })
      fileOffset += length + TAG_BYTES
    }
  })
  return chunks
}

/** The length of the whole file. */
export function fileBytes(sections: readonly SectionHeader[], headerBytes: number): number {
  const last = chunksOf(sections, headerBytes).at(-1)
  return last === undefined ? PREAMBLE_BYTES + headerBytes : last.fileOffset + last.bytes + TAG_BYTES
}

/** The key of one file. `salt`: random, in the file's preamble. */
export const snapshotKey = (storeKey: Uint8Array, salt: Uint8Array): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', storeKey, salt, 'entraide snapshot 1', 32))

/** The beginning of a file: the preamble, and the header sealed to it. */
export function sealHeader(
  header: SnapshotHeader,
  storeKey: Uint8Array,
  salt: Uint8Array,
): { readonly bytes: Uint8Array; readonly headerBytes: number } {
  const plain = utf8(JSON.stringify(header))
  const headerBytes = plain.length + TAG_BYTES
  const preamble = new Uint8Array(PREAMBLE_BYTES)
  const view = new DataView(preamble.buffer)
  preamble.set(MAGIC)
  view.setUint32(8, FORMAT_VERSION)
  preamble.set(salt, SALT_AT)
  view.setUint32(HEADER_LENGTH_AT, headerBytes)
  const sealed = sealChunk(plain, 0, snapshotKey(storeKey, salt), preamble)
  return { bytes: concatBytes(preamble, sealed), headerBytes }
}

/** What the preamble says without a key. */
export function readPreamble(
  preamble: Uint8Array,
): Result<{ readonly salt: Uint8Array; readonly headerBytes: number }, SnapshotRefusal> {
  // attacker-controlled: whoever can write to the node's folder
  if (preamble.length < PREAMBLE_BYTES) return refuse({ kind: 'snapshot/cut-off' })
  const view = new DataView(preamble.buffer, preamble.byteOffset, PREAMBLE_BYTES)
  if (!equalBytes(preamble.subarray(0, MAGIC.length), MAGIC)) return refuse({ kind: 'snapshot/not-one' })
  if (view.getUint32(8) !== FORMAT_VERSION) return refuse({ kind: 'snapshot/other-version' })
  const headerBytes = view.getUint32(HEADER_LENGTH_AT)
  if (headerBytes < TAG_BYTES || headerBytes > MOST_HEADER_BYTES) return refuse({ kind: 'snapshot/altered' })
  return ok({ salt: preamble.slice(SALT_AT, SALT_AT + SALT_BYTES), headerBytes })
}

/** Opens the header. A wrong store key and an altered header cannot be told apart. */
export function openHeader(
  preamble: Uint8Array,
  sealed: Uint8Array,
  key: Uint8Array,
): Result<SnapshotHeader, SnapshotRefusal> {
  const plain = new Uint8Array(Math.max(0, sealed.length - TAG_BYTES))
  if (!openChunk(sealed, 0, key, plain, preamble.subarray(0, PREAMBLE_BYTES)))
    return refuse({ kind: 'snapshot/not-ours' })
  const header = HeaderField.safeParse(JSON.parse(fromUtf8(plain)))
  return header.success ? ok(header.data) : refuse({ kind: 'snapshot/other-version' })
}

/** Ciphertext and tag. */
export function sealChunk(
  plain: Uint8Array,
  number: number,
  key: Uint8Array,
  bound?: Uint8Array,
): Uint8Array {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number))
  if (bound !== undefined) cipher.setAAD(bound)
  return concatBytes(cipher.update(plain), cipher.final(), cipher.getAuthTag())
}

/** Opens a chunk into `into`, which is as long as the plain bytes. False when it is not what was sealed under this number. */
export function openChunk(
  sealed: Uint8Array,
  number: number,
  key: Uint8Array,
  into: Uint8Array,
  bound?: Uint8Array,
): boolean {
  if (sealed.length !== into.length + TAG_BYTES) return false
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(number))
  if (bound !== undefined) decipher.setAAD(bound)
  decipher.setAuthTag(sealed.subarray(into.length))
  const plain = decipher.update(sealed.subarray(0, into.length))
  try {
    decipher.final()
  } catch {
    // The tag is wrong: node says so by an error without a class of its own.
    return false
  }
  into.set(plain)
  return true
}

function nonceOf(number: number): Uint8Array {
  const nonce = new Uint8Array(12)
  new DataView(nonce.buffer).setUint32(8, number)
  return nonce
}

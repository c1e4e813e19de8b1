import { UUID_BYTES as ID_BYTES, uuidAt, writeUuid } from '../uuid-bytes.ts'

/** Ids of people: a UUID takes 16 bytes; any other text lies in a table of texts, and its place stands instead. */
export interface PersonIds {
  /** Sixteen bytes each. */
  readonly ids: Uint8Array
  /** Texts of the ids that are no UUID. */
  readonly idTexts: Uint8Array
}

export const MOST_ID_CHARS = 300
/** In the place of a UUID's version, where no UUID has it. */
const TEXT_MARK = 0xff
const MARK_AT = 6

const encoder = new TextEncoder()
const decoder = new TextDecoder()

export function writeTextPlace(bytes: Uint8Array, at: number, place: number, length: number): void {
  bytes.fill(0, at, at + ID_BYTES)
  new DataView(bytes.buffer, bytes.byteOffset + at, 4).setUint32(0, place)
  bytes[at + 4] = length >> 8
  bytes[at + 5] = length & 255
  bytes[at + MARK_AT] = TEXT_MARK
}

export const isTextId = (bytes: Uint8Array, at: number): boolean => bytes[at + MARK_AT] === TEXT_MARK

export const encodeId = (id: string): Uint8Array => encoder.encode(id)

/** The text of an id that is no UUID, as bytes. */
export function textBytes({ ids, idTexts }: PersonIds, row: number): Uint8Array {
  const at = row * ID_BYTES
  const place = new DataView(ids.buffer, ids.byteOffset + at, 4).getUint32(0)
  return idTexts.subarray(place, place + ((ids[at + 4] ?? 0) << 8) + (ids[at + 5] ?? 0))
}

export function idAt(table: PersonIds, row: number): string {
  const at = row * ID_BYTES
  if (isTextId(table.ids, at)) return decoder.decode(textBytes(table, row).slice())
  return uuidAt(table.ids, at)
}

/** FNV-1a over the bytes of an id, 29 bits: beside a row number of 24 bits it fits a double. */
export function hashBytes(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193)
  return (hash ^ (hash >>> 15)) & 0x1fff_ffff
}

export function hashAt(table: PersonIds, row: number): number {
  const at = row * ID_BYTES
  if (!isTextId(table.ids, at)) return hashBytes(table.ids, at, at + ID_BYTES)
  const bytes = textBytes(table, row)
  return hashBytes(bytes, 0, bytes.length)
}

/** The same of an id that may be in no table. */
export function hashId(id: string): number {
  const bytes = new Uint8Array(ID_BYTES)
  if (writeUuid(id, bytes, 0)) return hashBytes(bytes, 0, ID_BYTES)
  const text = encodeId(id)
  return hashBytes(text, 0, text.length)
}

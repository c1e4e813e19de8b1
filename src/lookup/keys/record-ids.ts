import { assert } from '#kernel/assert.ts'
import { UUID_BYTES as ID_BYTES, uuidAt, writeUuid } from '../uuid-bytes.ts'

/**
 * Record numbers and the ids they stand for, sixteen bytes each. Numbers are small and used again; an id of another form (at most 64
 * characters) lies beside. Not found by id: who has an id also has a key, and the key leads to the number.
 */
export interface RecordIds {
  /** Numbers given out so far are below this. */
  readonly end: number
  /** Numbers in use. */
  readonly size: number
  add(id: string): number
  /** The number leads nowhere from now on. `isFree`: nothing points to it any more, so that it can be given out again. */
  remove(number: number, isFree: boolean): void
  /** Undefined for a number that is not in use. */
  idOf(number: number): string | undefined
  is(number: number, id: string): boolean
  /** The numbers of ids, by looking at all of them. */
  search(ids: ReadonlySet<string>): ReadonlyMap<string, number>
  sections(): RecordIdSections
}

/** All that the ids are made of. */
export interface RecordIdSections {
  readonly ids: Uint8Array
  /** Numbers that may be given out again. */
  readonly free: Uint32Array
  /** Ids of another form than a UUID's, by number. */
  readonly texts: readonly (readonly [number: number, id: string])[]
}

/** Room for the ids of a snapshot, to be filled and handed to `createRecordIds`. */
export function roomForIds(bytes: number): Uint8Array {
  assert(bytes % ID_BYTES === 0 && bytes <= MOST_BYTES, 'ids have sixteen bytes each')
  const length = Math.max(STEP_BYTES, Math.ceil(bytes / STEP_BYTES) * STEP_BYTES)
  return new Uint8Array(new SharedArrayBuffer(length, { maxByteLength: MOST_BYTES }), 0, bytes)
}

const MOST_ID_CHARS = 64
/** Grows in place up to here: 268 million records. Only what is used takes memory. */
const MOST_BYTES = 2 ** 32
const STEP_BYTES = 2 ** 16
/** Where a UUID has its version, which is never 15. */
const MARK_AT = 6
const TEXT_MARK = 0xff

const EMPTY = (): RecordIdSections => ({ ids: roomForIds(ID_BYTES), free: new Uint32Array(), texts: [] })

/** `from`: as `sections` gave them, the ids in the room that `roomForIds` made. */
export function createRecordIds(from: RecordIdSections = EMPTY()): RecordIds {
  const { buffer } = from.ids
  assert(buffer instanceof SharedArrayBuffer && buffer.growable, 'ids lie in memory that grows')
  const bytes = new Uint8Array(buffer)
  const free = [...from.free]
  const texts = new Map(from.texts)
  const wanted = new Uint8Array(ID_BYTES)
  // Number 0 is nobody's: it is what a slot says while it is being emptied.
  let end = Math.max(1, from.ids.length / ID_BYTES)
  let size = end - 1 - free.length

  const makeRoom = (least: number): void => {
    if (least <= buffer.byteLength) return
    const grown = Math.max(least, buffer.byteLength + Math.ceil(buffer.byteLength / 4))
    buffer.grow(Math.min(MOST_BYTES, Math.ceil(grown / STEP_BYTES) * STEP_BYTES))
  }

  const isUsed = (number: number): boolean => bytes[number * ID_BYTES + MARK_AT] !== 0

  const idOf = (number: number): string | undefined => {
    if (number >= end || !isUsed(number)) return undefined
    const at = number * ID_BYTES
    return bytes[at + MARK_AT] === TEXT_MARK ? texts.get(number) : uuidAt(bytes, at)
  }

  return {
    get end() {
      return end
    },
    get size() {
      return size
    },
    add(id) {
      assert(id !== '' && id.length <= MOST_ID_CHARS, 'the id of a record is short')
      const number = free.pop() ?? end++
      makeRoom(end * ID_BYTES)
      if (!writeUuid(id, bytes, number * ID_BYTES)) {
        bytes[number * ID_BYTES + MARK_AT] = TEXT_MARK
        texts.set(number, id)
      }
      size++
      return number
    },
    remove(number, isFree) {
      assert(number < end && isUsed(number), 'a number that is removed is in use')
      bytes.fill(0, number * ID_BYTES, (number + 1) * ID_BYTES)
      texts.delete(number)
      if (isFree) free.push(number)
      size--
    },
    idOf,
    is(number, id) {
      if (number >= end) return false
      const at = number * ID_BYTES
      if (!writeUuid(id, wanted, 0)) return texts.get(number) === id
      for (let byte = 0; byte < ID_BYTES; byte++) if (bytes[at + byte] !== wanted[byte]) return false
      return true
    },
    search(ids) {
      const found = new Map<string, number>()
      // The last two bytes tell most apart, without making a text of each.
      const endings = new Uint8Array(65_536)
      for (const id of ids)
        if (writeUuid(id, wanted, 0)) endings[((wanted[14] ?? 0) << 8) | (wanted[15] ?? 0)] = 1
      for (let number = 1, at = ID_BYTES; number < end; number++, at += ID_BYTES) {
        if (endings[((bytes[at + 14] ?? 0) << 8) | (bytes[at + 15] ?? 0)] === 0) continue
        const id = idOf(number)
        if (id !== undefined && ids.has(id)) found.set(id, number)
      }
      for (const [number, id] of texts) if (ids.has(id)) found.set(id, number)
      return found
    },
    sections: () => ({
      ids: new Uint8Array(buffer, 0, end * ID_BYTES),
      free: Uint32Array.from(free),
      texts: [...texts],
    }),
  }
}

import { assert } from '#kernel/assert.ts'
import { isUuid } from '#kernel/ids.ts'

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
  /** The number of an id, by looking at all of them. */
  search(id: string): number | undefined
}

const ID_BYTES = 16
const MOST_ID_CHARS = 64
/** Grows in place up to here: 268 million records. Only what is used takes memory. */
const MOST_BYTES = 2 ** 32
const STEP_BYTES = 2 ** 16
/** Where a UUID has its version, which is never 15. */
const MARK_AT = 6
const TEXT_MARK = 0xff

export function createRecordIds(): RecordIds {
  const buffer = new SharedArrayBuffer(STEP_BYTES, { maxByteLength: MOST_BYTES })
  const bytes = new Uint8Array(buffer)
  const free: number[] = []
  const texts = new Map<number, string>()
  const wanted = new Uint8Array(ID_BYTES)
  let end = 0
  let size = 0

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
    search(id) {
      for (let number = 0; number < end; number++) if (idOf(number) === id) return number
      return undefined
    },
  }
}

function writeUuid(id: string, bytes: Uint8Array, at: number): boolean {
  if (!isUuid(id)) return false
  let place = at
  for (let char = 0; char < id.length; char += 2) {
    if (id.charCodeAt(char) === HYPHEN) char++
    bytes[place++] = (digitOf(id.charCodeAt(char)) << 4) | digitOf(id.charCodeAt(char + 1))
  }
  return true
}

const HYPHEN = 45
/** Of a lower-case hexadecimal digit. */
const digitOf = (code: number): number => (code <= 57 ? code - 48 : code - 87)

function uuidAt(bytes: Uint8Array, at: number): string {
  let text = ''
  for (let byte = 0; byte < ID_BYTES; byte++) {
    if (byte === 4 || byte === 6 || byte === 8 || byte === 10) text += '-'
    text += PAIRS[bytes[at + byte] ?? 0] ?? ''
  }
  return text
}

const PAIRS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

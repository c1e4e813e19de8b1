import { assert } from '#kernel/assert.ts'
import { utf8 } from '#kernel/bytes.ts'
import {
  COUNTER,
  createKeyMemory,
  keyCount,
  KEY_SCRATCH as AT,
  type KeyKernel,
  LEAST_BUCKETS,
  MOST_BUCKETS,
  mostRecords,
  openKernel,
  scratchOf,
  type SharedKeys,
  SLOTS,
} from './key-memory.ts'
import { openStrays, type Strays } from './strays.ts'

/** Keys are made by `src/matching`, which bounds what people type; none comes near this. */
export const MAX_KEY_BYTES = 1024
/** Records that one key shows at most. */
export const MOST_HOLDERS = 100

/** What a thread may ask of a table. A record that is visited may hold the key: only the record itself confirms it. */
export interface KeyReader {
  readonly shared: SharedKeys
  /** Keys held, a key once for each record that holds it. */
  readonly size: number
  /** The records that may hold the key, at most MOST_HOLDERS. */
  visit(key: string, visit: (record: number) => void): void
  /** As `visit`, of a UTF-8 key that is part of these bytes. */
  visitBytes(bytes: Uint8Array, from: number, to: number, visit: (record: number) => void): void
  /** The first record under the key, however many there are, for which this holds. */
  holder(key: string, isWanted: (record: number) => boolean): number | undefined
  /** `visit` of many keys, twice as fast a key. `at` is the place of the key. */
  visitAll(keys: readonly string[], visit: (at: number, record: number) => void): void
  /** As `visitAll`, of UTF-8 keys that lie one after the other and end at these offsets. */
  visitPacked(bytes: Uint8Array, ends: Uint32Array, visit: (at: number, record: number) => void): void
}

/**
 * Exact keys and the numbers of the records that hold them, in one shared WebAssembly memory (ADR 0010).
 *
 * A bucket is sixteen fingerprints of 32 bits, one line of the cache; the record numbers lie beside, and no text of a key is
 * kept. One thread writes. A reader in another thread finds each key that was added before it was asked and none that was
 * removed before; of what changes meanwhile it may see either.
 */
export interface KeyTable extends KeyReader {
  /** The pair must not be held yet. False where there is no room: the table is to be rebuilt with more buckets. */
  add(key: string, record: number): boolean
  /** The slot is zeroed at once. False when the pair is not held. */
  remove(key: string, record: number): boolean
  /** Zeroes every slot of these records, by a walk over all of them. */
  removeRecords(records: Iterable<number>): void
  /** `add` of many keys, with the record of each. Gives how many were added before there was no room. */
  addPacked(bytes: Uint8Array, ends: Uint32Array, records: Uint32Array): number
}

/** Least buckets for so many keys, three quarters of the slots full. */
export const bucketsFor = (keys: number): number => Math.max(LEAST_BUCKETS, Math.ceil(keys / (SLOTS * 0.75)))

/** Above this, runs of full buckets grow long. */
const FULLEST = 0.8

/** Room for what chance crowds (2 keys in 10,000 at the fullest), and for keys that very many records bear. */
export const strayRoomFor = (buckets: number): number => 1024 + Math.ceil(buckets / 64)

/** `seed`: 128 secret bits; who does not know them cannot foresee which keys share a bucket or a fingerprint. */
export function createKeyTable(
  seed: Uint8Array,
  buckets: number = LEAST_BUCKETS,
  strayRoom: number = strayRoomFor(buckets),
): KeyTable {
  assert(buckets >= LEAST_BUCKETS && buckets <= MOST_BUCKETS, 'a table has some buckets and fits its memory')
  return openTable(createKeyMemory(buckets, strayRoom, seed))
}

/** Opens a table in this thread: to read it or, in one thread only, to write it. */
export function openTable(shared: SharedKeys): KeyTable {
  return new MemoryKeyTable(shared)
}

const BEYOND = 0xffffffff
/** The words of a thread's own memory in which removed records are looked up, and how many at a time leave them half empty. */
const REMOVED_BITS = 16
const REMOVED_TOGETHER = 2 ** (REMOVED_BITS - 1)

class MemoryKeyTable implements KeyTable {
  readonly shared: SharedKeys
  readonly #kernel: KeyKernel
  readonly #strays: Strays
  readonly #counters: Int32Array
  readonly #bytes: Uint8Array
  readonly #words: Uint32Array
  readonly #scratch: number
  readonly #found: number
  readonly #mostUsed: number

  constructor(shared: SharedKeys) {
    const { buffer } = shared.memory
    this.shared = shared
    this.#kernel = openKernel(shared)
    this.#strays = openStrays(shared)
    this.#counters = new Int32Array(buffer, 0, 16)
    this.#bytes = new Uint8Array(buffer)
    this.#words = new Uint32Array(buffer)
    this.#scratch = scratchOf(Atomics.add(this.#counters, COUNTER.readers, 1))
    this.#found = this.#scratch + AT.found
    this.#mostUsed = Math.floor(shared.buckets * SLOTS * FULLEST)
  }

  get size(): number {
    return keyCount(this.shared)
  }

  visit(key: string, visit: (record: number) => void): void {
    const scratch = this.#scratch
    const length = this.#write(key, scratch + AT.bytes)
    const end = this.#kernel.find(scratch + AT.bytes, length, scratch + AT.found)
    if (end !== scratch + AT.found) this.#report(end, (_, record) => visit(record))
  }

  visitBytes(bytes: Uint8Array, from: number, to: number, visit: (record: number) => void): void {
    const length = to - from
    assert(length <= MAX_KEY_BYTES, 'a key is no longer than a kilobyte')
    const found = this.#found
    let end: number
    if (length <= SHORT_BYTES) {
      let a = 0
      let b = 0
      let c = 0
      let d = 0
      if (length >= 4) a = wordAt(bytes, from)
      else a = restAt(bytes, from, length)
      if (length >= 8) b = wordAt(bytes, from + 4)
      else if (length > 4) b = restAt(bytes, from + 4, length - 4)
      if (length >= 12) c = wordAt(bytes, from + 8)
      else if (length > 8) c = restAt(bytes, from + 8, length - 8)
      if (length === 16) d = wordAt(bytes, from + 12)
      else if (length > 12) d = restAt(bytes, from + 12, length - 12)
      end = this.#kernel.findShort(a, b, c, d, length, found)
    } else {
      this.#bytes.set(bytes.subarray(from, to), this.#scratch + AT.bytes)
      end = this.#kernel.find(this.#scratch + AT.bytes, length, found)
    }
    if (end !== found) this.#report(end, (_, record) => visit(record))
  }

  holder(key: string, isWanted: (record: number) => boolean): number | undefined {
    const scratch = this.#scratch
    const found = scratch + AT.found
    const end = this.#kernel.find(scratch + AT.bytes, this.#write(key, scratch + AT.bytes), found)
    let wanted: number | undefined
    for (let at = found >>> 2; at < end >>> 2; at += 2) {
      const record = this.#words[at + 1] ?? 0
      if (record !== BEYOND && isWanted(record)) return record
      if (record !== BEYOND) continue
      at += 2
      const [upper, lower] = this.#hashWords(at * 4)
      this.#strays.visit(upper, lower, (stray) => {
        if (isWanted(stray)) wanted = stray
        return wanted === undefined
      })
    }
    return wanted
  }

  visitAll(keys: readonly string[], visit: (at: number, record: number) => void): void {
    const ends = this.#scratch + AT.ends
    const bytes = this.#scratch + AT.bytes
    for (let first = 0, count = 0; first < keys.length; first += count) {
      let end = bytes
      // Each key is given the room that the longest needs.
      for (count = 0; count < AT.keys && end + MAX_KEY_BYTES <= bytes + AT.bytesRoom; count++) {
        const key = keys[first + count]
        if (key === undefined) break
        end += this.#write(key, end)
        this.#words[(ends >>> 2) + count] = end - bytes
      }
      this.#visitWritten(count, first, visit)
    }
  }

  visitPacked(bytes: Uint8Array, ends: Uint32Array, visit: (at: number, record: number) => void): void {
    for (let first = 0; first < ends.length; ) {
      const count = this.#writePacked(bytes, ends, first)
      this.#visitWritten(count, first, visit)
      first += count
    }
  }

  add(key: string, record: number): boolean {
    if (this.#count(COUNTER.used) + this.#count(COUNTER.gone) >= this.#mostUsed) return false
    assert(record < mostRecords(this.shared.buckets), 'record numbers fit the table')
    const hash = this.#hash(key)
    const how = this.#kernel.add(hash, record)
    if (how === 0) return this.#addStray(hash, record)
    this.#change(COUNTER.used, 1)
    if (how === 2) this.#change(COUNTER.gone, -1)
    return true
  }

  addPacked(bytes: Uint8Array, ends: Uint32Array, records: Uint32Array): number {
    const hashes = this.#scratch + AT.hashes
    const numbers = this.#scratch + AT.numbers
    for (let first = 0, count = 0; first < ends.length; first += count) {
      count = this.#writePacked(bytes, ends, first)
      if (this.#count(COUNTER.used) + this.#count(COUNTER.gone) + count > this.#mostUsed) return first
      this.#kernel.hashAll(this.#scratch + AT.bytes, this.#scratch + AT.ends, count, hashes)
      for (let at = 0; at < count; at++)
        assert((records[first + at] ?? 0) < mostRecords(this.shared.buckets), 'record numbers fit the table')
      this.#words.set(records.subarray(first, first + count), numbers >>> 2)
      for (let at = 0; at < count; at++) {
        const stopped = this.#kernel.addAll(hashes, numbers, at, count)
        this.#change(COUNTER.used, stopped - at)
        at = stopped
        if (at < count && !this.#addStray(hashes + at * 8, records[first + at] ?? 0)) return first + at
      }
      this.#change(COUNTER.gone, -this.#kernel.takeReused())
    }
    return ends.length
  }

  remove(key: string, record: number): boolean {
    const hash = this.#hash(key)
    const how = this.#kernel.remove(hash, record)
    if (how === 0) {
      const [upper, lower] = this.#hashWords(hash)
      return this.#strays.remove(upper, lower, record)
    }
    this.#change(COUNTER.used, -1)
    if (how === 2) this.#change(COUNTER.gone, 1)
    return true
  }

  removeRecords(records: Iterable<number>): void {
    const all = [...records]
    for (let first = 0; first < all.length; first += REMOVED_TOGETHER)
      this.#removeSome(new Set(all.slice(first, first + REMOVED_TOGETHER)))
  }

  #removeSome(records: ReadonlySet<number>): void {
    const { gone, emptied } = COUNTER
    const wanted = this.#scratch >>> 2
    const words = this.#words.subarray(wanted, wanted + 2 ** REMOVED_BITS)
    words.fill(0)
    for (const record of records) {
      let place = Math.imul(record + 1, 0x9e3779b1) >>> (32 - REMOVED_BITS)
      while (words[place] !== 0) place = (place + 1) % words.length
      words[place] = record + 1
    }
    const { buckets } = this.shared
    const count = this.#kernel.removeRecords(this.#scratch, REMOVED_BITS, buckets, emptied * 4)
    words.fill(0)
    this.#change(COUNTER.used, -count)
    this.#change(gone, count - this.#count(emptied))
    this.#strays.removeRecords(records)
  }

  #count(counter: number): number {
    return this.#counters[counter] ?? 0
  }

  #change(counter: number, by: number): void {
    this.#counters[counter] = this.#count(counter) + by
  }

  #addStray(hash: number, record: number): boolean {
    const [upper, lower] = this.#hashWords(hash)
    return this.#strays.add(upper, lower, record)
  }

  #hashWords(hash: number): readonly [upper: number, lower: number] {
    return [this.#words[(hash >>> 2) + 1] ?? 0, this.#words[hash >>> 2] ?? 0]
  }

  #hash(key: string): number {
    const scratch = this.#scratch
    this.#kernel.hashTo(scratch + AT.bytes, this.#write(key, scratch + AT.bytes), scratch + AT.hashes)
    return scratch + AT.hashes
  }

  /** Gives the length in bytes. */
  #write(key: string, to: number): number {
    const bytes = this.#bytes
    const { length } = key
    assert(length <= MAX_KEY_BYTES, 'a key is no longer than a kilobyte')
    for (let at = 0; at < length; at++) {
      const code = key.charCodeAt(at)
      if (code > 127) return this.#writeUtf8(key, to)
      bytes[to + at] = code
    }
    return length
  }

  #writeUtf8(key: string, to: number): number {
    const bytes = utf8(key)
    assert(bytes.length <= MAX_KEY_BYTES, 'a key is no longer than a kilobyte')
    this.#bytes.set(bytes, to)
    return bytes.length
  }

  /** As many of the keys from `first` on as have room, at least one. */
  #writePacked(bytes: Uint8Array, ends: Uint32Array, first: number): number {
    const start = first === 0 ? 0 : (ends[first - 1] ?? 0)
    const to = (this.#scratch + AT.ends) >>> 2
    let end = start
    let count = 0
    for (; count < AT.keys && first + count < ends.length; count++) {
      const next = ends[first + count] ?? 0
      assert(
        next >= end && next - end <= MAX_KEY_BYTES,
        'keys follow each other and are no longer than a kilobyte',
      )
      if (next - start > AT.bytesRoom) break
      end = next
      this.#words[to + count] = end - start
    }
    this.#bytes.set(bytes.subarray(start, end), this.#scratch + AT.bytes)
    return count
  }

  #visitWritten(count: number, first: number, visit: (at: number, record: number) => void): void {
    const scratch = this.#scratch
    const found = scratch + AT.found
    const done = (scratch + AT.done) >>> 2
    this.#words[done] = 0
    while ((this.#words[done] ?? 0) < count) {
      const end = this.#kernel.findAll(
        scratch + AT.bytes,
        scratch + AT.ends,
        count,
        scratch + AT.hashes,
        found,
        scratch + AT.foundEnd,
        scratch + AT.done,
      )
      if (end !== found) this.#report(end, (mark, record) => visit(first + mark, record))
    }
  }

  /** Passes on the pairs that the kernel found, at most MOST_HOLDERS of a key. */
  #report(end: number, visit: (mark: number, record: number) => void): void {
    let last = -1
    let count = 0
    for (let at = (this.#scratch + AT.found) >>> 2; at < end >>> 2; at += 2) {
      const mark = this.#words[at] ?? 0
      const record = this.#words[at + 1] ?? 0
      if (mark !== last) count = 0
      last = mark
      if (record === BEYOND) {
        at += 2
        const [upper, lower] = this.#hashWords(at * 4)
        this.#strays.visit(upper, lower, (stray) => {
          if (count < MOST_HOLDERS) visit(mark, stray)
          return ++count < MOST_HOLDERS
        })
      } else if (count++ < MOST_HOLDERS) visit(mark, record)
    }
  }
}

/** Keys of up to so many bytes are handed to the kernel in words. */
const SHORT_BYTES = 16

const wordAt = (bytes: Uint8Array, at: number): number =>
  (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)

/** Less than four bytes. */
function restAt(bytes: Uint8Array, at: number, count: number): number {
  if (count <= 0) return 0
  const first = bytes[at] ?? 0
  if (count === 1) return first
  const two = first | ((bytes[at + 1] ?? 0) << 8)
  return count === 2 ? two : two | ((bytes[at + 2] ?? 0) << 16)
}

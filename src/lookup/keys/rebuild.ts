import { assert } from '#kernel/assert.ts'
import {
  BUCKET_BYTES,
  COUNTER,
  createKeyMemory,
  FARTHEST,
  type KeyKernel,
  layoutOf,
  lowBitsOf,
  mostRecords,
  openKernel,
  scratchOf,
  type SharedKeys,
  SLOTS,
} from './key-memory.ts'
import { strayRoomFor } from './key-table.ts'
import { openStrays, type Strays } from './strays.ts'

/** Buckets taken from the old table at a time, in its order, which is the new table's order too. */
const STEP = 512
const COPY_BYTES = (STEP + FARTHEST) * BUCKET_BYTES
const MOST_GATHERED = (STEP + FARTHEST) * SLOTS
const AT = {
  prints: 0,
  records: COPY_BYTES,
  hashes: 2 * COPY_BYTES,
  numbers: 2 * COPY_BYTES + MOST_GATHERED * 8,
  one: 2 * COPY_BYTES + MOST_GATHERED * 12,
} as const

/**
 * A new table of the keys of another, without their text: bucket and slot together tell 56 bits of each key's hash.
 *
 * What comes out depends on which keys are held, by which numbers, and on `buckets`; not on the order in which they came, nor
 * on what was removed: nothing in it tells of the past. One pass over both memories. `renumber`: new numbers by old ones; keys of
 * records without one (0, or none) are left out.
 */
export function rebuildKeys(
  from: SharedKeys,
  seed: Uint8Array,
  buckets: number,
  renumber?: Uint32Array,
): SharedKeys {
  const strays = sortedStrays(openStrays(from), renumber)
  for (let strayRoom = strayRoomFor(buckets) + strays.length; ; strayRoom *= 2) {
    const into = createKeyMemory(buckets, strayRoom, seed)
    if (new Rebuilding(from, into, strays, renumber).run()) return into
  }
}

interface Stray {
  readonly upper: number
  readonly lower: number
  readonly record: number
}

function sortedStrays(strays: Strays, renumber: Uint32Array | undefined): readonly Stray[] {
  const all: Stray[] = []
  strays.each((upper, lower, old) => {
    const record = renumber === undefined ? old : (renumber[old] ?? 0)
    if (renumber === undefined || record !== 0) all.push({ upper, lower, record })
  })
  return all.sort((a, b) => a.upper - b.upper || a.lower - b.lower || a.record - b.record)
}

class Rebuilding {
  readonly #from: SharedKeys
  readonly #into: SharedKeys
  readonly #strays: readonly Stray[]
  readonly #renumber: Uint32Array | undefined
  readonly #kernel: KeyKernel
  readonly #newStrays: Strays
  readonly #scratch: number
  readonly #bytes: Uint8Array
  readonly #words: Uint32Array
  #nextStray = 0
  #used = 0

  constructor(from: SharedKeys, into: SharedKeys, strays: readonly Stray[], renumber?: Uint32Array) {
    this.#from = from
    this.#into = into
    this.#strays = strays
    this.#renumber = renumber
    this.#kernel = openKernel(into)
    this.#newStrays = openStrays(into)
    this.#scratch = scratchOf(0)
    this.#bytes = new Uint8Array(into.memory.buffer)
    this.#words = new Uint32Array(into.memory.buffer)
  }

  /** False where the strays found no room. */
  run(): boolean {
    const { buckets } = this.#from
    for (let first = 0; first < buckets; first += STEP) {
      const last = Math.min(first + STEP, buckets)
      const count = this.#gather(first, last)
      // All keys of these buckets begin below this.
      const limit = Number(((BigInt(last) << 32n) + BigInt(buckets - 1)) / BigInt(buckets))
      if (!this.#addAll(count, limit)) return false
    }
    new Int32Array(this.#into.memory.buffer, 0, 16)[COUNTER.used] = this.#used
    this.#bytes.fill(0, this.#scratch, this.#scratch + AT.one + 8)
    return true
  }

  #gather(first: number, last: number): number {
    const { printsAt, recordsAt } = layoutOf(this.#from)
    const old = new Uint8Array(this.#from.memory.buffer)
    const start = first * BUCKET_BYTES
    const end = (last + FARTHEST) * BUCKET_BYTES
    this.#bytes.set(old.subarray(printsAt + start, printsAt + end), this.#scratch + AT.prints)
    this.#bytes.set(old.subarray(recordsAt + start, recordsAt + end), this.#scratch + AT.records)
    const most = mostRecords(this.#into.buckets)
    const count = this.#kernel.gather(
      this.#scratch + AT.prints,
      this.#scratch + AT.records,
      first,
      last,
      this.#from.buckets,
      lowBitsOf(this.#from.buckets),
      this.#scratch + AT.hashes,
      this.#scratch + AT.numbers,
    )
    const kept = this.#renumber === undefined ? count : this.#renumberAll(this.#renumber, count)
    const numbers = (this.#scratch + AT.numbers) >>> 2
    for (let at = numbers; at < numbers + kept; at++)
      assert((this.#words[at] ?? 0) < most, 'record numbers fit the table')
    return kept
  }

  /** Gives how many are kept. */
  #renumberAll(renumber: Uint32Array, count: number): number {
    const words = this.#words
    const hashes = (this.#scratch + AT.hashes) >>> 2
    const numbers = (this.#scratch + AT.numbers) >>> 2
    let end = 0
    for (let at = 0; at < count; at++) {
      const number = renumber[words[numbers + at] ?? 0] ?? 0
      if (number === 0) continue
      words[hashes + 2 * end] = words[hashes + 2 * at] ?? 0
      words[hashes + 2 * end + 1] = words[hashes + 2 * at + 1] ?? 0
      let to = end
      // Several records of one key stay in the order of their numbers.
      while (to > 0 && this.#isSameHash(hashes, to, end) && (words[numbers + to - 1] ?? 0) > number) {
        words[numbers + to] = words[numbers + to - 1] ?? 0
        to--
      }
      words[numbers + to] = number
      end++
    }
    return end
  }

  #isSameHash(hashes: number, before: number, at: number): boolean {
    const words = this.#words
    const [one, other] = [hashes + 2 * (before - 1), hashes + 2 * at]
    return words[one] === words[other] && words[one + 1] === words[other + 1]
  }

  /** Adds what was gathered and, each at its place among them, the old table's strays that are at home below the limit. */
  #addAll(count: number, limit: number): boolean {
    let from = 0
    for (; ; this.#nextStray++) {
      const stray = this.#strays[this.#nextStray]
      if (stray === undefined || stray.upper >= limit) return this.#addRun(from, count)
      const to = this.#placeOf(stray, from, count)
      if (!this.#addRun(from, to)) return false
      from = to
      const one = this.#scratch + AT.one
      this.#words[one >>> 2] = stray.lower
      this.#words[(one >>> 2) + 1] = stray.upper
      if (this.#kernel.add(one, stray.record) !== 0) this.#used++
      else if (!this.#newStrays.add(stray.upper, stray.lower, stray.record)) return false
    }
  }

  #placeOf({ upper, lower, record }: Stray, from: number, count: number): number {
    const words = this.#words
    const hashes = (this.#scratch + AT.hashes) >>> 2
    const numbers = (this.#scratch + AT.numbers) >>> 2
    let at = from
    while (at < count) {
      const order =
        (words[hashes + 2 * at + 1] ?? 0) - upper ||
        (words[hashes + 2 * at] ?? 0) - lower ||
        (words[numbers + at] ?? 0) - record
      if (order > 0) break
      at++
    }
    return at
  }

  #addRun(from: number, to: number): boolean {
    const hashes = this.#scratch + AT.hashes
    const numbers = this.#scratch + AT.numbers
    for (let at = from; at < to; at++) {
      const stopped = this.#kernel.addAll(hashes, numbers, at, to)
      this.#used += stopped - at
      at = stopped
      if (at === to) break
      const hash = (hashes >>> 2) + 2 * at
      const [lower, upper] = [this.#words[hash] ?? 0, this.#words[hash + 1] ?? 0]
      if (!this.#newStrays.add(upper, lower, this.#words[(numbers >>> 2) + at] ?? 0)) return false
    }
    assert(this.#used <= this.#into.buckets * SLOTS, 'a table holds no more than its slots')
    return true
  }
}

import { COUNTER, layoutOf, type SharedKeys, STRAY_WORDS } from './key-memory.ts'

/**
 * Keys that found no room near their bucket: where chance crowds them, and where a hundred records bear the same key. Lists
 * by hash, in the table's own memory. What is removed is zeroed; its place stays in the list until the table is rebuilt, so
 * that a reader in another thread is never led astray.
 */
export interface Strays {
  readonly count: number
  /** False when there is no room: the table has to be rebuilt. */
  add(upper: number, lower: number, record: number): boolean
  remove(upper: number, lower: number, record: number): boolean
  removeRecords(records: ReadonlySet<number>): void
  visit(upper: number, lower: number, visit: (record: number) => boolean): void
  /** All, in the order in which they came. */
  each(visit: (upper: number, lower: number, record: number) => void): void
}

export function openStrays(shared: SharedKeys): Strays {
  const { buffer } = shared.memory
  const { strayHeads, strayHeadsAt, straysAt } = layoutOf(shared)
  const counters = new Int32Array(buffer, 0, 16)
  const heads = new Uint32Array(buffer, strayHeadsAt, strayHeads)
  const words = new Uint32Array(buffer, straysAt, shared.strayRoom * STRAY_WORDS)
  const headOf = (upper: number): number => upper % strayHeads

  /** The place of each stray of the hash. */
  function* placesOf(upper: number, lower: number): Generator<number> {
    let next = Atomics.load(heads, headOf(upper))
    while (next !== 0) {
      const at = (next - 1) * STRAY_WORDS
      if (words[at] === upper && words[at + 1] === lower) yield at
      next = Atomics.load(words, at + 3)
    }
  }

  return {
    get count() {
      return counters[COUNTER.strays] ?? 0
    },
    add(upper, lower, record) {
      const place = counters[COUNTER.strayNext] ?? 0
      if (place >= shared.strayRoom) return false
      const at = place * STRAY_WORDS
      words[at] = upper
      words[at + 1] = lower
      words[at + 2] = record
      words[at + 3] = heads[headOf(upper)] ?? 0
      Atomics.store(heads, headOf(upper), place + 1)
      counters[COUNTER.strayNext] = place + 1
      counters[COUNTER.strays] = (counters[COUNTER.strays] ?? 0) + 1
      return true
    },
    remove(upper, lower, record) {
      for (const at of placesOf(upper, lower)) {
        if (words[at + 2] !== record) continue
        words.fill(0, at, at + 3)
        counters[COUNTER.strays] = (counters[COUNTER.strays] ?? 0) - 1
        return true
      }
      return false
    },
    removeRecords(records) {
      const end = (counters[COUNTER.strayNext] ?? 0) * STRAY_WORDS
      for (let at = 0; at < end; at += STRAY_WORDS) {
        if (words[at + 1] === 0 || !records.has(words[at + 2] ?? 0)) continue
        words.fill(0, at, at + 3)
        counters[COUNTER.strays] = (counters[COUNTER.strays] ?? 0) - 1
      }
    },
    visit(upper, lower, visit) {
      for (const at of placesOf(upper, lower)) if (!visit(words[at + 2] ?? 0)) return
    },
    each(visit) {
      const end = (counters[COUNTER.strayNext] ?? 0) * STRAY_WORDS
      for (let at = 0; at < end; at += STRAY_WORDS) {
        // A hash never ends in less than 0x20000 (keys.as): zeros are a stray that was removed.
        if (words[at + 1] !== 0) visit(words[at] ?? 0, words[at + 1] ?? 0, words[at + 2] ?? 0)
      }
    },
  }
}

import type { NameForm } from '#matching/names.ts'
import type { NearWords } from '../vocabulary/vocabulary.ts'
import type { Segment } from './segment.ts'

/**
 * Room to answer one question over one segment: a number per word and per name, all zero between questions. Made once:
 * a check must not make thousands of objects.
 */
export interface Workspace {
  readonly segment: Segment
  begin(clues: number): void
  /** The words near a form. Those near a word of the segment are kept: its number and theirs, and nothing of what was asked. */
  near(form: NameForm, least: number): NearWords
  /** Says that a word is like a clue. Clue after clue, most alike first. */
  mark(clue: number, word: number, similarity: number, worth: number): void
  isMarked(clue: number, word: number): boolean
  endClue(clue: number): void
  visitNear(clue: number, visit: (word: number, similarity: number) => void): void
  /** Visits the names of a stretch whose words are worth so much together. */
  scan(from: number, to: number, least: number, visit: (name: number, worth: number) => void): void
  /** Has the name estimated, whatever its credit. */
  take(name: number): void
  /** Credits a name with a clue, once. */
  credit(name: number, clue: number, value: number): void
  /** Credits the names of a stretch of postings. */
  creditAll(begin: number, past: number, clue: number, value: number): void
  /** As `credit`, of a name whose parts written as one are like the clue. */
  join(name: number, clue: number, value: number): void
  /** A bit per clue. */
  joinedClues(name: number): number
  /** Adds to the counts how many names have how many steps of credit. Returns how many were touched. */
  countCredits(counts: Uint32Array): number
  /** Visits the names taken, and those of at least so many steps of credit. */
  visitTouched(least: number, visit: (name: number, credit: number) => void): void
  /** Per word the number of its marks, 0 for most; and how like a clue the word of such a number is. */
  readonly marks: Uint16Array
  similarityOf(hit: number, clue: number): number
  reset(): void
}

/** Credit is compared in so many steps. */
export const CREDIT_STEPS = 4096
const MOST_CLUES = 24
const MOST_HITS = 65_000
/** Eight bytes each. */
const MOST_KEPT = 2_000_000
const TAKEN = 0x8000_0000
const CLUE = 0x0100_0000
const CREDIT = 0x00ff_ffff
const STEP = 8

export function createWorkspace(segment: Segment): Workspace {
  const { book } = segment
  const kept = new Map<number, { readonly least: number; readonly near: NearWords }>()
  let keptCount = 0
  const marks = new Uint16Array(segment.book.size)
  const worths = new Uint16Array(segment.book.size)
  /** A bit per word that has a mark: small enough to stay at hand while tens of thousands of words are looked at. */
  const marked = new Uint8Array(Math.ceil(segment.book.size / 8))
  const names = new Uint32Array(segment.nameCount)
  let clueCount = 0
  let hitCount = 0
  let hitWords = new Uint32Array(256)
  let hits = new Float32Array(256)
  let near = new Uint32Array(256)
  let nearSimilarities = new Float32Array(256)
  const nearEnds = new Uint32Array(MOST_CLUES + 1)
  let nearCount = 0
  /** Of the worths of the words of a stretch, from its first; the first is 0. */
  let sums = new Uint32Array(256)
  let touched = new Uint32Array(256)
  let touchedCount = 0
  /** How many names have so many steps of credit. */
  const counts = new Uint32Array(CREDIT_STEPS)
  const joined = new Map<number, number>()

  const touch = (name: number): number => {
    const state = names[name] ?? 0
    if (state === 0) {
      if (touchedCount === touched.length) touched = twice(touched)
      touched[touchedCount++] = name
    }
    return state
  }

  const stepOf = (credited: number): number => Math.min(CREDIT_STEPS - 1, credited >>> STEP_BITS)
  const recount = (before: number, credited: number): void => {
    if ((before & CREDIT) !== 0) {
      const step = stepOf(before & CREDIT)
      counts[step] = (counts[step] ?? 0) - 1
    }
    const step = stepOf(credited)
    counts[step] = (counts[step] ?? 0) + 1
  }

  const credit = (name: number, clue: number, value: number): void => {
    const state = touch(name)
    const last = (state >>> 24) & 127
    if (last === clue + 1) return
    const sum = Math.min(CREDIT, (state & CREDIT) + value)
    names[name] = (state & TAKEN) + (clue + 1) * CLUE + sum
    recount(state, sum)
  }

  return {
    segment,
    marks,
    near(form, least) {
      const word = book.find(form.key)
      if (word < 0 || !readsAlike(form, book.formOf(word))) return book.near(form, least)
      const known = kept.get(word)
      if (known !== undefined && known.least === least) return known.near
      const { count, words, similarities } = book.near(form, least)
      const near = { count, words: words.slice(0, count), similarities: similarities.slice(0, count) }
      if (keptCount + count > MOST_KEPT) {
        kept.clear()
        keptCount = 0
      }
      keptCount += count
      kept.set(word, { least, near })
      return near
    },
    begin(clues) {
      clueCount = Math.min(MOST_CLUES, clues)
    },
    mark(clue, word, similarity, worth) {
      if (nearCount === near.length) {
        near = twice(near)
        nearSimilarities = twiceFloats(nearSimilarities)
      }
      near[nearCount] = word
      nearSimilarities[nearCount++] = similarity
      let hit = marks[word] ?? 0
      if (hit === 0) {
        if (hitCount === MOST_HITS) return
        hit = ++hitCount
        marked[word >> 3] = (marked[word >> 3] ?? 0) | (1 << (word & 7))
        marks[word] = hit
        if (hitCount === hitWords.length) hitWords = twice(hitWords)
        hitWords[hitCount] = word
        while ((hitCount + 1) * clueCount > hits.length) hits = twiceFloats(hits)
        hits.fill(0, hit * clueCount, (hit + 1) * clueCount)
      }
      hits[hit * clueCount + clue] = similarity
      if (worth > (worths[word] ?? 0)) worths[word] = Math.min(65_535, worth)
    },
    isMarked(clue, word) {
      const hit = marks[word] ?? 0
      return hit !== 0 && (hits[hit * clueCount + clue] ?? 0) > 0
    },
    endClue(clue) {
      nearEnds[clue + 1] = nearCount
    },
    visitNear(clue, visit) {
      for (let at = nearEnds[clue] ?? 0; at < (nearEnds[clue + 1] ?? 0); at++)
        visit(near[at] ?? 0, nearSimilarities[at] ?? 0)
    },
    scan(from, to, least, visit) {
      // Two plain passes: a loop over the few words of each name would guess its end wrongly at every other name.
      const { nameWords, words } = segment
      const begin = nameWords[from] ?? 0
      const past = nameWords[to] ?? 0
      if (sums.length <= past - begin) sums = grown(sums, past - begin + 1)
      let sum = 0
      for (let at = begin; at < past; at++) {
        const word = words[at] ?? 0
        if (((marked[word >> 3] ?? 0) & (1 << (word & 7))) !== 0) sum += worths[word] ?? 0
        sums[at - begin + 1] = sum
      }
      let before = 0
      for (let name = from; name < to; name++) {
        const after = sums[(nameWords[name + 1] ?? 0) - begin] ?? 0
        if (after - before >= least) visit(name, after - before)
        before = after
      }
    },
    take(name) {
      names[name] = (touch(name) | TAKEN) >>> 0
    },
    credit,
    creditAll(begin, past, clue, value) {
      // Hot: tens of thousands of names a check.
      const { postings } = segment
      const mark = (clue + 1) * CLUE
      const most = touchedCount + past - begin
      if (most > touched.length) touched = grown(touched, most)
      for (let turn = begin; turn < past; turn++) {
        const name = postings[turn] ?? 0
        const state = names[name] ?? 0
        if (((state >>> 24) & 127) === clue + 1) continue
        if (state === 0) touched[touchedCount++] = name
        const sum = Math.min(CREDIT, (state & CREDIT) + value)
        names[name] = (state & TAKEN) + mark + sum
        recount(state, sum)
      }
    },
    join(name, clue, value) {
      credit(name, clue, value)
      joined.set(name, (joined.get(name) ?? 0) | (1 << clue))
    },
    joinedClues: (name) => joined.get(name) ?? 0,
    countCredits(into) {
      for (let step = 0; step < CREDIT_STEPS; step++) into[step] = (into[step] ?? 0) + (counts[step] ?? 0)
      return touchedCount
    },
    visitTouched(least, visit) {
      for (let at = 0; at < touchedCount; at++) {
        const name = touched[at] ?? 0
        const state = names[name] ?? 0
        if (state >= TAKEN || stepOf(state & CREDIT) >= least)
          visit(name, state >= TAKEN ? Number.POSITIVE_INFINITY : state & CREDIT)
      }
    },
    similarityOf: (hit, clue) => hits[hit * clueCount + clue] ?? 0,
    reset() {
      for (let at = 1; at <= hitCount; at++) {
        marks[hitWords[at] ?? 0] = 0
        worths[hitWords[at] ?? 0] = 0
        marked[(hitWords[at] ?? 0) >> 3] = 0
      }
      for (let at = 0; at < touchedCount; at++) names[touched[at] ?? 0] = 0
      counts.fill(0)
      hitCount = 0
      nearCount = 0
      touchedCount = 0
      joined.clear()
    },
  }
}

/** Equal keys may still be read differently: `ç` is a `c`, and is sounded otherwise. */
const readsAlike = (one: NameForm, other: NameForm): boolean =>
  one.readings.length === other.readings.length &&
  one.readings.every((reading, at) => reading.roman === other.readings[at]?.roman)

const STEP_BITS = Math.log2(STEP)

const twice = (values: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> => grown(values, values.length * 2)

function grown(values: Uint32Array<ArrayBuffer>, least: number): Uint32Array<ArrayBuffer> {
  const more = new Uint32Array(Math.max(least, values.length * 2))
  more.set(values)
  return more
}

function twiceFloats(values: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  const more = new Float32Array(values.length * 2)
  more.set(values)
  return more
}

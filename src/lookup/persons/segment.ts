import { assert } from '#kernel/assert.ts'
import { openVocabulary } from '../vocabulary/build.ts'
import type { Vocabulary, VocabularySections } from '../vocabulary/vocabulary.ts'
import type { BirthCode, BirthWindow } from './births.ts'
import { NO_BIRTH, birthStatement } from './births.ts'
import { hashAt, hashId, idAt } from './person-ids.ts'
import type { PersonEntry } from '#matching/types.ts'

/**
 * All that a segment never changes, as named arrays on shared memory: a pure function of the people in it.
 *
 * A row is a person under one birth, in the order of births; a person of several births has several rows, of which the
 * first is the one that counts. A name is numbered in the order of its row.
 */
export interface SegmentSections extends VocabularySections {
  /** Per row: 16 bytes of its person's id, and the texts of ids that are no UUID. */
  readonly ids: Uint8Array
  readonly idTexts: Uint8Array
  readonly births: Uint32Array
  /** Per row: sex in the low two bits, then `FIRST_ROW`, then `HAS_MORE`. */
  readonly marks: Uint8Array
  /** Per row: the only nationality as two letters, or 0. */
  readonly nations: Uint16Array
  /** Rows of several births or nationalities, and where in `more` those begin: a count of births, births, nationalities. */
  readonly moreRows: Uint32Array
  readonly moreStarts: Uint32Array
  readonly more: Uint32Array
  /** First rows in the order of their ids' hashes. */
  readonly byHash: Uint32Array
  /** Per row: its first name, and past the last. */
  readonly rowNames: Uint32Array
  /** Per name: its row, its first word (and past the last), and a bit whether the list doubts it. */
  readonly nameRows: Uint32Array
  readonly nameWords: Uint32Array
  readonly doubted: Uint8Array
  readonly words: Uint32Array
  /** Per word: where its names begin in `postings`, in rising order, each name once. */
  readonly wordNames: Uint32Array
  readonly postings: Uint32Array
  /** Names by the sound of neighbouring parts written as one: eight bits of the sound's hash above the number of the name. */
  readonly joinStarts: Uint32Array
  readonly joins: Uint32Array
}

/** What changes when people are removed from a segment, on shared memory too. */
export interface SegmentState {
  /** A bit per row. */
  readonly dead: Uint8Array
  /** Per word: how many living names hold it, each person's once. Per class of sound the same. */
  readonly wordCounts: Uint32Array
  readonly classCounts: Uint32Array
  /** Living people, their names, and removed people. */
  readonly totals: Uint32Array
}

export const FIRST_ROW = 4
export const HAS_MORE = 8
export const SEXES = [undefined, 'F', 'M', 'X'] as const

export interface Segment extends SegmentSections {
  readonly sections: SegmentSections
  readonly rowCount: number
  readonly nameCount: number
  /** The first row of each year. */
  readonly years: Uint32Array
  readonly book: Vocabulary
  readonly state: SegmentState
}

/** What a thread needs to open a segment without copying it. Can be posted. */
export interface SharedSegment {
  readonly sections: SegmentSections
  readonly memory: WebAssembly.Memory
  readonly state: SegmentState
}

export function openSegment({ sections, memory, state }: SharedSegment): Segment {
  return segmentOf(sections, openVocabulary(memory), state)
}

/** From a snapshot's sections, in which nobody is removed. */
export function loadSegment(sections: SegmentSections): Segment {
  return beginSegment(sections, openVocabulary(sections))
}

export const beginSegment = (sections: SegmentSections, book: Vocabulary): Segment =>
  segmentOf(sections, book, freshState(sections, book))

const segmentOf = (sections: SegmentSections, book: Vocabulary, state: SegmentState): Segment => ({
  ...sections,
  sections,
  rowCount: sections.births.length,
  nameCount: sections.nameRows.length,
  years: yearsOf(sections.births),
  book,
  state,
})

function freshState(sections: SegmentSections, book: Vocabulary): SegmentState {
  const { marks, postings, wordNames, nameRows, rowNames, births } = sections
  const wordCounts = sharedWords(book.size)
  for (let word = 0; word < book.size; word++) {
    for (let at = wordNames[word] ?? 0; at < (wordNames[word + 1] ?? 0); at++) {
      if (((marks[nameRows[postings[at] ?? 0] ?? 0] ?? 0) & FIRST_ROW) !== 0)
        wordCounts[word] = (wordCounts[word] ?? 0) + 1
    }
  }
  const totals = sharedWords(3)
  for (let row = 0; row < births.length; row++) {
    if (((marks[row] ?? 0) & FIRST_ROW) === 0) continue
    totals[PEOPLE] = (totals[PEOPLE] ?? 0) + 1
    totals[NAMES] = (totals[NAMES] ?? 0) + (rowNames[row + 1] ?? 0) - (rowNames[row] ?? 0)
  }
  const classes = book.classWeights(wordCounts)
  const classCounts = sharedWords(classes.length)
  classCounts.set(classes)
  return { dead: sharedBytes(Math.ceil(births.length / 8)), wordCounts, classCounts, totals }
}

export const PEOPLE = 0
export const NAMES = 1
export const REMOVED = 2

export const sharedBytes = (length: number): Uint8Array => new Uint8Array(new SharedArrayBuffer(length))
export const sharedPairs = (length: number): Uint16Array => new Uint16Array(new SharedArrayBuffer(length * 2))
export const sharedWords = (length: number): Uint32Array => new Uint32Array(new SharedArrayBuffer(length * 4))

export const isDead = ({ dead }: SegmentState, row: number): boolean =>
  ((dead[row >> 3] ?? 0) & (1 << (row & 7))) !== 0

/** The first place in a rising stretch whose value is not below the one sought. */
export function lowerBound(values: Uint32Array, value: number, from = 0, to = values.length): number {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((values[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}

/** The first row of a living person, or -1. */
export function findRow(segment: Segment, id: string): number {
  const { byHash, state } = segment
  const hash = hashId(id)
  let low = 0
  let high = byHash.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (hashAt(segment, byHash[middle] ?? 0) < hash) low = middle + 1
    else high = middle
  }
  for (let at = low; at < byHash.length; at++) {
    const row = byHash[at] ?? 0
    if (hashAt(segment, row) !== hash) return -1
    if (!isDead(state, row) && idAt(segment, row) === id) return row
  }
  return -1
}

/** All rows of the person of a first row. */
export function rowsOfPerson(segment: Segment, first: number): readonly number[] {
  const births = birthCodesAt(segment, first)
  if (births.length < 2) return [first]
  const id = idAt(segment, first)
  const rows: number[] = []
  const standing = standsOf(births)
  for (const code of standing) {
    for (let row = lowerBound(segment.births, code); segment.births[row] === code; row++)
      if (idAt(segment, row) === id) rows.push(row)
  }
  assert(rows.includes(first), 'a person stands at their first row')
  return rows
}

const MOST_STANDS = 8

/** Under which births a person stands. */
export function standsOf(births: readonly BirthCode[]): readonly BirthCode[] {
  if (births.length === 0) return [NO_BIRTH]
  const codes = [...new Set(births)].sort((one, other) => one - other)
  return codes.length > MOST_STANDS ? [NO_BIRTH - 1] : codes
}

function moreAt(segment: SegmentSections, row: number): Uint32Array | undefined {
  if (((segment.marks[row] ?? 0) & HAS_MORE) === 0) return undefined
  const at = lowerBound(segment.moreRows, row)
  return segment.more.subarray(segment.moreStarts[at] ?? 0, segment.moreStarts[at + 1] ?? 0)
}

export function birthCodesAt(segment: SegmentSections, row: number): readonly BirthCode[] {
  const more = moreAt(segment, row)
  if (more !== undefined) return [...more.subarray(1, 1 + (more[0] ?? 0))]
  const code = segment.births[row] ?? NO_BIRTH
  return code === NO_BIRTH ? [] : [code]
}

export function nationsAt(segment: SegmentSections, row: number): readonly number[] {
  const more = moreAt(segment, row)
  if (more !== undefined) return [...more.subarray(1 + (more[0] ?? 0))]
  const nation = segment.nations[row] ?? 0
  return nation === 0 ? [] : [nation]
}

export const nationCode = (text: string): number =>
  text.length === 2 ? (text.charCodeAt(0) & 255) * 256 + (text.charCodeAt(1) & 255) : 0
const nationText = (code: number): string => String.fromCharCode(code >> 8, code & 255)

/** What a record said of a person beside the names. */
export function evidenceAt(
  segment: SegmentSections,
  row: number,
): Pick<PersonEntry, 'births' | 'nationalities' | 'sex'> {
  const sex = SEXES[(segment.marks[row] ?? 0) & 3]
  return {
    births: birthCodesAt(segment, row).map(birthStatement),
    nationalities: nationsAt(segment, row).map(nationText),
    ...(sex === undefined ? {} : { sex }),
  }
}

/** Rows of a window of births. */
export function rowsIn(
  segment: Pick<Segment, 'births' | 'years'>,
  window: BirthWindow,
): readonly [from: number, to: number] {
  const { births, years } = segment
  const from = placeOfBirth(births, years, window.from)
  let to = from
  // Most windows are a day.
  for (let steps = 0; steps < 64; steps++) {
    if (to === births.length || (births[to] ?? 0) >= window.to) return [from, to]
    to++
  }
  return [from, placeOfBirth(births, years, window.to)]
}

function placeOfBirth(births: Uint32Array, years: Uint32Array, code: BirthCode): number {
  const year = code >> YEAR_BITS
  if (code < 0 || year < 0 || year >= MOST_YEARS) return lowerBound(births, code)
  return lowerBound(births, code, years[year] ?? 0, years[year + 1] ?? 0)
}

const YEAR_BITS = 9
const MOST_YEARS = 2200

/** The first row of each year, so that a day is soon found. */
function yearsOf(births: Uint32Array): Uint32Array {
  const years = new Uint32Array(MOST_YEARS + 1)
  let row = 0
  for (let year = 0; year <= MOST_YEARS; year++) {
    row = lowerBound(births, year * 2 ** YEAR_BITS, row)
    years[year] = row
  }
  return years
}

/**
 * Frees the segment of a person: no answer holds them any more, and their name, nations and further births are overwritten. What
 * the order of rows and words rests on (id, birth, the words themselves) goes when the segment is made afresh.
 */
export function removeRows(segment: Segment, first: number): void {
  const { state, book, rowNames, nameWords, words, moreRows, moreStarts, more, marks, nations } = segment
  const { dead, wordCounts, classCounts, totals } = state
  const counted = new Set<number>()
  const rows = rowsOfPerson(segment, first)
  for (let name = rowNames[first] ?? 0; name < (rowNames[first + 1] ?? 0); name++) {
    counted.clear()
    for (let at = nameWords[name] ?? 0; at < (nameWords[name + 1] ?? 0); at++) counted.add(words[at] ?? 0)
    for (const word of counted) {
      wordCounts[word] = (wordCounts[word] ?? 0) - 1
      for (const kind of new Set(book.classesOf(book.formOf(word))))
        if (kind >= 0) classCounts[kind] = (classCounts[kind] ?? 0) - 1
    }
    totals[NAMES] = (totals[NAMES] ?? 0) - 1
  }
  for (const row of rows) dead[row >> 3] = (dead[row >> 3] ?? 0) | (1 << (row & 7))
  for (const row of rows) {
    words.fill(0, nameWords[rowNames[row] ?? 0] ?? 0, nameWords[rowNames[row + 1] ?? 0] ?? 0)
    nations[row] = 0
    if (((marks[row] ?? 0) & HAS_MORE) === 0) continue
    const at = lowerBound(moreRows, row)
    more.fill(0, moreStarts[at] ?? 0, moreStarts[at + 1] ?? 0)
  }
  totals[PEOPLE] = (totals[PEOPLE] ?? 0) - 1
  totals[REMOVED] = (totals[REMOVED] ?? 0) + 1
}

import { assert } from '#kernel/assert.ts'
import { SYMBOL_COUNT, VOWEL_COUNT, soundCode } from './sound.ts'

/**
 * How far a pair of spellings can be trusted. `written`: one alphabet. `transcribed`: two alphabets. `syllabic`: a script
 * whose syllables add or lose vowels. `consonantal`: a script that leaves short vowels out.
 */
export type Reading = 'written' | 'transcribed' | 'syllabic' | 'consonantal'

/** Sounds that may lie within a longer store of them. */
export interface SoundRow {
  readonly codes: Uint8Array
  readonly from: number
  readonly length: number
}

/** A row with its measures. */
export interface Sounds extends SoundRow {
  /** What all sounds weigh: the measure against which a distance is large or small. Hundredths of a consonant. */
  readonly mass: number
  /** The same without most of what vowels weigh, for scripts that leave them out. */
  readonly bones: number
}

/**
 * Distance of two rows of sounds in hundredths of a consonant: an edit distance with transposition whose costs follow
 * classes of sounds (Freeman, Condon and Ackerman 2006, ACL N06-1060). Gives up above `limit` and then returns a value
 * greater than `limit`. With a `consonantal` reading `one` is the row that was read from consonants.
 *
 * No cost is negative, so a cell above the limit leads nowhere: of each row of the table only the stretch is worked out
 * that cells within the limit can reach (Ukkonen 1985), counting what must still come.
 */
export function soundDistance(one: SoundRow, other: SoundRow, reading: Reading, limit: number): number {
  const { codes: a, from: aFrom, length: aLength } = one
  const { codes: b, from: bFrom, length: bLength } = other
  assert(aLength < ROW && bLength < ROW, 'a row of sounds fits the table')
  const { swap, dropFirst, drop, transpose, leaving } = COSTS[reading]
  let before = rowBuffers[0]
  let previous = rowBuffers[1]
  let current = rowBuffers[2]
  // The first and the last cell within the limit, of the row above and of the one above that; and where the row above ends.
  let first = 0
  let firstBefore = ROW
  let lastBefore = -ROW
  let last = 0
  // What is left to come on both sides costs at least the difference of what leaving it out would cost at the cheapest.
  restOfB[bLength] = 0
  for (let j = bLength; j > 0; j--) restOfB[j - 1] = (restOfB[j] ?? 0) + (leaving[b[bFrom + j - 1] ?? 0] ?? 0)
  let restOfA = 0
  for (let i = 0; i < aLength; i++) restOfA += leaving[a[aFrom + i] ?? 0] ?? 0
  if (Math.abs(restOfA - (restOfB[0] ?? 0)) > limit) return limit + 1
  previous[0] = 0
  for (let cost = 0; last < bLength; ) {
    cost += drop[b[bFrom + last] ?? 0] ?? 0
    if (cost + Math.abs(restOfA - (restOfB[last + 1] ?? 0)) > limit) break
    previous[++last] = cost
  }
  let end = last
  let previousSound = -1
  for (let i = 0; i < aLength; i++) {
    const sound = a[aFrom + i] ?? 0
    const dropA = dropFirst[sound] ?? 0
    const swaps = sound * SYMBOL_COUNT
    restOfA -= leaving[sound] ?? 0
    const reach = Math.max(last + 1, lastBefore + 2)
    let firstHere = ROW
    let lastHere = -ROW
    let left = FAR
    let corner = FAR
    let j = Math.min(first, firstBefore + 2)
    for (; j <= bLength && (j <= reach || left <= limit); j++) {
      const above = j <= end ? (previous[j] ?? FAR) : FAR
      let cost = above + dropA
      if (j > 0) {
        const facing = b[bFrom + j - 1] ?? 0
        const swapped = corner + (swap[swaps + facing] ?? 0)
        if (swapped < cost) cost = swapped
        const withExtra = left + (drop[facing] ?? 0)
        if (withExtra < cost) cost = withExtra
        if (
          facing === previousSound &&
          j - 2 >= firstBefore &&
          j - 2 <= lastBefore &&
          sound === b[bFrom + j - 2]
        ) {
          const crossed = (before[j - 2] ?? 0) + transpose
          if (crossed < cost) cost = crossed
        }
      }
      corner = above
      if (cost + Math.abs(restOfA - (restOfB[j] ?? 0)) > limit) {
        current[j] = FAR
        left = FAR
        continue
      }
      current[j] = cost
      left = cost
      if (firstHere === ROW) firstHere = j
      lastHere = j
    }
    // A row may be jumped over by a transposition, two may not.
    if (firstHere === ROW && first === ROW) return limit + 1
    firstBefore = first
    lastBefore = last
    first = firstHere
    last = lastHere
    end = j - 1
    previousSound = sound
    const spare = before
    before = previous
    previous = current
    current = spare
  }
  return last === bLength ? (previous[bLength] ?? FAR) : limit + 1
}

/** Measures the first sounds of a row. */
export function measured(codes: Uint8Array, length: number): Sounds {
  return { codes, from: 0, length, ...measures(length, vowelCount(codes, length)) }
}

export function vowelCount(codes: Uint8Array, length: number): number {
  let vowels = 0
  for (let at = 0; at < length; at++) if ((codes[at] ?? 0) < VOWEL_COUNT) vowels++
  return vowels
}

/** What so many sounds weigh of which so many are vowels. */
export function measures(length: number, vowels: number): { readonly mass: number; readonly bones: number } {
  const consonants = (length - vowels) * CONSONANT_MASS
  return { mass: consonants + vowels * VOWEL_MASS, bones: consonants + vowels * VOWEL_BONES }
}

const CONSONANT_MASS = 100
const VOWEL_BONES = 25
const VOWEL_MASS = 50
const ROW = 128
/** More than any distance, and still so with a cost added. */
const FAR = 100_000
const restOfB = new Int32Array(ROW)
const rowBuffers = [new Int32Array(ROW), new Int32Array(ROW), new Int32Array(ROW)] as const

/** Costs in hundredths of a consonant. Tables are indexed by sound; `swap` by `one * SYMBOL_COUNT + other`. */
export interface Costs {
  readonly swap: Uint8Array
  /** Leaving out a sound of the first row, and of the second. They differ where only one script writes vowels. */
  readonly dropFirst: Uint8Array
  readonly drop: Uint8Array
  readonly transpose: number
  /** The least that any row of steps costs that ends in leaving the sound out. No exchange costs less than the difference. */
  readonly leaving: Uint8Array
}

type Pairs = readonly (readonly [pair: string, cost: number])[]

/** Consonants that one name shows in different spellings. Cost in hundredths, in one alphabet. */
// biome-ignore format: a table reads in rows
const NEAR: Pairs = [
  ['bp', 45], ['bv', 45], ['pf', 45], ['vf', 25], ['vw', 10], ['wf', 45], ['fT', 50],
  ['kq', 8], ['kg', 45], ['kx', 25], ['qx', 30], ['qg', 30], ['gG', 10], ['qG', 15], ['kG', 45], ['xG', 30], ['xh', 20],
  ['gh', 45], ['Gh', 40], ['qC', 45], ['kC', 35], ['xC', 35], ['hC', 60], ['qh', 60], ['kh', 60],
  ['sS', 25], ['sz', 20], ['Sz', 50], ['SZ', 35], ['zZ', 25], ['sC', 45], ['SC', 25], ['cs', 25], ['cz', 30], ['cC', 25],
  ['cS', 40], ['sT', 35], ['zD', 15], ['zd', 55], ['kc', 50], ['ks', 55], ['tc', 50], ['tC', 50],
  ['jZ', 12], ['jz', 40], ['jg', 35], ['jy', 25], ['jC', 35], ['jS', 50], ['jd', 50], ['jc', 50], ['jh', 50], ['jG', 45], ['jx', 60],
  ['ZC', 45], ['Zy', 50], ['td', 40], ['tT', 8], ['dD', 8], ['TD', 30], ['tD', 40], ['dT', 40],
  ['lr', 60], ['mn', 60], ['nN', 20], ['mN', 60], ['gN', 60], ['dl', 80],
  ['yi', 10], ['ye', 25], ['wu', 10], ['wo', 20], ['vu', 45], ['ya', 45], ['wa', 60], ['ha', 60],
]

/** Cheaper between alphabets, where one sound has no letter of its own. */
// biome-ignore format: a table reads in rows
const NEAR_ACROSS: Pairs = [
  ['gh', 20], ['xh', 8], ['wv', 5], ['vu', 15], ['bv', 25], ['fT', 20], ['tT', 3], ['dD', 3], ['sT', 20], ['sS', 18],
  ['jZ', 8], ['jy', 15], ['ks', 50], ['cz', 25], ['kx', 15], ['jg', 30], ['zD', 5], ['yi', 5], ['wu', 5],
]

/** Hangul, kana and Indic scripts have one letter for several of these. */
// biome-ignore format: a table reads in rows
const NEAR_SYLLABIC: Pairs = [
  ...NEAR_ACROSS,
  ['lr', 8], ['bv', 8], ['pf', 8], ['hf', 15], ['kg', 8], ['td', 8], ['bp', 8], ['sT', 8], ['jz', 10], ['jC', 10], ['sS', 12],
  ['zD', 8], ['cS', 20], ['tc', 15], ['tC', 25], ['cC', 10], ['sz', 12], ['dj', 25], ['dz', 30], ['SC', 20], ['Zj', 5],
]

/** Arabic and Hebrew letters with several readings, and long vowels written with w and y. */
// biome-ignore format: a table reads in rows
const NEAR_CONSONANTAL: Pairs = [
  ...NEAR_ACROSS,
  ['bp', 12], ['bv', 10], ['pf', 10], ['vf', 8], ['wv', 2], ['wu', 2], ['wo', 3], ['yi', 2], ['ye', 3], ['ya', 15], ['wa', 25],
  ['jg', 12], ['gq', 10], ['kg', 15], ['kq', 4], ['gG', 3], ['sT', 10], ['sS', 15], ['zD', 3], ['sz', 25], ['td', 40],
  ['SC', 20], ['xh', 6], ['xk', 10], ['ha', 10], ['cs', 15], ['cz', 20], ['dz', 25], ['dD', 3], ['tT', 3], ['zZ', 10],
  ['zj', 30], ['jy', 30], ['nN', 5], ['he', 10], ['wf', 20],
]

function costs(
  tables: readonly Pairs[],
  vowels: { readonly swap: number; readonly drop: number },
  soft: { readonly h: number; readonly glide: number; readonly r?: number },
  firstVowelDrop = vowels.drop,
): Costs {
  const swap = new Uint8Array(SYMBOL_COUNT * SYMBOL_COUNT).fill(100)
  for (let a = 0; a < SYMBOL_COUNT; a++) {
    for (let b = 0; b < VOWEL_COUNT; b++) if (a < VOWEL_COUNT) swap[a * SYMBOL_COUNT + b] = vowels.swap
    swap[a * SYMBOL_COUNT + a] = 0
  }
  for (const [pair, cost] of [...VOWEL_PAIRS(vowels.swap), ...tables.flat()]) {
    const a = soundCode(pair[0] ?? '')
    const b = soundCode(pair[1] ?? '')
    assert(a >= 0 && b >= 0, 'cost tables name known sounds')
    swap[a * SYMBOL_COUNT + b] = cost
    swap[b * SYMBOL_COUNT + a] = cost
  }
  const drops = (vowel: number): Uint8Array => {
    const drop = new Uint8Array(SYMBOL_COUNT).fill(100)
    drop.fill(vowel, 0, VOWEL_COUNT)
    drop[soundCode('h')] = soft.h
    drop[soundCode('y')] = soft.glide
    drop[soundCode('w')] = soft.glide
    drop[soundCode('G')] = 60
    drop[soundCode('r')] = soft.r ?? 100
    return drop
  }
  const dropFirst = drops(firstVowelDrop)
  const drop = drops(vowels.drop)
  const leaving = drop.map((cost, sound) => Math.min(cost, dropFirst[sound] ?? 0))
  for (let round = 0; round < SYMBOL_COUNT; round++) {
    leaving.forEach((cost, a) => {
      for (let b = 0; b < SYMBOL_COUNT; b++)
        leaving[b] = Math.min(leaving[b] ?? 0, cost + (swap[a * SYMBOL_COUNT + b] ?? 0))
    })
  }
  return { swap, dropFirst, drop, transpose: 60, leaving }
}

// biome-ignore format: a table reads in rows
const VOWEL_PAIRS = (swap: number): Pairs => [
  ['ei', swap * 0.5], ['ou', swap * 0.5], ['ae', swap * 0.75], ['ao', swap * 0.75],
]

export const COSTS: Readonly<Record<Reading, Costs>> = {
  written: costs([NEAR], { swap: 30, drop: 35 }, { h: 25, glide: 40 }),
  transcribed: costs([NEAR, NEAR_ACROSS], { swap: 24, drop: 25 }, { h: 20, glide: 25 }),
  // Where each consonant takes a vowel along, the r of English is not written: 커티스 Curtis.
  syllabic: costs([NEAR, NEAR_SYLLABIC], { swap: 16, drop: 14 }, { h: 15, glide: 20, r: 70 }),
  // A vowel that a consonantal script does write is a long one: it is not left out lightly.
  consonantal: costs([NEAR, NEAR_CONSONANTAL], { swap: 10, drop: 8 }, { h: 15, glide: 20 }, 20),
}

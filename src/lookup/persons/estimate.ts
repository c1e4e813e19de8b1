import type { Clue } from './clues.ts'
import type { WordWeights } from './word-weights.ts'
import type { Segment } from './segment.ts'
import type { Workspace } from './workspace.ts'

/** How like a part is taken to be to several written as one, when their sounds agree. */
export const JOINED_SIMILARITY = 0.9
/** A part that is nearly the same as another is not looked for among parts written as one. */
const SETTLED = 0.9

/**
 * What is measured of a name with look-ups alone, before its parts are aligned in earnest, and what each measure adds to
 * the log-odds to expect. Fitted to what scoring gives (`bench/fit-estimates.ts`); it decides whom to compare, never how
 * a person is scored.
 */
export const MEASURES: readonly (readonly [name: string, weight: number])[] = [
  ['start', -11.4],
  ['asked', 3.34],
  ['listed', 0.82],
  ['both', -1.79],
  ['information', 6.08],
  ['askedNearlyWhole', 0.73],
  ['bothNearlyWhole', 3.51],
  ['contradiction', 0.62],
  ['rarest', 1.69],
  ['weakest', 3.95],
  ['single', -0.35],
  ['allSame', 0.12],
]

const WEIGHTS = Float64Array.from(MEASURES, ([, weight]) => weight)

export function expectedLogOdds(measures: Float64Array): number {
  let sum = 0
  for (let at = 0; at < WEIGHTS.length; at++) sum += (WEIGHTS[at] ?? 0) * (measures[at] ?? 0)
  return sum
}

/** The most that a name can be expected to score that shares so much of what is asked: see `bench/fit-estimates.ts`. */
export const mostLogOdds = (share: number): number => MOST_START + MOST_RISE * Math.min(1, share) ** 2

/** The least share with which a name can be expected to score so much. */
export const leastShare = (logOdds: number): number =>
  Math.sqrt(Math.max(0, logOdds - MOST_START) / MOST_RISE)
const MOST_START = -2.5
const MOST_RISE = 9

export interface Measured {
  readonly clues: readonly Clue[]
  /** Nats of each asked part. */
  readonly weights: readonly number[]
  readonly weightsOf: (segment: Segment) => WordWeights
}

const MOST_OPTIONS = 96
const MOST_PARTS = 24
const optionSimilarities = new Float64Array(MOST_OPTIONS)
const optionGains = new Float64Array(MOST_OPTIONS)
const optionClues = new Uint8Array(MOST_OPTIONS)
const optionWords = new Uint8Array(MOST_OPTIONS)
const bestOfClues = new Float64Array(MOST_PARTS)
const listedWeights = new Float64Array(MOST_PARTS)

/** What the pairs of the name being measured add up to: kept in one place, because this is done hundreds of times a check. */
const sums = new Float64Array(8)
const [ASKED, LISTED, ASKED_TOUCHED, LISTED_TOUCHED, INFORMATION, RAREST, WEAKEST, PAIRS] = [
  0, 1, 2, 3, 4, 5, 6, 7,
] as const

function pair(similarity: number, asked: number, listed: number): void {
  const shared = Math.min(asked, listed)
  const squared = similarity * similarity
  sums[ASKED] = (sums[ASKED] ?? 0) + asked * similarity
  sums[LISTED] = (sums[LISTED] ?? 0) + listed * similarity
  sums[ASKED_TOUCHED] = (sums[ASKED_TOUCHED] ?? 0) + asked
  sums[LISTED_TOUCHED] = (sums[LISTED_TOUCHED] ?? 0) + listed
  sums[INFORMATION] = (sums[INFORMATION] ?? 0) + shared * squared
  sums[RAREST] = Math.max(sums[RAREST] ?? 0, shared * squared * squared)
  sums[WEAKEST] = Math.min(sums[WEAKEST] ?? 0, similarity)
  sums[PAIRS] = (sums[PAIRS] ?? 0) + 1
}

/** Pairs clues and words, the strongest first, each part once, and measures what was paired. Makes nothing. */
export function measureName(space: Workspace, name: number, asked: Measured, into: Float64Array): void {
  const { clues, weights } = asked
  const { segment, marks } = space
  const weightOf = asked.weightsOf(segment)
  const from = segment.nameWords[name] ?? 0
  const count = Math.min(MOST_PARTS, (segment.nameWords[name + 1] ?? 0) - from)
  let options = 0
  let listedAll = 0
  let settled = 0
  bestOfClues.fill(0)
  for (let at = 0; at < count; at++) {
    const word = segment.words[from + at] ?? 0
    const weight = weightOf(word)
    listedWeights[at] = weight
    listedAll += weight
    const hit = marks[word] ?? 0
    if (hit === 0) continue
    for (let clue = 0; clue < clues.length && options < MOST_OPTIONS; clue++) {
      const similarity = space.similarityOf(hit, clue)
      if (similarity === 0) continue
      if (similarity > (bestOfClues[clue] ?? 0)) bestOfClues[clue] = similarity
      if (similarity >= SETTLED) settled |= 1 << at
      const one = clues[clue]
      optionSimilarities[options] = similarity
      optionGains[options] = similarity * similarity * (1 + (one === undefined ? 1 : one.to - one.from))
      optionClues[options] = clue
      optionWords[options++] = at
    }
  }
  let askedAll = 0
  for (let part = 0; part < weights.length; part++) askedAll += weights[part] ?? 0
  let usedAsked = 0
  let usedListed = 0
  sums.fill(0)
  sums[WEAKEST] = 1
  const joined = space.joinedClues(name)
  for (let clue = 0; joined !== 0 && clue < clues.length; clue++) {
    const one = clues[clue]
    if ((joined & (1 << clue)) === 0 || one === undefined || (usedAsked & bits(one.from, one.to)) !== 0)
      continue
    if ((bestOfClues[clue] ?? 0) >= SETTLED) continue
    // Which neighbours were written as one is not kept: the first two that nothing else is nearly the same as.
    for (let at = 0; at + 1 < count; at++) {
      if (((usedListed | settled) & bits(at, at + 2)) !== 0) continue
      usedAsked |= bits(one.from, one.to)
      usedListed |= bits(at, at + 2)
      pair(JOINED_SIMILARITY, one.weight, (listedWeights[at] ?? 0) + (listedWeights[at + 1] ?? 0))
      break
    }
  }
  for (;;) {
    let best = -1
    let most = 0
    for (let option = 0; option < options; option++) {
      const gain = optionGains[option] ?? 0
      if (gain <= most) continue
      const one = clues[optionClues[option] ?? 0]
      if (one === undefined || (usedAsked & bits(one.from, one.to)) !== 0) continue
      if ((usedListed & (1 << (optionWords[option] ?? 0))) !== 0) continue
      best = option
      most = gain
    }
    const one = clues[optionClues[best] ?? 0]
    if (best < 0 || one === undefined) break
    const word = optionWords[best] ?? 0
    usedAsked |= bits(one.from, one.to)
    usedListed |= 1 << word
    pair(optionSimilarities[best] ?? 0, one.weight, listedWeights[word] ?? 0)
  }
  const all = Math.max(askedAll, listedAll) || 1
  const coverageAsked = (sums[ASKED] ?? 0) / (askedAll || 1)
  const coverageListed = (sums[LISTED] ?? 0) / (listedAll || 1)
  const both = Math.sqrt(coverageAsked * coverageListed)
  const pairs = sums[PAIRS] ?? 0
  into[0] = 1
  into[1] = coverageAsked
  into[2] = coverageListed
  into[3] = both
  into[4] = Math.min(1.5, (sums[INFORMATION] ?? 0) / 20)
  into[5] = Math.max(0, coverageAsked - 0.85) / 0.15
  into[6] = Math.max(0, both - 0.85) / 0.15
  into[7] =
    Math.min(
      Math.max(0, askedAll - (sums[ASKED_TOUCHED] ?? 0)),
      Math.max(0, listedAll - (sums[LISTED_TOUCHED] ?? 0)),
    ) / all
  into[8] = Math.min(1, (sums[RAREST] ?? 0) / 10)
  into[9] = pairs === 0 ? 0 : (sums[WEAKEST] ?? 0)
  into[10] = pairs <= 1 ? 1 : 0
  into[11] = both >= 0.999 ? 1 : 0
}

/** At most 24 parts a name: a bit each. */
const bits = (from: number, to: number): number => ((1 << to) - 1) & ~((1 << from) - 1)

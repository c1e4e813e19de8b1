import { equivalentKeys } from '#matching/equivalents.ts'
import { createNearness } from '#matching/coincidence.ts'
import type { Nearness } from '#matching/coincidence.ts'
import type { Clue } from './clues.ts'
import { NO_DAY } from './births.ts'
import type { BirthCode, BirthWindow } from './births.ts'
import {
  JOINED_SIMILARITY,
  MEASURES,
  expectedLogOdds,
  leastShare,
  measureName,
  mostLogOdds,
} from './estimate.ts'
import { visitJoined } from './joined.ts'
import { isDead, rowsIn } from './segment.ts'
import type { Segment } from './segment.ts'
import { CREDIT_STEPS, createWorkspace } from './workspace.ts'
import type { Workspace } from './workspace.ts'
import type { WordWeights } from './word-weights.ts'

/** A name worth a closer look, with an estimate of the log-odds that scoring will give it. */
export interface Candidate {
  readonly segment: Segment
  readonly name: number
  readonly row: number
  readonly estimate: number
}

export interface Asked {
  readonly clues: readonly Clue[]
  /** Nats of each asked part. */
  readonly weights: readonly number[]
  readonly days: readonly BirthWindow[]
  readonly years: readonly BirthWindow[]
  /** Log-odds that a birth adds, and the most that any outside the likely days can. */
  readonly birthWorth: (code: BirthCode) => number
  readonly mostOfYear: number
  /** The most that is added where the birth conflicts. */
  readonly mostElsewhere: number
  /** The most that all else adds. */
  readonly mostBeside: number
  /** Log-odds that all adds that is recorded of a row beside its name. */
  readonly rowWorth: (segment: Segment, row: number) => number
  /** What all parts together are credited. */
  readonly allCredit: number
  /** A name that cannot reach it is left out. */
  readonly leastEstimate: number
  readonly weightsOf: (segment: Segment) => WordWeights
  /** Is told what the names are estimated by: for fitting the estimate. */
  readonly observe?: Observer | undefined
  /** Whether how common a name is, is counted in a segment. */
  readonly isCounted: (segment: Segment) => boolean
}

export type Observer = (segment: Segment, name: number, measures: Float64Array, share: number) => void

export interface Gathered {
  /** How many names hold a word near each asked part, by the key of the part. */
  readonly nearness: ReadonlyMap<string, Nearness>
  readonly candidates: readonly Candidate[]
  readonly isExhausted: boolean
}

const NEAR_SIMILARITY = 0.68
const NEAR_SIMILARITY_JOINED = 0.82
/** Bill and William, Yusuf and Joseph. */
const EQUIVALENT_SIMILARITY = 0.75
const BANDS = 16
/** Names reached through words, wherever they stand: with a birth asked only as far as it is cheap. */
const BUDGET = 200_000
const BUDGET_WITH_BIRTH = 1500
const MOST_OF_RAREST = 6000
/** Names looked at where the birth leads. */
const NAMES_LOOKED_AT = 250_000
/** Of whose birth no day is known, reached through the words near one part. */
const MOST_LOOSE = 5000
/** Who shares less of the name than this is another person, whoever was born on the same day. */
const LEAST_BOTH = 0.4
const BOTH = 3
/** The share of credit below which that is so. */
const LEAST_SHARE = 0.12
const NAMES_ESTIMATED = 1200
const MOST_ESTIMATED = 4000
/** Likeness counts the more, the nearer it is to sameness. */
const CREDIT_POWER = 3
export const UNIT = 256

export type WorkspaceOf = (segment: Segment) => Workspace

export function workspaces(): WorkspaceOf {
  const known = new WeakMap<Segment, Workspace>()
  return (segment) => {
    let workspace = known.get(segment)
    if (workspace === undefined) known.set(segment, (workspace = createWorkspace(segment)))
    return workspace
  }
}

/**
 * The names that may be the one asked: those that stand on a likely day and share any sound with it, and those that words
 * like the asked ones lead to, rarest first, within a budget. What is decided is decided over all segments, so that it
 * makes no difference which name lies in which.
 */
export function gather(segments: readonly Segment[], asked: Asked, workspaceOf: WorkspaceOf): Gathered {
  const spaces = segments.map(workspaceOf)
  try {
    spaces.forEach((space) => lookAround(space, asked.clues))
    const nearness = countNear(spaces, asked)
    lookAtBirths(spaces, asked)
    const isFollowed = followWords(spaces, asked)
    const { candidates, isCut } = estimate(spaces, asked)
    return { candidates, nearness, isExhausted: isCut || !isFollowed }
  } finally {
    // Left as it was found, whatever happened.
    for (const space of spaces) space.reset()
  }
}

/** Marks the words that sound like the clues. */
function lookAround(space: Workspace, clues: readonly Clue[]): void {
  space.begin(clues.length)
  clues.forEach((clue, at) => {
    const isJoined = clue.to - clue.from > 1
    const { count, words, similarities } = space.near(
      clue.form,
      isJoined ? NEAR_SIMILARITY_JOINED : NEAR_SIMILARITY,
    )
    const unit = clue.weight * UNIT
    for (let turn = 0; turn < count; turn++) {
      const similarity = similarities[turn] ?? 0
      space.mark(at, words[turn] ?? 0, similarity, unit * similarity ** CREDIT_POWER)
    }
    if (!isJoined) {
      for (const key of equivalentKeys(clue.form)) {
        const word = space.segment.book.find(key)
        if (word >= 0 && !space.isMarked(at, word))
          space.mark(at, word, EQUIVALENT_SIMILARITY, unit * EQUIVALENT_SIMILARITY ** CREDIT_POWER)
      }
    }
    space.endClue(at)
  })
}

function countNear(spaces: readonly Workspace[], { clues, isCounted }: Asked): ReadonlyMap<string, Nearness> {
  const counted = spaces.filter(({ segment }) => isCounted(segment))
  const found = new Map<string, Nearness>()
  clues.forEach((clue, at) => {
    if (clue.to - clue.from > 1) return
    const nearness = createNearness()
    for (const space of counted) {
      const { wordCounts } = space.segment.state
      space.visitNear(at, (word, similarity) => nearness.add(similarity, wordCounts[word] ?? 0))
    }
    found.set(clue.form.key, nearness)
  })
  return found
}

/** Takes the names that stand on likely days or in likely years and share enough with what is asked. */
function lookAtBirths(spaces: readonly Workspace[], asked: Asked): void {
  let left = NAMES_LOOKED_AT
  for (const window of [...asked.days, ...asked.years]) {
    const stretches = spaces.map(({ segment }) => namesIn(segment, window))
    const names = stretches.reduce((sum, [from, to]) => sum + to - from, 0)
    if (names > left) continue
    left -= names
    const most =
      window.to - window.from === 1 ? asked.birthWorth(window.from) + asked.mostBeside : asked.mostOfYear
    const least = leastShare(asked.leastEstimate - most) * asked.allCredit
    spaces.forEach((space, at) => {
      const { nameRows, state } = space.segment
      const [from, to] = stretches[at] ?? [0, 0]
      space.scan(from, to, Math.max(LEAST_SHARE * asked.allCredit, least), (name, credit) => {
        const row = nameRows[name] ?? 0
        const worth = asked.rowWorth(space.segment, row)
        if (mostLogOdds(credit / asked.allCredit) + worth >= asked.leastEstimate && !isDead(state, row))
          space.take(name)
      })
    })
  }
}

/** Adds up what the clues say of each name. Returns whether enough was followed to be sure of the best. */
function followWords(spaces: readonly Workspace[], { clues, years, weights }: Asked): boolean {
  const hasBirth = years.length > 0
  let budget = hasBirth ? BUDGET_WITH_BIRTH : BUDGET
  const plans = clues.map((clue, at) => ({ clue, at, costs: costsOf(spaces, at) }))
  plans.sort((one, other) => one.costs.total - other.costs.total || other.clue.weight - one.clue.weight)
  let unfollowed = 0
  let isRarest = true
  for (const { clue, at, costs } of plans) {
    let bands = 0
    // Whoever bears the rarest part as it was asked is found, however their birth conflicts.
    if (isRarest && hasBirth && (costs.bands[0] ?? 0) <= MOST_OF_RAREST) bands = 1
    if (clue.to - clue.from === 1) isRarest = false
    while (bands < BANDS && (costs.bands[bands] ?? 0) <= budget) budget -= costs.bands[bands++] ?? 0
    if (bands === 0 && clue.to - clue.from === 1) unfollowed += clue.weight
    for (const space of spaces) followClue(space, clue, at, bands, hasBirth)
  }
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  return hasBirth || unfollowed <= MOST_UNFOLLOWED * all
}

function followClue(space: Workspace, clue: Clue, at: number, bands: number, hasBirth: boolean): void {
  const { segment } = space
  // Those of whose birth no day is known stand last.
  const [loose] = hasBirth ? namesIn(segment, NO_DAY) : [segment.nameCount]
  const { postings, wordNames } = segment
  const unit = clue.weight * UNIT
  let left = MOST_LOOSE
  space.visitNear(at, (word, similarity) => {
    const value = Math.round(unit * similarity ** CREDIT_POWER)
    const begin = wordNames[word] ?? 0
    const past = wordNames[word + 1] ?? 0
    if (bandOf(similarity) < bands) {
      space.creditAll(begin, past, at, value)
      return
    }
    for (let turn = past - 1; turn >= begin && left > 0; turn--) {
      const name = postings[turn] ?? 0
      if (name < loose) return
      left--
      space.credit(name, at, value)
    }
  })
  const value = Math.round(unit * JOINED_SIMILARITY ** CREDIT_POWER)
  for (const { skeleton } of clue.form.readings) {
    visitJoined(segment, skeleton, (name) => {
      space.join(name, at, value)
    })
  }
}

/** A name that shares only what was not followed can still be what was asked, when that is most of it. */
const MOST_UNFOLLOWED = 0.6

function namesIn(segment: Segment, window: BirthWindow): readonly [from: number, to: number] {
  const [from, to] = rowsIn(segment, window)
  return [segment.rowNames[from] ?? 0, segment.rowNames[to] ?? 0]
}

const bandOf = (similarity: number): number =>
  Math.min(BANDS - 1, Math.floor(((1 - similarity) / (1 - NEAR_SIMILARITY)) * BANDS))

/** How many names the words near a clue lead to, by likeness. */
function costsOf(
  spaces: readonly Workspace[],
  clue: number,
): { readonly bands: readonly number[]; readonly total: number } {
  const bands = Array.from({ length: BANDS }, () => 0)
  let total = 0
  for (const space of spaces) {
    const { wordNames } = space.segment
    space.visitNear(clue, (word, similarity) => {
      const names = (wordNames[word + 1] ?? 0) - (wordNames[word] ?? 0)
      const band = bandOf(similarity)
      bands[band] = (bands[band] ?? 0) + names
      total += names
    })
  }
  return { bands, total }
}

/** Of the names that were taken, and the best of those that were credited, the log-odds to expect. */
function estimate(
  spaces: readonly Workspace[],
  asked: Asked,
): { readonly candidates: readonly Candidate[]; readonly isCut: boolean } {
  const { least, isCut } = leastCredit(spaces)
  const candidates: Candidate[] = []
  const measures = new Float64Array(MEASURES.length)
  const hasBirth = asked.years.length > 0
  const elsewhere = asked.leastEstimate - asked.mostElsewhere
  const undated = asked.leastEstimate - asked.mostOfYear
  let left = isCut ? MOST_ESTIMATED : Number.POSITIVE_INFINITY
  for (const space of spaces) {
    const { segment } = space
    const [loose] = hasBirth ? namesIn(segment, NO_DAY) : [segment.nameCount]
    space.visitTouched(least, (name, credit) => {
      // Elsewhere than where the birth leads, more of the name must agree.
      if (hasBirth && mostLogOdds(credit / asked.allCredit) < (name < loose ? elsewhere : undated)) return
      const row = segment.nameRows[name] ?? 0
      if (left-- <= 0 || isDead(segment.state, row)) return
      const worth = asked.rowWorth(segment, row)
      // Most names share too little with what is asked, however likely their birth.
      if (mostLogOdds(credit / asked.allCredit) + worth < asked.leastEstimate) return
      measureName(space, name, asked, measures)
      asked.observe?.(segment, name, measures, credit / asked.allCredit)
      if ((measures[BOTH] ?? 0) < LEAST_BOTH) return
      const expected = expectedLogOdds(measures) + worth
      if (expected >= asked.leastEstimate) candidates.push({ segment, name, row, estimate: expected })
    })
  }
  return { candidates, isCut }
}

/** The credit of the name at the last rank that is looked at; names that tie there all stay, unless they are too many. */
function leastCredit(spaces: readonly Workspace[]): { readonly least: number; readonly isCut: boolean } {
  const counts = new Uint32Array(CREDIT_STEPS)
  let touched = 0
  for (const space of spaces) touched += space.countCredits(counts)
  if (touched <= NAMES_ESTIMATED) return { least: 0, isCut: false }
  let sum = 0
  for (let step = CREDIT_STEPS - 1; step > 0; step--) {
    const here = counts[step] ?? 0
    if (sum > 0 && sum + here > MOST_ESTIMATED) return { least: step + 1, isCut: false }
    sum += here
    if (sum >= NAMES_ESTIMATED) return { least: step, isCut: sum > MOST_ESTIMATED }
  }
  return { least: 0, isCut: touched > MOST_ESTIMATED }
}

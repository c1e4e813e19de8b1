import { RIVAL_MODEL } from './model.ts'
import type { NameScore } from './score.ts'

/** Of the names of those candidates of one question who count, each person once. */
export interface Rivals {
  /** Lowest first. */
  readonly ranked: Float64Array
  /** Odds of all together. */
  readonly odds: number
}

/** A candidate, by the best of its names. */
export interface Candidate {
  readonly name: NameScore
  readonly isRival: boolean
}

/**
 * The names of all candidates of one question, with what it takes from each that others are called nearly the same: a
 * common name says little of who is meant. It never adds.
 */
export function withRivals(candidates: readonly Candidate[]): readonly NameScore[] {
  const rivals = rivalsOf(candidates.filter(({ isRival }) => isRival).map(({ name }) => name.logOdds))
  return candidates.map(({ name, isRival }) => {
    const [others, beside, near] = rivalFeatures(name.logOdds, isRival, rivals)
    const taken = others * RIVAL_MODEL[0] + beside * RIVAL_MODEL[1] + near * RIVAL_MODEL[2]
    return { ...name, rivals: taken, logOdds: name.logOdds + taken }
  })
}

export function rivalsOf(names: readonly number[]): Rivals {
  return {
    ranked: Float64Array.from(names).sort(),
    odds: names.reduce((sum, logOdds) => sum + oddsOf(logOdds), 0),
  }
}

/**
 * Log-odds of all others together, how far they reach beside one's own, and (as a logarithm) how many reach nearly as far.
 * Who is a rival is not their own.
 */
export function rivalFeatures(
  own: number,
  isRival: boolean,
  { ranked, odds }: Rivals,
): readonly [number, number, number] {
  const others = Math.log(FLOOR_ODDS + Math.max(0, odds - (isRival ? oddsOf(own) : 0)))
  const near = ranked.length - countUpTo(ranked, own - NEAR) + (isRival ? 0 : 1)
  return [others - FLOOR, Math.max(0, others - own + NEAR), Math.log(Math.max(1, near))]
}

export const NO_RIVALS: readonly [number, number, number] = [0, 0, 0]

/** Others of less log-odds are no rivals. */
const FLOOR = -3
const FLOOR_ODDS = Math.exp(FLOOR)
const NEAR = 2
const MOST = 30
const oddsOf = (logOdds: number): number => Math.exp(Math.min(logOdds, MOST))

function countUpTo(ranked: Float64Array, value: number): number {
  let low = 0
  let high = ranked.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ranked[middle] ?? 0) <= value) low = middle + 1
    else high = middle
  }
  return low
}

import { RIVAL_MODEL } from './model.ts'

/** The log-odds of the names of all candidates of one question, each person once. */
export interface Rivals {
  /** Lowest first. */
  readonly ranked: Float64Array
  /** Odds of all together. */
  readonly odds: number
}

/**
 * What it takes from each candidate that others are called nearly the same: a common name says little of who is meant.
 * From the log-odds of the names of all candidates of one question, each person once; log-odds to add, never positive.
 */
export function weighRivals(names: readonly number[]): Float64Array {
  const rivals = rivalsOf(names)
  return Float64Array.from(names, (own) => {
    const [others, beside, near] = rivalFeatures(own, rivals)
    return others * RIVAL_MODEL[0] + beside * RIVAL_MODEL[1] + near * RIVAL_MODEL[2]
  })
}

export function rivalsOf(names: readonly number[]): Rivals {
  return {
    ranked: Float64Array.from(names).sort(),
    odds: names.reduce((sum, logOdds) => sum + oddsOf(logOdds), 0),
  }
}

/** Log-odds of all others together, how far they reach beside one's own, and (as a logarithm) how many reach nearly as far. */
export function rivalFeatures(own: number, { ranked, odds }: Rivals): readonly [number, number, number] {
  const others = Math.log(FLOOR_ODDS + Math.max(0, odds - oddsOf(own)))
  const near = ranked.length - countUpTo(ranked, own - NEAR)
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

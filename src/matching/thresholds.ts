/** Scores (probabilities) from which a candidate is possible and from which it is strong. */
export interface Thresholds {
  readonly possible: number
  readonly strong: number
}

/**
 * The scores that about one stranger in a hundred, and one in a thousand, exceeds with somebody of a list of so many names,
 * asked by name alone. With a date of birth fewer do.
 *
 * Measured by `npm run bench -- matching` on a list of 54,000 names; for others reckoned from it (spec/matching.md §4):
 * twice the names make twice the chances that one of them is like a stranger's.
 */
export function thresholds(listSize: number): Thresholds {
  const nats = Math.log(Math.max(listSize, LEAST_NAMES) / MEASURED.names)
  return {
    possible: probabilityOf(MEASURED.possible + nats / MEASURED.steepness),
    strong: probabilityOf(MEASURED.strong + nats / MEASURED.steepness),
  }
}

/** Log-odds that 1 % and 0.1 % of strangers exceed; between them alarms fall by so many nats for each of log-odds. */
const MEASURED = { names: 54_000, possible: 1.3, strong: 3.8, steepness: 0.93 } as const

/** Of a shorter list too little is known: it is taken for one of so many names. */
const LEAST_NAMES = 10_000

const probabilityOf = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds))

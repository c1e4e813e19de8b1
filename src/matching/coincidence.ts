/**
 * How seldom a name holds, by coincidence, a part as like an asked one as this: counted over the words of a list that
 * are near the asked part. It tells apart what similarity alone cannot: in a script without vowels, or for a short
 * Korean name, many strangers agree as well.
 */
export interface Nearness {
  /** `names` hold a word of this likeness, 0..1. */
  add(similarity: number, names: number): void
  /** Nats that it says to find a part at least so alike, in a list of so many names. */
  seldom(similarity: number, population: number): number
}

/** A short list says little of how seldom a name is in the world: counts are taken as of a list at least so long. */
export const LEAST_POPULATION = 60_000

/** Likeness at which names are counted; between them logarithms are interpolated. */
const LEVELS = [1, 0.97, 0.93, 0.88, 0.82, 0.75, 0.68] as const
/** Less alike than is looked for, there are thought to be three times as many. */
const BELOW = { level: 0.4, times: 3 } as const

export function createNearness(): Nearness {
  /** Names at least so alike as the level. */
  const counts = new Float64Array(LEVELS.length)
  return {
    add(similarity, names) {
      for (let at = LEVELS.length - 1; at >= 0 && similarity >= (LEVELS[at] ?? 0) - CLOSE_ENOUGH; at--)
        counts[at] = (counts[at] ?? 0) + names
    },
    seldom(similarity, population) {
      const all = Math.log(Math.max(population, LEAST_POPULATION))
      let at = 0
      while (at < LEVELS.length && similarity < (LEVELS[at] ?? 0) - CLOSE_ENOUGH) at++
      if (at === 0) return all - Math.log((counts[0] ?? 0) + 1)
      const above = LEVELS[at - 1] ?? 0
      const below = LEVELS[at] ?? BELOW.level
      const more = Math.log(
        (at < LEVELS.length ? (counts[at] ?? 0) : BELOW.times * (counts[at - 1] ?? 0)) + 1,
      )
      const fewer = Math.log((counts[at - 1] ?? 0) + 1)
      const share = Math.min(1, (above - similarity) / (above - below))
      return all - fewer - share * (more - fewer)
    },
  }
}

const CLOSE_ENOUGH = 1e-6

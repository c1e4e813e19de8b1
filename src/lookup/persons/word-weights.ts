import { partWeight } from '#matching/features.ts'
import type { Rarities } from './rarity.ts'
import type { Segment } from './segment.ts'

/** What the words of a segment say, in nats: near enough to choose whom to compare, not to score. */
export type WordWeights = (word: number) => number

const LARGE = 100_000
const COMMON = 20

/**
 * Weights of words are worked out once and kept until the index has changed by more than a hundredth: one name more or
 * less changes next to nothing of whom to compare.
 */
export function wordWeights(rarities: Rarities): { of(segment: Segment): WordWeights; forget(): void } {
  let known = new WeakMap<Segment, WordWeights>()
  let population = 0
  let changes = 0
  const make = (segment: Segment): WordWeights => {
    const weights = new Float32Array(segment.book.size)
    const isKnown = new Uint8Array(segment.book.size)
    return (word) => {
      if (isKnown[word] === 1) return weights[word] ?? 0
      isKnown[word] = 1
      const { book, state } = segment
      const count = state.wordCounts[word] ?? 0
      // Titles and particles are common; of a rare word of a large segment its own counts tell enough.
      if (segment.nameCount >= LARGE && count < COMMON)
        return (weights[word] = rarities.ofCounts(count, state.classCounts[book.classOf(word)] ?? 0))
      const form = book.formOf(word)
      return (weights[word] = partWeight(form, rarities.ofForm(form)))
    }
  }
  return {
    of(segment) {
      if (changes * 100 > population) {
        known = new WeakMap()
        population = rarities.population
        changes = 0
      }
      let weights = known.get(segment)
      if (weights === undefined) known.set(segment, (weights = make(segment)))
      return weights
    },
    forget() {
      changes++
    },
  }
}

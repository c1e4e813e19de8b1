import { partWeight } from '#matching/features.ts'
import type { Rarities } from './rarity.ts'
import type { Segment } from './segment.ts'

/** What the words of a segment say, in nats: near enough to choose whom to compare, not to score. */
export type WordWeights = (word: number) => number

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
      const form = segment.book.formOf(word)
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

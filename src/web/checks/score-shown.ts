import type { CandidateView } from '#http/contract/shapes.ts'

interface Scored {
  readonly score: number
  readonly explanation: { readonly type: CandidateView['explanation']['type'] }
}

/** The score as people are told it. A name alone never makes a person certain; a number that is the same is the same. */
export function scoreShown({ score, explanation }: Scored): number {
  return explanation.type === 'key' ? score : Math.min(score, 0.99)
}

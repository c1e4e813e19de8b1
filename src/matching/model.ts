import type { BirthEvidence } from './dates.ts'
import type { NameFeature } from './features.ts'
import type { Comparison } from './types.ts'

/**
 * Weights of the logistic model: log-odds that the entry is the person asked about.
 *
 * @NOTE first weights were set by hand; `bench/train-matching.ts` fits them.
 */
export const NAME_MODEL: { readonly intercept: number; readonly weights: Readonly<Record<NameFeature, number>> } = {
  intercept: -14,
  weights: {
    coverageAsked: 5,
    coverageListed: 3,
    coverageBoth: 5,
    contradiction: -4,
    information: 4,
    missingAsked: -2,
    missingListed: -0.5,
    weakest: 2,
    singlePart: -2,
    allSame: 1,
    joined: -0.2,
    initials: -0.3,
    inOrder: 0.5,
    transcribed: 0,
    syllabic: 0,
    consonantal: 0,
    transcribedCoverage: 0,
    syllabicCoverage: 0,
    consonantalCoverage: 0,
    lowQuality: -0.5,
  },
}

/** Log-odds that each finding adds to those of the name. */
export const EVIDENCE_MODEL: {
  readonly birth: Readonly<Record<BirthEvidence, number>>
  readonly nationality: Readonly<Record<Comparison, number>>
  readonly sex: Readonly<Record<Comparison, number>>
} = {
  birth: {
    'same-day': 5,
    'same-month': 4,
    'same-year': 2.5,
    placeholder: 2.5,
    swapped: 4,
    'one-digit': 2.5,
    'near-day': 3,
    'same-year-other-day': 0.5,
    'near-year': 0,
    'in-range': 1,
    conflict: -2.5,
    'far-conflict': -4,
    unknown: 0,
  },
  nationality: { same: 0.8, different: -1.2, unknown: 0 },
  sex: { same: 0.2, different: -2.5, unknown: 0 },
}

import type { BirthEvidence } from './dates.ts'
import type { NameFeature } from './features.ts'
import type { Comparison } from './types.ts'

/**
 * Weights of the logistic model: log-odds that the entry is the person asked about.
 *
 * Fitted by `bench/train-matching.ts` (logistic regression, ridge 1) on real aliases of published lists and parliaments, and
 * people who are not on them. The probability is calibrated for an index of some tens of thousands of names; in one of
 * millions the same score means less, because more strangers resemble someone.
 */
export const NAME_MODEL: {
  readonly intercept: number
  readonly weights: Readonly<Record<NameFeature, number>>
} = {
  intercept: -25.848,
  weights: {
    coverageAsked: 2.316,
    coverageListed: 5.635,
    coverageBoth: 2.704,
    askedNearlyWhole: 1.435,
    bothNearlyWhole: 0.638,
    contradiction: -5.108,
    information: 3.631,
    rarest: 3.584,
    distortion: -0.776,
    missingAsked: -0.167,
    missingListed: 0.276,
    missingAskedParts: 1.271,
    missingListedParts: -0.391,
    weakest: 2.905,
    letters: 7.247,
    singlePart: -1.724,
    singlePartAsked: 1.662,
    allSame: 2.186,
    joined: -0.656,
    initials: 3.79,
    inOrder: 2.147,
    transcribed: -0.092,
    syllabic: -2.08,
    consonantal: -0.101,
    transcribedCoverage: 1.026,
    syllabicCoverage: -0.485,
    consonantalCoverage: -1.754,
    consonantalInformation: 1.107,
    syllabicInformation: 3.394,
    lowQuality: -0.574,
  },
}

/**
 * Log-odds that each finding adds to those of the name. Fitted where the data shows enough cases (same day, same year, one
 * digit, conflicts); the rare kinds are set by hand between their neighbours, and a different nationality or sex less
 * harshly than fitted: people have several nationalities, and records of sex are wrong more often than data shows.
 */
export const EVIDENCE_MODEL: {
  readonly birth: Readonly<Record<BirthEvidence, number>>
  readonly nationality: Readonly<Record<Comparison, number>>
  readonly sex: Readonly<Record<Comparison, number>>
} = {
  birth: {
    'same-day': 6.5,
    'same-month': 4,
    'same-year': 2.8,
    placeholder: 1.8,
    swapped: 3.5,
    'one-digit': 3.2,
    'near-day': 3,
    'same-year-other-day': 0.2,
    'near-year': -0.5,
    'in-range': 1.2,
    conflict: -3,
    'far-conflict': -4,
    unknown: 0,
  },
  nationality: { same: 0.6, different: -2.2, unknown: 0 },
  sex: { same: 0.4, different: -2, unknown: 0 },
}

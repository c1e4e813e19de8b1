import type { BirthEvidence } from './dates.ts'
import type { NameFeature } from './features.ts'
import type { Comparison } from './types.ts'

/**
 * Weights of the logistic model: log-odds that the entry is the person asked about.
 *
 * Fitted by `bench/train-matching.ts` (logistic regression, ridge 1) on real aliases of published lists and parliaments, and
 * people who are not on them. The probability is calibrated for that mix (three queries in five about a listed person) and
 * an index of some tens of thousands of names. At a border nearly everyone is a stranger, and in an index of millions more
 * strangers resemble someone: there the same score means less, and thresholds are chosen by counting false alarms.
 */
export const NAME_MODEL: {
  readonly intercept: number
  readonly weights: Readonly<Record<NameFeature, number>>
} = {
  intercept: -25.856,
  weights: {
    coverageAsked: 2.329,
    coverageListed: 5.375,
    coverageBoth: 2.698,
    askedNearlyWhole: 1.537,
    bothNearlyWhole: 0.662,
    contradiction: -4.788,
    information: 3.648,
    rarest: 3.135,
    distortion: -0.682,
    missingAsked: -0.183,
    missingListed: 0.039,
    missingAskedParts: 1.049,
    missingListedParts: 0.262,
    weakest: 2.986,
    letters: 7.659,
    singlePart: -1.425,
    singlePartAsked: 1.479,
    allSame: 2.214,
    joined: -0.53,
    initials: 3.75,
    inOrder: 1.916,
    transcribed: 0.018,
    syllabic: -2.163,
    consonantal: 1.562,
    transcribedCoverage: 1.062,
    syllabicCoverage: 0.247,
    consonantalCoverage: -2.484,
    consonantalInformation: 0.778,
    syllabicInformation: 2.499,
    lowQuality: -0.823,
  },
}

/**
 * Log-odds that each finding adds to those of the name. Fitted where the data shows enough cases (same day, same year, one
 * digit); the rare kinds are set by hand between their neighbours. A conflict weighs more than fitted, which halves the
 * alarms about namesakes at next to no cost in recall on development data; a different nationality or sex less: people have
 * several nationalities, and records of sex are wrong more often than data shows.
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
    'same-year-other-day': -1,
    'near-year': -1.5,
    'in-range': 1.2,
    conflict: -6,
    'far-conflict': -8,
    unknown: 0,
  },
  nationality: { same: 0.6, different: -2.2, unknown: 0 },
  sex: { same: 0.4, different: -2, unknown: 0 },
}

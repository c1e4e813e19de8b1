import type { BirthEvidence } from './dates.ts'
import type { NameFeature } from './features.ts'
import type { Comparison } from './types.ts'

/**
 * Weights of the logistic model: log-odds that the entry is the person asked about, by name alone.
 *
 * Fitted by `bench/train-matching.ts` on real aliases of published lists and parliaments, and people who are not on them
 * (spec/matching.md). The probability is calibrated for that mix and an index of some tens of thousands of names. At a border
 * nearly everyone is a stranger, and in an index of millions more strangers resemble someone: there the same score means
 * less, and thresholds are chosen by counting false alarms (`thresholds.ts`). `DATA_VERSION` is the SHA-256 of the data's
 * corpus, positive and negative files, one after the other.
 */
// fitted
export const DATA_VERSION = '196cf45b530bccca4ad99d6e79ecadb0735e8b5826c162a49578ac02c7c021d1'

export const NAME_MODEL: Readonly<Record<NameFeature, number>> = {
  start: -8.405,
  coverageAsked: 0,
  coverageListed: 0.405,
  coverageBoth: 0,
  coverageBoth50: 0,
  coverageBoth70: 0,
  coverageBoth80: 0.44,
  coverageBoth90: 1.519,
  askedNearlyWhole: 0.078,
  bothNearlyWhole: 0,
  weakest: 0,
  weakest60: 0.511,
  weakest70: 0.372,
  weakest80: 0,
  weakest90: 0,
  letters: 0.238,
  fewestLetters60: 0.577,
  fewestLetters75: 0.014,
  fewestLetters85: 0.109,
  fewestLetters93: 0.412,
  sortedLetters70: 0,
  sortedLetters80: 0,
  sortedLetters90: 1.064,
  allSame: 0.871,
  information: 2.655,
  rarest: 1.118,
  sameSpelling: 0,
  spelling: 1.018,
  sound: 0,
  seldom0: 0,
  seldom5: 0,
  seldom9: 0,
  seldom13: 1.896,
  seldom17: 0.518,
  seldom21: 0.364,
  seldom25: 0,
  seldom30: 0,
  leastSeldom: 0,
  contradiction: -2.029,
  distortion: -0.758,
  missingAsked: 0,
  missingAskedParts: 0,
  missingAskedOfTwo: -0.093,
  missingListed: -0.318,
  missingListedParts: 0,
  missingListedOfOne: 0,
  missingListedOfTwo: -0.214,
  singlePart: -0.162,
  singlePartAsked: 1.902,
  linked2: 0.135,
  linked3: 0.162,
  linked4: 0,
  twoParts: 1.596,
  twoOfTwo: -0.369,
  askedParts: -1.786,
  listedParts: -0.505,
  joined: -1.098,
  initials: 2.238,
  inOrder: 1.815,
  lowQuality: 0,
  cyrillic: -0.621,
  greek: -0.845,
  arabic: -0.779,
  hebrew: -0.07,
  han: -3.634,
  hangul: -2.097,
  kana: -2.288,
  other: -1.33,
  bothHan: -1.357,
  ownScript: -0.835,
  twoScriptsConsonantal: 0.601,
  twoScriptsAlphabetic: 1.634,
  twoScriptsSyllabic: -0.159,
  seldomConsonantal: 0,
  seldomSyllabic: 0.376,
  seldomTranscribed: 0.284,
}

export const RIVAL_MODEL: readonly [others: number, beside: number, near: number] = [0, -0.347, -0.051]
// end of fitted

/**
 * Log-odds that each finding adds to those of the name. `bench/train-matching.ts` prints what the data gives: most are near
 * that; where it shows few cases (day and month exchanged, a day beside) they stand between their neighbours, and a different
 * nationality or sex weighs less than fitted: people have several nationalities, and records of sex are wrong more often
 * than data shows.
 */
export const EVIDENCE_MODEL: {
  readonly birth: Readonly<Record<BirthEvidence, number>>
  readonly nationality: Readonly<Record<Comparison, number>>
  readonly sex: Readonly<Record<Comparison, number>>
} = {
  birth: {
    'same-day': 8,
    'same-month': 4.5,
    'same-year': 4,
    placeholder: 2.6,
    swapped: 4.2,
    'one-digit': 4.8,
    'near-day': 3.2,
    'same-year-other-day': -0.8,
    'near-year': -1.2,
    'in-range': 1.2,
    conflict: -7.5,
    'far-conflict': -9.2,
    unknown: 0,
  },
  nationality: { same: 0.6, different: -3, unknown: 0 },
  sex: { same: 0.5, different: -2, unknown: 0 },
}

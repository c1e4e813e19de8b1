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
  start: -8.049,
  coverageAsked: 0,
  coverageListed: 1.008,
  coverageBoth: 0,
  coverageBoth50: 0,
  coverageBoth70: 0.323,
  coverageBoth80: 0.408,
  coverageBoth90: 1.208,
  askedNearlyWhole: 0.183,
  bothNearlyWhole: 0,
  weakest: 0,
  weakest60: 0.57,
  weakest70: 0.309,
  weakest80: 0,
  weakest90: 0,
  letters: 0.239,
  fewestLetters60: 0.647,
  fewestLetters75: 0.01,
  fewestLetters85: 0.027,
  fewestLetters93: 0.307,
  sortedLetters70: 0.003,
  sortedLetters80: 0,
  sortedLetters90: 0.876,
  allSame: 0.885,
  information: 2.784,
  rarest: 1.147,
  sameSpelling: 0,
  spelling: 0.777,
  sound: 0,
  seldom0: 0,
  seldom5: 0,
  seldom9: 0.016,
  seldom13: 1.806,
  seldom17: 0.426,
  seldom21: 0.346,
  seldom25: 0,
  seldom30: 0,
  leastSeldom: 0.175,
  contradiction: -1.503,
  distortion: -0.696,
  missingAsked: 0,
  missingAskedParts: 0,
  missingAskedOfTwo: -0.153,
  missingListed: 0,
  missingListedParts: 0,
  missingListedOfOne: 0,
  missingListedOfTwo: -0.248,
  singlePart: -0.206,
  singlePartAsked: 1.89,
  linked2: 0.183,
  linked3: 0,
  linked4: 0,
  twoParts: 1.396,
  twoOfTwo: -0.495,
  askedParts: -1.416,
  listedParts: -0.576,
  joined: -0.989,
  initials: 2.17,
  inOrder: 1.628,
  lowQuality: 0,
  cyrillic: -0.48,
  greek: -0.639,
  arabic: -0.686,
  hebrew: 0.052,
  han: -3.725,
  hangul: -2.298,
  kana: -2.341,
  other: -1.531,
  bothHan: -1.309,
  ownScript: -0.717,
  twoScriptsConsonantal: -0.125,
  twoScriptsAlphabetic: 1.649,
  twoScriptsSyllabic: -2.677,
  seldomConsonantal: 0,
  seldomSyllabic: 0.66,
  seldomTranscribed: 0.24,
}

export const RIVAL_MODEL: readonly [others: number, beside: number, near: number] = [0, -0.29, -0.143]
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

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
  start: -9.489,
  coverageAsked: 0,
  coverageListed: 1.18,
  coverageBoth: 0,
  coverageBoth50: 0,
  coverageBoth70: 0.026,
  coverageBoth80: 0.351,
  coverageBoth90: 1.324,
  askedNearlyWhole: 0.183,
  bothNearlyWhole: 0,
  weakest: 0,
  weakest60: 0.587,
  weakest70: 0.399,
  weakest80: 0,
  weakest90: 0,
  letters: 0.363,
  fewestLetters60: 0.617,
  fewestLetters75: 0,
  fewestLetters85: 0.072,
  fewestLetters93: 0.401,
  sortedLetters70: 0,
  sortedLetters80: 0,
  sortedLetters90: 1.034,
  allSame: 0.863,
  information: 2.677,
  rarest: 1.253,
  sameSpelling: 0,
  spelling: 0.97,
  sound: 0,
  seldom0: 0,
  seldom5: 0,
  seldom9: 0.041,
  seldom13: 1.878,
  seldom17: 0.476,
  seldom21: 0.373,
  seldom25: 0,
  seldom30: 0,
  leastSeldom: 0.182,
  contradiction: -1.701,
  distortion: -0.637,
  missingAsked: 0,
  missingAskedParts: 0,
  missingAskedOfTwo: -0.184,
  missingListed: -0.229,
  missingListedParts: 0,
  missingListedOfOne: 0,
  missingListedOfTwo: -0.116,
  singlePart: -0.238,
  singlePartAsked: 2.009,
  linked2: 0.229,
  linked3: 0.226,
  linked4: 0,
  twoParts: 1.526,
  twoOfTwo: -0.361,
  askedParts: -1.775,
  listedParts: -0.601,
  joined: -1.066,
  initials: 2.371,
  inOrder: 1.841,
  lowQuality: 0,
  cyrillic: -0.463,
  greek: -0.724,
  arabic: -0.835,
  hebrew: -0.08,
  han: -3.465,
  hangul: -2.045,
  kana: -2.159,
  other: -1.215,
  bothHan: -1.398,
  ownScript: -0.814,
  twoScriptsConsonantal: 0.578,
  twoScriptsAlphabetic: 1.735,
  twoScriptsSyllabic: -0.042,
  seldomConsonantal: 0.028,
  seldomSyllabic: 0.352,
  seldomTranscribed: 0.221,
}

export const RIVAL_MODEL: readonly [others: number, beside: number, near: number] = [0, -0.337, -0.102]
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

import type { BirthEvidence } from './dates.ts'
import type { NameFeature } from './features.ts'
import type { Comparison } from './types.ts'

// fitted
export const DATA_VERSION = '196cf45b530bccca4ad99d6e79ecadb0735e8b5826c162a49578ac02c7c021d1'

export const NAME_MODEL: Readonly<Record<NameFeature, number>> = {
  start: -8.345,
  coverageAsked: 0,
  coverageListed: 1.2,
  coverageBoth: 0,
  coverageBoth50: 0,
  coverageBoth70: 0.337,
  coverageBoth80: 0.252,
  coverageBoth90: 1.337,
  askedNearlyWhole: 0.539,
  bothNearlyWhole: 0,
  weakest: 0,
  weakest60: 0.888,
  weakest70: 0.012,
  weakest80: 0,
  weakest90: 0,
  letters: 0.433,
  fewestLetters60: 0.821,
  fewestLetters75: 0.006,
  fewestLetters85: 0,
  fewestLetters93: 0.524,
  sortedLetters70: 0.127,
  sortedLetters80: 0,
  sortedLetters90: 0.495,
  allSame: 0.684,
  information: 2.325,
  rarest: 1.607,
  sameSpelling: 0,
  spelling: 0.868,
  sound: 0,
  seldom0: 0,
  seldom5: 0,
  seldom9: 0.256,
  seldom13: 1.887,
  seldom17: 0.494,
  seldom21: 0.679,
  seldom25: 0,
  seldom30: 0,
  leastSeldom: 0,
  contradiction: -2.277,
  distortion: -0.225,
  missingAsked: 0.225,
  missingAskedParts: 2.676,
  missingAskedOfTwo: -0.359,
  missingListed: -0.136,
  missingListedParts: -0.138,
  missingListedOfOne: 0,
  missingListedOfTwo: 0.104,
  singlePart: -0.591,
  singlePartAsked: 2.01,
  linked2: 0.595,
  linked3: 0.666,
  linked4: 0,
  twoParts: 1.352,
  twoOfTwo: -0.004,
  askedParts: -3.411,
  listedParts: -0.554,
  joined: -0.545,
  initials: 1.945,
  inOrder: 1.784,
  lowQuality: 0,
  cyrillic: -0.548,
  greek: 0.222,
  arabic: -0.732,
  hebrew: -0.227,
  han: -3.549,
  hangul: -2.443,
  kana: -1.106,
  other: -1.211,
  bothHan: -1.172,
  ownScript: -0.791,
  twoScriptsConsonantal: -0.492,
  twoScriptsAlphabetic: 1.351,
  twoScriptsSyllabic: -2.055,
  seldomConsonantal: 0.145,
  seldomSyllabic: 0.599,
  seldomTranscribed: 0.214,
}

export const RIVAL_MODEL: readonly [others: number, beside: number, near: number] = [0, -0.351, -0.015]
// end of fitted

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

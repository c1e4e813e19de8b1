import type { BirthEvidence } from './dates.ts'
import type { NameFeature } from './features.ts'
import type { Comparison } from './types.ts'

// fitted
export const DATA_VERSION = '196cf45b530bccca4ad99d6e79ecadb0735e8b5826c162a49578ac02c7c021d1'

export const NAME_MODEL: Readonly<Record<NameFeature, number>> = {
  start: -7.524,
  coverageAsked: 0,
  coverageListed: 0,
  coverageBoth: 0,
  coverageBoth50: 0,
  coverageBoth70: 0.988,
  coverageBoth80: 0.589,
  coverageBoth90: 1.531,
  askedNearlyWhole: 0.623,
  bothNearlyWhole: 0,
  weakest: 0,
  weakest60: 0.374,
  weakest70: 0,
  weakest80: 0,
  weakest90: 0,
  letters: 0.434,
  fewestLetters60: 0.876,
  fewestLetters75: 0.013,
  fewestLetters85: 0.184,
  fewestLetters93: 0.296,
  sortedLetters70: 0.164,
  sortedLetters80: 0,
  sortedLetters90: 0.626,
  allSame: 0.998,
  information: 2.067,
  rarest: 1.296,
  sameSpelling: 0,
  spelling: 0.935,
  sound: 0,
  seldom0: 0,
  seldom5: 0,
  seldom9: 0.058,
  seldom13: 1.507,
  seldom17: 0.709,
  seldom21: 0.839,
  seldom25: 0,
  seldom30: 0,
  leastSeldom: 0,
  contradiction: -1.7,
  distortion: -0.111,
  missingAsked: 0.404,
  missingAskedParts: 3.363,
  missingAskedOfTwo: -0.063,
  missingListed: 0.483,
  missingListedParts: 0.103,
  missingListedOfOne: 0,
  missingListedOfTwo: -0.224,
  singlePart: -0.629,
  singlePartAsked: 2.103,
  linked2: 0.637,
  linked3: 0.559,
  linked4: 0,
  twoParts: 1.48,
  twoOfTwo: -0.085,
  askedParts: -3.378,
  listedParts: -0.674,
  joined: -0.577,
  initials: 1.983,
  inOrder: 1.538,
  lowQuality: 0,
  cyrillic: -0.59,
  greek: -0.075,
  arabic: -0.774,
  hebrew: -0.273,
  han: -2.676,
  hangul: -1.655,
  kana: -0.763,
  other: -0.476,
  bothHan: -0.322,
  ownScript: -0.745,
  twoScriptsConsonantal: 0.276,
  twoScriptsAlphabetic: 1.148,
  twoScriptsSyllabic: -0.367,
  seldomConsonantal: 0.102,
  seldomSyllabic: 0.195,
  seldomTranscribed: 0.321,
}

export const RIVAL_MODEL: readonly [others: number, beside: number, near: number] = [0, -0.298, 0]
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

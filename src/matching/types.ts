import type { PartialDate } from '#kernel/days.ts'

/** What is said about a day of birth. `between` holds whole years, both included. */
export type BirthStatement =
  | { readonly type: 'exact' | 'approximately'; readonly on: PartialDate }
  | { readonly type: 'between'; readonly fromYear: number; readonly toYear: number }

/**
 * Calendars other than the Gregorian in which documents state a birth, by their Unicode names (UTS #35): the Islamic as
 * Saudi Arabia counts it and as it is computed, the Solar Hijri of Iran and Afghanistan, the Hebrew, the Ethiopic, the
 * Buddhist of Thailand, the Republic's of Taiwan.
 */
export const BIRTH_CALENDARS = [
  'islamic-umalqura',
  'islamic-civil',
  'persian',
  'hebrew',
  'ethiopic',
  'buddhist',
  'roc',
] as const
export type BirthCalendar = (typeof BIRTH_CALENDARS)[number]

export type Sex = 'F' | 'M' | 'X'

/** What an officer knows of the person in front of them. Nationalities are ISO 3166-1 alpha-2. */
export interface PersonQuery {
  readonly name: string
  readonly births?: readonly BirthStatement[]
  readonly nationalities?: readonly string[]
  readonly sex?: Sex
}

export interface PersonName {
  readonly text: string
  /** `low`: the list itself doubts the name ("low quality a.k.a."). */
  readonly quality?: 'good' | 'low'
}

/** What a record says of a person. Nationalities are ISO 3166-1 alpha-2. */
export interface PersonEntry {
  readonly names: readonly PersonName[]
  readonly births: readonly BirthStatement[]
  readonly nationalities: readonly string[]
  readonly sex?: Sex
}

/** `equivalent`: two names that one person may bear, a short form or the form of another country. */
export type PartAgreement =
  | 'same'
  | 'close'
  | 'transliteration'
  | 'equivalent'
  | 'initial'
  | 'joined'
  | 'different'

/** One part of the asked name beside one part of the listed name, each as written. `similarity` is 0..1. */
export interface PartMatch {
  readonly asked: string
  readonly listed: string
  readonly agreement: PartAgreement
  readonly similarity: number
}

export type BirthLevel = 'same' | 'same-year' | 'swapped' | 'close' | 'conflict' | 'unknown'
export type Comparison = 'same' | 'different' | 'unknown'

/**
 * What speaks for or against, in groups: the scale's beginning (most people are someone else), the agreement of parts, how
 * rare they are, what contradicts, what is left over on each side, number, order and joining of parts, a name the list
 * itself doubts, the pair of scripts, others of nearly the same name, and what is known beside the name.
 */
export const TERM_CODES = [
  'start',
  'agreement',
  'rarity',
  'contradiction',
  'left-over-asked',
  'left-over-listed',
  'shape',
  'doubted',
  'script',
  'rivals',
  'birth',
  'nationality',
  'sex',
] as const
export type TermCode = (typeof TERM_CODES)[number]

/** Positive speaks for, negative against. */
export interface MatchTerm {
  readonly term: TermCode
  readonly logOdds: number
}

export interface MatchExplanation {
  /** The name of the entry that matched best, as recorded. */
  readonly listedName: string
  readonly parts: readonly PartMatch[]
  readonly unmatchedAsked: readonly string[]
  readonly unmatchedListed: readonly string[]
  /** `asked` and `listed` are the two statements that agreed best, as text: `1970-02-03`, `~1970`, `1968/1972`. */
  readonly birth: { readonly level: BirthLevel; readonly asked?: string; readonly listed?: string }
  readonly nationality: Comparison
  readonly sex: Comparison
  /** Each code at most once; together the log-odds of the score. */
  readonly terms: readonly MatchTerm[]
}

/** `score` is a calibrated probability 0..1 from all that was asked; `nameScore` the same from the name alone. */
export interface PersonMatch {
  readonly score: number
  readonly nameScore: number
  readonly explanation: MatchExplanation
}

import type { BirthLevel, BirthStatement } from './types.ts'

/** Finer than what an officer is told: what the model weighs. */
export type BirthEvidence =
  | 'same-day'
  | 'same-month'
  | 'same-year'
  | 'placeholder'
  | 'swapped'
  | 'one-digit'
  | 'near-day'
  | 'same-year-other-day'
  | 'near-year'
  | 'in-range'
  | 'conflict'
  | 'far-conflict'
  | 'unknown'

export interface BirthComparison {
  readonly level: BirthLevel
  readonly evidence: BirthEvidence
  readonly asked?: string
  readonly listed?: string
}

/**
 * Compares every asked statement with every listed one and keeps the pair that agrees best: a record with three
 * dates of birth says that one of them is thought to be right.
 *
 * Damage that clerks and calendars do is told apart: day and month exchanged, one digit, 1 January standing for an
 * unknown day, a year off by one (Hijri and Solar Hijri conversion).
 */
export function compareBirths(
  asked: readonly BirthStatement[],
  listed: readonly BirthStatement[],
): BirthComparison {
  let best: BirthComparison | undefined
  for (const one of asked) {
    for (const other of listed) {
      const evidence = compareStatements(one, other)
      if (best !== undefined && RANK[evidence] >= RANK[best.evidence]) continue
      best = { level: LEVELS[evidence], evidence, asked: birthText(one), listed: birthText(other) }
    }
  }
  return best ?? { level: 'unknown', evidence: 'unknown' }
}

/** `1970-02-03`, `~1970`, `1968/1972`. */
export function birthText(birth: BirthStatement): string {
  if (birth.type === 'between') return `${birth.fromYear}/${birth.toYear}`
  return birth.type === 'approximately' ? `~${birth.on}` : birth.on
}

const LEVELS: Readonly<Record<BirthEvidence, BirthLevel>> = {
  'same-day': 'same',
  'same-month': 'same',
  'same-year': 'same-year',
  placeholder: 'same-year',
  swapped: 'swapped',
  'one-digit': 'close',
  'near-day': 'close',
  'same-year-other-day': 'same-year',
  'near-year': 'close',
  'in-range': 'close',
  conflict: 'conflict',
  'far-conflict': 'conflict',
  unknown: 'unknown',
}

/** Best first. */
const RANK: Readonly<Record<BirthEvidence, number>> = {
  'same-day': 0,
  'same-month': 1,
  swapped: 2,
  'one-digit': 3,
  'near-day': 4,
  placeholder: 5,
  'same-year': 6,
  'in-range': 7,
  'same-year-other-day': 8,
  'near-year': 9,
  unknown: 10,
  conflict: 11,
  'far-conflict': 12,
}

function compareStatements(one: BirthStatement, other: BirthStatement): BirthEvidence {
  if (one.type === 'between' || other.type === 'between') return compareSpans(yearsOf(one), yearsOf(other))
  const a = partsOf(one.on)
  const b = partsOf(other.on)
  const loose = one.type === 'approximately' || other.type === 'approximately'
  const years = Math.abs(a.year - b.year)
  if (loose && years > 0) return compareLooseYears(years)
  if (a.month === 0 || b.month === 0) return compareYears(years)
  if (a.day === 0 || b.day === 0)
    return years === 0 && a.month === b.month ? 'same-month' : compareYears(years)
  if (years === 0 && a.month === b.month && a.day === b.day) return 'same-day'
  if (years === 0 && (isPlaceholder(a) || isPlaceholder(b))) return 'placeholder'
  if (years === 0 && a.month === b.day && a.day === b.month) return 'swapped'
  if (digitsApart(one.on, other.on) === 1) return 'one-digit'
  if (Math.abs(dayNumber(a) - dayNumber(b)) <= 1) return 'near-day'
  if (years === 0) return 'same-year-other-day'
  return compareYears(years)
}

/** Of two births whose days cannot be compared, so many years apart. */
export function compareYears(years: number): BirthEvidence {
  return years === 0 ? 'same-year' : compareGap(years, 1)
}

/** The same when one is only about right, and they are not of one year. */
export const compareLooseYears = (years: number): BirthEvidence => compareGap(years, 2)

export interface Years {
  readonly from: number
  readonly to: number
}

export function compareSpans(one: Years, other: Years): BirthEvidence {
  const gap = Math.max(one.from - other.to, other.from - one.to)
  return gap <= 0 ? 'in-range' : compareGap(gap, 1)
}

function compareGap(years: number, near: number): BirthEvidence {
  if (years <= near) return 'near-year'
  return years <= 10 ? 'conflict' : 'far-conflict'
}

function yearsOf(birth: BirthStatement): Years {
  if (birth.type === 'between') return { from: birth.fromYear, to: birth.toYear }
  const { year } = partsOf(birth.on)
  return { from: year, to: year }
}

interface DateParts {
  readonly year: number
  /** 0 when not known. */
  readonly month: number
  /** 0 when not known. */
  readonly day: number
}

function partsOf(date: string): DateParts {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) }
}

/** Registries without a day write 1 January (and some 1 July, after the middle of the year). */
const isPlaceholder = (date: DateParts): boolean => date.day === 1 && (date.month === 1 || date.month === 7)

function digitsApart(one: string, other: string): number {
  let apart = 0
  for (let at = 0; at < one.length; at++) if (one[at] !== other[at]) apart++
  return apart
}

/** A count of days that is right within a month and at its border, which is all that "the day beside" asks. */
const dayNumber = (date: DateParts): number =>
  Math.round(Date.UTC(2000, date.month - 1, date.day) / 86_400_000) + (date.year - 2000) * 366

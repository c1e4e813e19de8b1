import { type BirthEvidence, compareLooseYears, compareSpans, compareYears } from '#matching/dates.ts'
import { EVIDENCE_MODEL } from '#matching/model.ts'
import type { BirthStatement } from '#matching/types.ts'
import { MANY_BIRTHS, NO_BIRTH, birthCode, dateOf, isApproximate, isSpan, spanOf } from './births.ts'
import type { BirthCode } from './births.ts'

/** What the birth of a row adds to the log-odds: the best that one of the asked births makes of it. */
export function birthWorths(asked: readonly BirthStatement[]): (code: BirthCode) => number {
  const codes = asked.map(birthCode)
  const { birth } = EVIDENCE_MODEL
  return (code) => {
    if (codes.length === 0 || code === NO_BIRTH || code === MANY_BIRTHS) return 0
    let best = Number.NEGATIVE_INFINITY
    for (let at = 0; at < codes.length; at++) {
      const worth = birth[compareCodes(codes[at] ?? 0, code)]
      if (worth > best) best = worth
    }
    return best
  }
}

/** The most that a birth can add of which the day is another than asked, or not known. */
export const MOST_WORTH_OF_YEAR = Math.max(
  ...(['same-month', 'same-year', 'placeholder', 'same-year-other-day', 'in-range', 'unknown'] as const).map(
    (evidence) => EVIDENCE_MODEL.birth[evidence],
  ),
)

/** `compareBirths` of two statements, without making anything: hundreds are compared in a check. */
export function compareCodes(one: BirthCode, other: BirthCode): BirthEvidence {
  if (isSpan(one) || isSpan(other)) return compareSpans(spanOf(one), spanOf(other))
  const a = dateOf(one)
  const b = dateOf(other)
  const [yearA, yearB] = [a >> 9, b >> 9]
  const years = Math.abs(yearA - yearB)
  const isLoose = isApproximate(one) || isApproximate(other)
  if (isLoose && years > 0) return compareLooseYears(years)
  const [monthA, monthB] = [(a >> 5) & 15, (b >> 5) & 15]
  if (monthA === 0 || monthB === 0) return compareYears(years)
  const [dayA, dayB] = [a & 31, b & 31]
  if (dayA === 0 || dayB === 0) return years === 0 && monthA === monthB ? 'same-month' : compareYears(years)
  if (a === b) return 'same-day'
  if (years === 0 && (isPlaceholder(monthA, dayA) || isPlaceholder(monthB, dayB))) return 'placeholder'
  if (years === 0 && monthA === dayB && dayA === monthB) return 'swapped'
  const digits = digitsApart(yearA, yearB) + digitsApart(monthA, monthB) + digitsApart(dayA, dayB)
  if (digits === 1) return 'one-digit'
  const apart = (DAYS_BEFORE[monthA] ?? 0) + dayA - (DAYS_BEFORE[monthB] ?? 0) - dayB + (yearA - yearB) * 366
  if (Math.abs(apart) <= 1) return 'near-day'
  if (years === 0) return 'same-year-other-day'
  return compareYears(years)
}

const isPlaceholder = (month: number, day: number): boolean => day === 1 && (month === 1 || month === 7)

function digitsApart(one: number, other: number): number {
  let count = 0
  for (let a = one, b = other; a !== b; a = Math.floor(a / 10), b = Math.floor(b / 10))
    if (a % 10 !== b % 10) count++
  return count
}

/** Days of a leap year before each month. */
const DAYS_BEFORE = [0, 0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335]

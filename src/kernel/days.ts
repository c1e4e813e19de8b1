declare const brand: unique symbol

/** A calendar day, `YYYY-MM-DD`, proleptic Gregorian. */
export type Day = string & { readonly [brand]: 'Day' }

/** What is known of a day: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. What is unknown stays unknown: it is never filled in. */
export type PartialDate = string & { readonly [brand]: 'PartialDate' }

/** A moment in UTC with milliseconds: `YYYY-MM-DDTHH:MM:SS.sssZ`. Sorts as text. */
export type Instant = string & { readonly [brand]: 'Instant' }

const PARTIAL = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/

export function isPartialDate(text: string): text is PartialDate {
  const found = PARTIAL.exec(text)
  if (found === null) return false
  const [, year, month, day] = found
  if (Number(year) < 1) return false
  if (month === undefined) return true
  if (Number(month) < 1 || Number(month) > 12) return false
  return day === undefined || (Number(day) >= 1 && Number(day) <= daysInMonth(Number(year), Number(month)))
}

export function isDay(text: string): text is Day {
  return text.length === 10 && isPartialDate(text)
}

export function isInstant(text: string): text is Instant {
  return INSTANT.test(text) && !Number.isNaN(Date.parse(text))
}

export function instantOf(ms: number): Instant {
  return new Date(ms).toISOString() as Instant
}

export function dayOf(instant: Instant): Day {
  return instant.slice(0, 10) as Day
}

/** Adds calendar months; a day that the month lacks becomes its last (31 August + 6 months = 28 or 29 February). */
export function addMonths(day: Day, months: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const total = year * 12 + (month - 1) + months
  const newYear = Math.floor(total / 12)
  const newMonth = (total % 12) + 1
  const newDate = Math.min(date, daysInMonth(newYear, newMonth))
  return `${pad(newYear, 4)}-${pad(newMonth, 2)}-${pad(newDate, 2)}` as Day
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

const pad = (value: number, width: number): string => String(value).padStart(width, '0')

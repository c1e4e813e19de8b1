import { Temporal } from 'temporal-polyfill/full'
import { isPartialDate } from '#kernel/days.ts'
import type { BirthCalendar, BirthStatement } from './types.ts'

const WRITTEN = /^(\d{1,4})(?:-(\d{2})(?:-(\d{2}))?)?$/

/**
 * A birth stated in another calendar (`Y`, `Y-MM` or `Y-MM-DD`, months counted from the year's first) as a Gregorian
 * statement: a day as that day, a month or a year as the Gregorian month or years it touches. `undefined`: the calendar has
 * no such day, or not between the years 1000 and 2999.
 */
export function birthIn(calendar: BirthCalendar, written: string): BirthStatement | undefined {
  const [, year, month, day] = WRITTEN.exec(written) ?? []
  if (year === undefined) return undefined
  const first = gregorian(calendar, Number(year), Number(month ?? 1), Number(day ?? 1))
  if (first === undefined) return undefined
  if (day !== undefined) return statement(first.toString())
  const last = month === undefined ? first.add({ years: 1 }) : first.add({ months: 1 })
  const from = first.withCalendar('iso8601')
  const to = last.subtract({ days: 1 }).withCalendar('iso8601')
  if (from.year === to.year)
    return from.month === to.month ? statement(from.toString().slice(0, 7)) : statement(String(from.year))
  return isKnownYear(from.year) && isKnownYear(to.year)
    ? { type: 'between', fromYear: from.year, toYear: to.year }
    : undefined
}

/** The day in its own calendar, which knows how long its months and years are. */
function gregorian(
  calendar: BirthCalendar,
  year: number,
  month: number,
  day: number,
): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from({ calendar, year, month, day }, { overflow: 'reject' })
  } catch {
    // What the calendar does not have is refused, not repaired: 30 days in a month of 29.
    return undefined
  }
}

function statement(text: string): BirthStatement | undefined {
  const on = text.slice(0, 10)
  return isPartialDate(on) && isKnownYear(Number(on.slice(0, 4))) ? { type: 'exact', on } : undefined
}

const isKnownYear = (year: number): boolean => year >= 1000 && year <= 2999

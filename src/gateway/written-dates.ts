import type { PartialDate } from '#kernel/days.ts'
import { isPartialDate } from '#kernel/days.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const
const MONTH = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?'

/** The ways lists write a day, a month or a year in English; for use inside longer patterns. */
export const WRITTEN_DATE =
  `(?:\\d{4}-\\d{2}-\\d{2}|\\d{1,2}\\s+${MONTH}\\s+\\d{4}|${MONTH}\\s+\\d{1,2},?\\s+\\d{4}|${MONTH}\\s+\\d{4}|\\d{4})`
    // The months inside are not captured where the pattern is used.
    .replaceAll('(jan', '(?:jan')

const FORMS = [
  { pattern: new RegExp(`^(\\d{1,2})\\s+${MONTH}\\s+(\\d{4})$`, 'i'), day: 1, month: 2, year: 3 },
  { pattern: new RegExp(`^${MONTH}\\s+(\\d{1,2}),?\\s+(\\d{4})$`, 'i'), day: 2, month: 1, year: 3 },
  { pattern: new RegExp(`^${MONTH}\\s+(\\d{4})$`, 'i'), day: 0, month: 1, year: 2 },
] as const

/** `10 Dec 1948`, `Jan. 1960`, `September 16, 2019`, `1948` or an ISO date, as a date with what is known and no more. */
export function writtenDate(text: string): PartialDate | undefined {
  const trimmed = text.trim()
  if (isPartialDate(trimmed)) return trimmed
  for (const form of FORMS) {
    const found = form.pattern.exec(trimmed)
    if (found === null) continue
    const month = MONTHS.findIndex((name) => name === found[form.month]?.slice(0, 3).toLowerCase()) + 1
    const parts = [found[form.year], String(month).padStart(2, '0')]
    if (form.day !== 0) parts.push((found[form.day] ?? '').padStart(2, '0'))
    const date = parts.join('-')
    return isPartialDate(date) ? date : undefined
  }
  return undefined
}

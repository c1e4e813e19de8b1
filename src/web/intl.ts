import type { Language } from '#acts/charter.ts'

/** Dates, numbers and countries in the reader's language. */
export interface Format {
  readonly number: (value: number) => string
  readonly percent: (value: number) => string
  /** With its sign, to one decimal. */
  readonly signed: (value: number) => string
  readonly moment: (instant: string) => string
  readonly time: (instant: string) => string
  /** A day, a month or a year, as much as is known. */
  readonly day: (partial: string) => string
  readonly country: (code: string) => string
  /** A calendar by its Unicode name (UTS #35). */
  readonly calendar: (name: string) => string
  readonly ago: (instant: string, nowMs: number) => string
  readonly list: (parts: readonly string[]) => string
}

/** The locale for Intl. Arabic keeps Latin digits: what is on the screen must be what is on the paper. */
export function localeOf(language: Language): string {
  if (language === 'ar') return 'ar-u-nu-latn'
  return language === 'en' ? 'en-GB' : language
}

const made = new Map<Language, Format>()

export function formatFor(language: Language): Format {
  const known = made.get(language)
  if (known !== undefined) return known
  const format = makeFormat(language)
  made.set(language, format)
  return format
}

function makeFormat(language: Language): Format {
  const locale = localeOf(language)
  const numbers = new Intl.NumberFormat(locale)
  const signed = new Intl.NumberFormat(locale, {
    signDisplay: 'exceptZero',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  })
  const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  const day = { day: 'numeric', month: language === 'ar' ? 'long' : 'short', year: 'numeric' } as const
  const moments = new Intl.DateTimeFormat(locale, { ...day, ...clock })
  const times = new Intl.DateTimeFormat(locale, { ...clock, second: '2-digit' })
  const days = new Intl.DateTimeFormat(locale, { ...day, timeZone: 'UTC' })
  const months = new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long', timeZone: 'UTC' })
  const countries = new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' })
  const calendars = new Intl.DisplayNames(locale, { type: 'calendar', fallback: 'code' })
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' })
  return {
    number: (value) => numbers.format(value),
    percent: (value) => percents.format(value),
    signed: (value) => signed.format(value),
    moment: (instant) => moments.format(new Date(instant)),
    time: (instant) => times.format(new Date(instant)),
    day: (partial) => dayText(partial, days, months),
    country: (code) => (/^[A-Z]{2}$/.test(code) ? (countries.of(code) ?? code) : code),
    calendar: (name) => calendars.of(name) ?? name,
    ago: (instant, nowMs) => agoText(Date.parse(instant) - nowMs, relative),
    list: (parts) => lists.format(parts),
  }
}

function dayText(partial: string, days: Intl.DateTimeFormat, months: Intl.DateTimeFormat): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(partial)) return days.format(new Date(`${partial}T00:00:00Z`))
  if (/^\d{4}-\d{2}$/.test(partial)) return months.format(new Date(`${partial}-01T00:00:00Z`))
  return partial
}

const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
]

function agoText(differenceMs: number, relative: Intl.RelativeTimeFormat): string {
  const [unit, size] = STEPS.find(([, step]) => Math.abs(differenceMs) >= step) ?? ['second', 1000]
  return relative.format(Math.round(differenceMs / size), unit)
}

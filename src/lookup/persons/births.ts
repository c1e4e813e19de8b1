import type { PartialDate } from '#kernel/days.ts'
import { daysInMonth } from '#kernel/days.ts'
import type { BirthStatement } from '#matching/types.ts'

/**
 * Statements about a birth as whole numbers, in whose order the people of a segment stand: exact ones by date (a year
 * before its months, a month before its days), then approximate ones in the same way, then spans of years, then what is
 * not known.
 */
export type BirthCode = number

export const NO_BIRTH: BirthCode = 0xffff_ffff
/** Stands for more births than are worth a place each. */
export const MANY_BIRTHS: BirthCode = 0xffff_fffe
const APPROXIMATE = 0x4000_0000
const SPAN = 0x8000_0000
const YEAR = 512
const MONTH = 32
const SPAN_YEARS = 16_384

export function birthCode(birth: BirthStatement): BirthCode {
  if (birth.type === 'between') return SPAN + yearOf(birth.fromYear) * SPAN_YEARS + yearOf(birth.toYear)
  const { on } = birth
  const month = on.length >= 7 ? Number(on.slice(5, 7)) : 0
  const day = on.length >= 10 ? Number(on.slice(8, 10)) : 0
  const date = Number(on.slice(0, 4)) * YEAR + month * MONTH + day
  return birth.type === 'exact' ? date : APPROXIMATE + date
}

const yearOf = (year: number): number => Math.min(9999, Math.max(0, year))

export function birthStatement(code: BirthCode): BirthStatement {
  if (code >= SPAN) {
    const { from, to } = spanOf(code)
    return { type: 'between', fromYear: from, toYear: to }
  }
  const date = dateOf(code)
  const [year, month, day] = [date >> 9, (date >> 5) & 15, date & 31]
  const text = String(year).padStart(4, '0') + (month > 0 ? dashed(month) : '') + (day > 0 ? dashed(day) : '')
  // A code is made of a statement that held such a date.
  return { type: isApproximate(code) ? 'approximately' : 'exact', on: text as PartialDate }
}

const dashed = (value: number): string => `-${String(value).padStart(2, '0')}`

export const isSpan = (code: BirthCode): boolean => code >= SPAN
export const isApproximate = (code: BirthCode): boolean => code >= APPROXIMATE && code < SPAN

/** Day in the low five bits, month in the next four, 0 where not known, and the year above them. */
export const dateOf = (code: BirthCode): number => code & (APPROXIMATE - 1)

/** The years of any code, both included. */
export function spanOf(code: BirthCode): { readonly from: number; readonly to: number } {
  if (isSpan(code)) return { from: Math.floor((code - SPAN) / SPAN_YEARS), to: (code - SPAN) % SPAN_YEARS }
  const year = dateOf(code) >> 9
  return { from: year, to: year }
}

/** Codes from the first (included) to the last (excluded). */
export interface BirthWindow {
  readonly from: BirthCode
  readonly to: BirthCode
}

/**
 * The days on which a person may stand whose day of birth was asked exactly and recorded with a slip: the day itself,
 * day and month exchanged, a neighbouring day, month or year, ten years, one digit. In this order, each once.
 */
export function likelyDays(asked: readonly BirthStatement[]): readonly BirthWindow[] {
  const codes = new Set<BirthCode>()
  for (const birth of asked) {
    if (birth.type !== 'exact' || birth.on.length < 10) continue
    const date = dateOf(birthCode(birth))
    const [year, month, day] = [date >> 9, (date >> 5) & 15, date & 31]
    const add = (y: number, m: number, d: number): void => {
      if (y > 0 && y < 10_000 && m >= 1 && m <= 12 && d >= 1 && d <= daysInMonth(y, m))
        codes.add(y * YEAR + m * MONTH + d)
    }
    add(year, month, day)
    add(year, day, month)
    for (const step of [-1, 1]) {
      const beside = new Date(Date.UTC(2000, month - 1, day + step))
      // Around New Year the year changes too.
      add(year + beside.getUTCFullYear() - 2000, beside.getUTCMonth() + 1, beside.getUTCDate())
      add(year, month + step, day)
      add(year + step, month, day)
      add(year + 10 * step, month, day)
    }
    for (const other of digitsChanged(day)) add(year, month, other)
    for (const other of digitsChanged(month)) add(year, other, day)
    for (const other of digitsChanged(year % 100)) add(year - (year % 100) + other, month, day)
    add(year + 100, month, day)
    add(year - 100, month, day)
  }
  return [...codes].map((code) => ({ from: code, to: code + 1 }))
}

/** Numbers of two digits that differ in one. */
function digitsChanged(value: number): readonly number[] {
  const tens = Math.floor(value / 10)
  const ones = value % 10
  return Array.from({ length: 10 }, (_, digit) => [tens * 10 + digit, digit * 10 + ones])
    .flat()
    .filter((other) => other !== value)
}

/** Those of whose birth a span of years is known, or nothing: they stand last. */
export const NO_DAY: BirthWindow = { from: SPAN, to: NO_BIRTH + 1 }

/**
 * Where else a person may stand of whom a birth was asked: in the same year without that day, or about that time. In
 * order, apart from each other. And in `NO_DAY`.
 */
export function likelyYears(asked: readonly BirthStatement[]): readonly BirthWindow[] {
  const windows: BirthWindow[] = []
  for (const birth of asked) {
    const isSpan = birth.type === 'between'
    const from = isSpan ? yearOf(birth.fromYear) : Number(birth.on.slice(0, 4))
    const to = Math.min(isSpan ? yearOf(birth.toYear) : from, from + MOST_SPAN_YEARS)
    const slack = birth.type === 'exact' ? 0 : 1
    windows.push({ from: Math.max(0, from - slack) * YEAR, to: (to + slack + 1) * YEAR })
    windows.push({
      from: APPROXIMATE + Math.max(0, from - ABOUT_YEARS) * YEAR,
      to: APPROXIMATE + (to + ABOUT_YEARS + 1) * YEAR,
    })
  }
  return merged(windows)
}

const MOST_SPAN_YEARS = 30
const ABOUT_YEARS = 2

function merged(windows: readonly BirthWindow[]): readonly BirthWindow[] {
  const out: BirthWindow[] = []
  for (const window of windows.toSorted((one, other) => one.from - other.from)) {
    const last = out.at(-1)
    if (last !== undefined && window.from <= last.to)
      out[out.length - 1] = { from: last.from, to: Math.max(last.to, window.to) }
    else out.push(window)
  }
  return out
}

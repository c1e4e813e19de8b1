import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PartialDate } from '#kernel/days.ts'
import { daysInMonth } from '#kernel/days.ts'
import { compareBirths } from '#matching/dates.ts'
import type { BirthStatement } from '#matching/types.ts'
import { compareCodes } from './birth-worth.ts'
import { NO_DAY, birthCode, birthStatement, likelyDays, likelyYears } from './births.ts'
import type { BirthWindow } from './births.ts'

const pad = (value: number, width: number): string => String(value).padStart(width, '0')

const years = fc.oneof(fc.integer({ min: 1985, max: 2005 }), fc.integer({ min: 1, max: 9999 }))
const days = fc
  .tuple(years, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }))
  .map(
    ([year, month, day]) =>
      `${pad(year, 4)}-${pad(month, 2)}-${pad(Math.min(day, daysInMonth(year, month)), 2)}` as PartialDate,
  )
const dates = fc
  .tuple(days, fc.constantFrom(4, 7, 10, 10, 10))
  .map(([day, length]) => day.slice(0, length) as PartialDate)
const births: fc.Arbitrary<BirthStatement> = fc.oneof(
  fc.record({
    type: fc.constantFrom('exact' as const, 'exact' as const, 'approximately' as const),
    on: dates,
  }),
  fc.tuple(years, fc.nat(12)).map(([fromYear, more]) => ({
    type: 'between' as const,
    fromYear,
    toYear: Math.min(9999, fromYear + more),
  })),
)

const holds = (windows: readonly BirthWindow[], code: number): boolean =>
  windows.some(({ from, to }) => from <= code && code < to)

describe('a statement about a birth as a number', () => {
  test('is the statement again', () => {
    fc.assert(
      fc.property(births, (birth) => {
        expect(birthStatement(birthCode(birth))).toEqual(birth)
      }),
    )
  })

  test('compares as the statement does', () => {
    fc.assert(
      fc.property(births, births, (one, other) => {
        expect(compareCodes(birthCode(one), birthCode(other))).toBe(compareBirths([one], [other]).evidence)
      }),
      { numRuns: 3000 },
    )
  })

  test('stands where a question about it looks, when it agrees or nearly agrees', () => {
    fc.assert(
      fc.property(births, births, (asked, listed) => {
        const { evidence } = compareBirths([asked], [listed])
        const isLikely = !['conflict', 'far-conflict', 'near-year', 'in-range', 'one-digit'].includes(
          evidence,
        )
        const windows = [...likelyDays([asked]), ...likelyYears([asked]), NO_DAY]
        if (isLikely) expect(holds(windows, birthCode(listed))).toBe(true)
      }),
      { numRuns: 3000 },
    )
  })

  test('stands on a likely day when a clerk changed one digit, a neighbour or the order', () => {
    const on = (day: string) => ({ type: 'exact', on: day as PartialDate }) as const
    const windows = likelyDays([on('1984-03-12')])
    for (const day of [
      '1984-03-12',
      '1984-12-03',
      '1984-03-11',
      '1985-03-12',
      '1974-03-12',
      '1984-03-22',
      '1989-03-12',
    ])
      expect(holds(windows, birthCode(on(day)))).toBe(true)
    expect(holds(windows, birthCode(on('1984-05-19')))).toBe(false)
  })
})

import { describe, expect, test } from 'vitest'
import { LANGUAGES } from '#acts/charter.ts'
import { countriesIn } from './countries.ts'
import { formatFor } from './intl.ts'

describe.each(LANGUAGES)('in %s', (language) => {
  const format = formatFor(language)

  test('digits are those of the paper', () => {
    const texts = [
      format.number(1234.5),
      format.percent(0.92),
      format.day('1984-03-17'),
      format.moment(MOMENT),
    ]
    for (const text of texts) expect(text).not.toMatch(/[\u0660-\u0669\u06f0-\u06f9]/)
    expect(format.day('1984-03-17')).toContain('1984')
  })

  test('a day names its month, so that nobody exchanges day and month', () => {
    expect(format.day('1984-03-04')).toMatch(/\p{L}{3}/u)
    expect(format.day('1984-03')).toMatch(/\p{L}{3}/u)
    expect(format.day('1984')).toBe('1984')
  })

  test('no text holds a hidden control', () => {
    for (const text of [format.day('1984-03-17'), format.moment(MOMENT)])
      expect(text).not.toMatch(/[\u200e\u200f\u061c]/)
  })

  test('every country of ISO 3166-1 can be chosen by its name', () => {
    const countries = countriesIn(language)
    expect(countries).toHaveLength(249)
    expect(new Set(countries.map(({ label }) => label)).size).toBe(249)
    expect(countries.find(({ value }) => value === 'MA')?.label).not.toBe('MA')
  })
})

test('a code that is no country stays as it is', () => {
  expect(formatFor('en').country('UTO')).toBe('UTO')
})

test('how long ago is said in the largest unit that fits', () => {
  const now = Date.parse(MOMENT)
  expect(formatFor('en').ago('2026-11-23T18:00:00.000Z', now)).toBe('30 minutes ago')
  expect(formatFor('fr').ago('2026-11-21T18:30:00.000Z', now)).toBe('avant-hier')
})

const MOMENT = '2026-11-23T18:30:00.000Z'

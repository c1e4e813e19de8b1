import { describe, expect, test } from 'vitest'
import type { PartialDate } from '#kernel/days.ts'
import { birthText, compareBirths } from './dates.ts'
import type { BirthStatement } from './types.ts'

const on = (date: string): BirthStatement => ({ type: 'exact', on: date as PartialDate })
const about = (date: string): BirthStatement => ({ type: 'approximately', on: date as PartialDate })
const between = (fromYear: number, toYear: number): BirthStatement => ({ type: 'between', fromYear, toYear })

describe('two statements of birth', () => {
  test.each([
    ['the same day', on('1970-02-03'), on('1970-02-03'), 'same', 'same-day'],
    ['the same month where one lacks a day', on('1970-02'), on('1970-02-03'), 'same', 'same-month'],
    ['the same year where one lacks more', on('1970'), on('1970-02-03'), 'same-year', 'same-year'],
    ['day and month exchanged', on('1970-03-02'), on('1970-02-03'), 'swapped', 'swapped'],
    ['one digit mistyped', on('1979-02-03'), on('1970-02-03'), 'close', 'one-digit'],
    ['the day before, over a new year', on('1969-12-31'), on('1970-01-01'), 'close', 'near-day'],
    ['1 January standing for an unknown day', on('1970-01-01'), on('1970-08-19'), 'same-year', 'placeholder'],
    ['another day of the same year', on('1970-05-14'), on('1970-08-29'), 'same-year', 'same-year-other-day'],
    ['the year beside', on('1971'), on('1970-08-29'), 'close', 'near-year'],
    ['about that year', about('1971'), on('1970-08-29'), 'close', 'near-year'],
    ['a year within a range', on('1970-08-29'), between(1968, 1972), 'close', 'in-range'],
    ['a year outside a range', on('1980-08-29'), between(1968, 1972), 'conflict', 'conflict'],
    ['another generation', on('1940-11-14'), on('1990-08-29'), 'conflict', 'far-conflict'],
  ] as const)('%s', (_, asked, listed, level, evidence) => {
    expect(compareBirths([asked], [listed])).toMatchObject({ level, evidence })
    expect(compareBirths([listed], [asked])).toMatchObject({ level, evidence })
  })

  test('of several dates the pair that agrees best counts, and is told', () => {
    expect(compareBirths([on('1970-02-03')], [on('1955-06-07'), on('1970-02-03')])).toEqual({
      level: 'same',
      evidence: 'same-day',
      asked: '1970-02-03',
      listed: '1970-02-03',
    })
  })

  test('nothing asked or nothing listed says nothing', () => {
    expect(compareBirths([], [on('1970')]).level).toBe('unknown')
    expect(compareBirths([on('1970')], []).level).toBe('unknown')
  })

  test('statements are written the same way everywhere', () => {
    expect([on('1970-02'), about('1970'), between(1968, 1972)].map(birthText)).toEqual([
      '1970-02',
      '~1970',
      '1968/1972',
    ])
  })
})

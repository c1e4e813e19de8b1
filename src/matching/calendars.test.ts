import { describe, expect, test } from 'vitest'
import { birthIn } from './calendars.ts'

describe('a birth stated in another calendar', () => {
  test.each([
    ['persian', '1349-11-14', '1971-02-03'],
    ['hebrew', '5730-05-27', '1970-02-03'],
    ['ethiopic', '1962-05-26', '1970-02-03'],
    ['buddhist', '2513-02-03', '1970-02-03'],
    ['roc', '59-02-03', '1970-02-03'],
    ['islamic-civil', '1390-09-01', '1970-10-31'],
    ['islamic-umalqura', '1390-09-01', '1970-11-01'],
  ] as const)('%s %s is %s', (calendar, written, day) => {
    expect(birthIn(calendar, written)).toEqual({ type: 'exact', on: day })
  })

  test('a year of it touches two Gregorian years, a month of it one or two', () => {
    expect(birthIn('persian', '1349')).toEqual({ type: 'between', fromYear: 1970, toYear: 1971 })
    expect(birthIn('persian', '1349-01')).toEqual({ type: 'exact', on: '1970' })
    expect(birthIn('buddhist', '2513-02')).toEqual({ type: 'exact', on: '1970-02' })
    expect(birthIn('roc', '59')).toEqual({ type: 'exact', on: '1970' })
  })

  test('a day that the calendar does not have is none', () => {
    expect(birthIn('persian', '1349-12-30')).toBeUndefined()
    expect(birthIn('ethiopic', '1962-14-01')).toBeUndefined()
    expect(birthIn('islamic-civil', '1390-02-30')).toBeUndefined()
    expect(birthIn('hebrew', 'first of Nisan')).toBeUndefined()
    expect(birthIn('hebrew', '1')).toBeUndefined()
  })
})

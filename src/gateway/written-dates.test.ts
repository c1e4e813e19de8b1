import { expect, test } from 'vitest'
import { writtenDate } from './written-dates.ts'

test.each([
  ['10 Dec 1948', '1948-12-10'],
  ['7 Mar. 2010', '2010-03-07'],
  ['September 16, 2019', '2019-09-16'],
  ['Jan 1960', '1960-01'],
  ['August 1961', '1961-08'],
  ['1948', '1948'],
  ['2023-06-04', '2023-06-04'],
  ['31 Feb 2001', undefined],
  ['24/06/1402', undefined],
  ['sometime in spring', undefined],
])('%s is read as %s', (text, date) => {
  expect(writtenDate(text)).toBe(date)
})

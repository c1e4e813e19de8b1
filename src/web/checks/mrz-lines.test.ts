import { expect, test } from 'vitest'
import { checkDigit, readMrz } from './mrz-lines.ts'

/** The specimen of Utopia in ICAO 9303-4, appendix B. */
const PASSPORT = `P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<
L898902C36UTO7408122F1204159ZE184226B<<<<<10`
/** ICAO 9303-5, appendix B. */
const CARD = `I<UTOD231458907<<<<<<<<<<<<<<<
7408122F1204159UTO<<<<<<<<<<<6
ERIKSSON<<ANNA<MARIA<<<<<<<<<<`

test('every digit of the specimen passport agrees', () => {
  const { format, checks } = readMrz(PASSPORT)
  expect(format).toBe('TD3')
  expect(checks.map(({ field, valid }) => [field, valid])).toEqual([
    ['document-number', true],
    ['birth-date', true],
    ['expiry-date', true],
    ['personal-number', true],
    ['composite', true],
  ])
})

test('every digit of the specimen card agrees', () => {
  const { format, checks } = readMrz(CARD)
  expect(format).toBe('TD1')
  expect(checks.every(({ valid }) => valid)).toBe(true)
})

test('one changed sign is found in its field and in the whole zone, and nowhere else', () => {
  const { checks } = readMrz(PASSPORT.replace('740812', '740813'))
  expect(checks.filter(({ valid }) => !valid).map(({ field }) => field)).toEqual(['birth-date', 'composite'])
})

test('one long line, small letters and guillemets are read as the zone that they were', () => {
  const scanned = PASSPORT.replace('\n', '').toLowerCase().replaceAll('<<', '«')
  expect(readMrz(scanned).lines).toEqual(PASSPORT.split('\n'))
})

test('a number longer than its field runs on, and its digit stands after it', () => {
  const { checks } = readMrz(`I<UTOD23145890<7349<<<<<<<<<<<
3407127M9507122UTO<<<<<<<<<<<2
STEVENSON<<PETER<JOHN<<<<<<<<<`)
  expect(checks.map(({ valid }) => valid)).toEqual([true, true, true, true])
})

test('lines of another width are no zone', () => {
  expect(readMrz('P<UTO\nABC').format).toBeUndefined()
  expect(checkDigit('520727')).toBe('3')
})

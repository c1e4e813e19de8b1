import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assert, InvariantError } from './assert.ts'
import { concatBytes, equalBytes, fromBase64, fromHex, fromUtf8, toBase64, toHex, utf8 } from './bytes.ts'
import { addMonths, type Day, dayOf, instantOf, isDay, isInstant, isPartialDate } from './days.ts'
import { isCountryCode, isMemberId, isUuid, mintUuid } from './ids.ts'

describe('days', () => {
  test.each(['1980', '1980-05', '1980-05-12', '2024-02-29'])('%s is a partial date', (text) => {
    expect(isPartialDate(text)).toBe(true)
  })

  test.each([
    '',
    '80',
    '1980-13',
    '1980-00',
    '1980-02-30',
    '2023-02-29',
    '1980-5-1',
    '0000',
    '1980-05-12T00',
  ])('%s is not a partial date', (text) => {
    expect(isPartialDate(text)).toBe(false)
  })

  test('a day is a whole date', () => {
    expect(isDay('1980-05')).toBe(false)
    expect(isDay('1980-05-12')).toBe(true)
  })

  test('adding months keeps to the last day of a shorter month', () => {
    expect(addMonths('2027-08-31' as Day, 6)).toBe('2028-02-29')
    expect(addMonths('2026-11-23' as Day, 14)).toBe('2028-01-23')
    expect(addMonths('2026-12-31' as Day, 0)).toBe('2026-12-31')
  })

  test('adding months one by one never overtakes adding them at once', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4_000_000 }),
        fc.integer({ min: 0, max: 200 }),
        (days, months) => {
          const day = dayOf(instantOf(days * 86_400_00))
          let stepped = day
          for (let at = 0; at < months; at++) stepped = addMonths(stepped, 1)
          const direct = addMonths(day, months)
          expect(isDay(direct)).toBe(true)
          expect(stepped <= direct).toBe(true)
        },
      ),
    )
  })

  test('a moment has milliseconds and is in UTC', () => {
    expect(isInstant(instantOf(0))).toBe(true)
    expect(isInstant('2026-11-23T10:00:00Z')).toBe(false)
    expect(isInstant('2026-13-23T10:00:00.000Z')).toBe(false)
  })
})

describe('identifiers', () => {
  test('a new UUID is of version 7 and sorts by its time', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 ** 47 }),
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.uint8Array({ minLength: 10, maxLength: 10 }),
        (time, later, random) => {
          const first = mintUuid(time, random)
          expect(isUuid(first)).toBe(true)
          expect(first[14]).toBe('7')
          expect(first < mintUuid(time + later, new Uint8Array(10))).toBe(true)
        },
      ),
    )
  })

  test('too little randomness is refused', () => {
    expect(() => mintUuid(0, new Uint8Array(9))).toThrow(RangeError)
  })

  test('members and countries are capital letters', () => {
    expect([isMemberId('GS'), isMemberId('gs'), isMemberId('G'), isMemberId('CCF')]).toEqual([
      true,
      false,
      false,
      true,
    ])
    expect([isCountryCode('KE'), isCountryCode('KEN'), isCountryCode('ke')]).toEqual([true, false, false])
  })
})

describe('bytes', () => {
  test('survive hexadecimal and base64', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20_000 }), (bytes) => {
        expect(equalBytes(fromHex(toHex(bytes)), bytes)).toBe(true)
        expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
        expect(equalBytes(fromBase64(toBase64(bytes)), bytes)).toBe(true)
      }),
    )
  })

  test.each(['abc', 'zz', '0x'])('%s is not hexadecimal', (text) => {
    expect(() => fromHex(text)).toThrow(TypeError)
  })

  test.each(['a', 'ab=c', 'a-_b', 'abc\n'])('%j is not base64', (text) => {
    expect(() => fromBase64(text)).toThrow(TypeError)
  })

  test('text that is not UTF-8 is refused, not mended', () => {
    expect(() => fromUtf8(new Uint8Array([0xff, 0xfe]))).toThrow(TypeError)
    expect(fromUtf8(utf8('قائمة ﷽ 𝌆'))).toBe('قائمة ﷽ 𝌆')
  })

  test('equal means of one length too', () => {
    expect(equalBytes(new Uint8Array(2), new Uint8Array(3))).toBe(false)
    expect(toHex(concatBytes(new Uint8Array([1]), new Uint8Array([2, 3])))).toBe('010203')
  })
})

test('a broken invariant is named', () => {
  expect(() => assert(false, 'the sky is up')).toThrow(new InvariantError('the sky is up'))
})

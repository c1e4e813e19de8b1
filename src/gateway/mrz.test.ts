import * as fc from 'fast-check'
import { parse } from 'mrz'
import { describe, expect, test } from 'vitest'
import type { Day } from '#kernel/days.ts'
import type { MrzCheck, MrzReading } from './mrz.ts'
import { readMrz } from './mrz.ts'
import type { MrzContent } from './mrz-write.ts'
import { mrzName, writeMrz, writeMrzTd3 } from './mrz-write.ts'

const TODAY = '2026-06-15' as Day

/** The specimens of ICAO 9303 parts 4, 5 and 6: the invented state of Utopia. */
const TD3 = 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10'
const TD1 = 'I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<'
const TD2 = 'I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6'

describe('the specimens of ICAO 9303', () => {
  test.each([
    ['TD3', TD3, 'L898902C3'],
    ['TD1', TD1, 'D23145890'],
    ['TD2', TD2, 'D23145890'],
  ])('%s is read with every check digit right', (format, text, number) => {
    const reading = read(text)
    expect(reading).toMatchObject({ format, documentNumber: number, nationality: 'UTO', sex: 'F' })
    expect(reading).toMatchObject({ birthDate: '1974-08-12', expiresOn: '2012-04-15', confusions: [] })
    expect(reading.names).toEqual({
      surname: 'ERIKSSON',
      given: 'ANNA MARIA',
      text: 'ANNA MARIA ERIKSSON',
      isTruncated: false,
    })
    expect(wrong(reading)).toEqual([])
  })

  test('the personal number and its check digit are shown', () => {
    expect(read(TD3).optional).toBe('ZE184226B')
    expect(read(TD3).checks.map((check) => check.field)).toContain('personal-number')
  })

  test('a visa has neither personal number nor composite check', () => {
    const visa = 'V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL8988901C4XXX4009078F96121096ZE184226B<<<<<<'
    expect(read(visa)).toMatchObject({
      documentType: 'visa',
      documentNumber: 'L8988901C',
      birthDate: '1940-09-07',
    })
    expect(read(visa).checks.map((check) => check.field)).toEqual([
      'document-number',
      'birth-date',
      'expiry-date',
    ])
    expect(wrong(read(visa))).toEqual([])
  })

  test('a number of more than nine characters goes on in the optional data', () => {
    const card =
      'I<UTOD23145890<7349<<<<<<<<<<<\n3407127M9507122UTO<<<<<<<<<<<2\nSTEVENSON<<PETER<JOHN<<<<<<<<<'
    expect(read(card)).toMatchObject({ documentNumber: 'D23145890734' })
    expect(wrong(read(card))).toEqual([])
  })
})

describe('pasted and scanned text', () => {
  test.each([
    ['lower case', TD3.toLowerCase()],
    ['spaces', TD3.split('').join(' ').replace(' \n ', '\n')],
    ['Windows line ends and blank lines', `\r\n${TD3.replace('\n', '\r\n\r\n')}\r\n`],
    ['« for one filler', TD3.replaceAll('<', '«')],
    ['« for two fillers', TD3.replaceAll('<<', '«')],
    ['fillers lost at the end of the names', TD3.replace(/<+\n/, '\n')],
    ['too many fillers', TD3.replace('\n', '<<<\n')],
    ['one line', TD3.replace('\n', '')],
  ])('%s gives the same reading', (_, text) => {
    expect(read(text)).toEqual(read(TD3))
  })

  test('a card on one line is read', () => {
    expect(read(TD1.replaceAll('\n', ''))).toEqual(read(TD1))
  })

  test.each([
    ['nothing', '  \n ', { kind: 'mrz/empty' }],
    ['a single short line', 'P<UTOERIKSSON', { kind: 'mrz/line-count' }],
    ['four lines', `${TD3}\n${TD3}`, { kind: 'mrz/line-count' }],
    ['another alphabet', TD3.replace('ANNA', 'АННА'), { kind: 'mrz/character', line: 1, position: 16 }],
    [
      'a lost check digit',
      TD3.slice(0, -1),
      {
        kind: 'mrz/line-length',
        line: 2,
        position: 44,
        fault: { code: 'line-characters', characters: 43, expected: 44 },
      },
    ],
    ['a driving licence', TD3.replace('P<', 'D1'), { kind: 'mrz/document-code', line: 1, position: 1 }],
    [
      'no name',
      `P<UTO${'<'.repeat(39)}\n${TD3.split('\n')[1]}`,
      { kind: 'mrz/name-missing', line: 1, position: 6 },
    ],
    ['a book', 'A'.repeat(1_001), { kind: 'mrz/too-long' }],
  ])('%s is refused with its place', (_, text, refusal) => {
    const result = readMrz(text, TODAY)
    expect(result.ok ? undefined : result.refusal).toMatchObject(refusal)
  })

  test('no text makes the reader throw', () => {
    const signs = fc.constantFrom(...'PIVAC<«0O1AZ\n \r‹é'.split(''))
    fc.assert(
      fc.property(
        fc.string({ unit: signs, maxLength: 140 }),
        (text) => typeof readMrz(text, TODAY).ok === 'boolean',
      ),
    )
  })
})

describe('what is doubtful', () => {
  test('a wrong check digit is shown beside the right one, and the rest is still read', () => {
    const reading = read(TD3.replace('L898902C36', 'L898902C37'))
    expect(wrong(reading).map(({ field, printed, computed }) => [field, printed, computed])).toEqual([
      ['document-number', '7', '6'],
      ['composite', '0', expect.any(String)],
    ])
    expect(reading.documentNumber).toBe('L898902C3')
  })

  test('the letter O for a zero in a number is reported, not changed', () => {
    const reading = read(TD3.replace('L898902C3', 'L8989O2C3'))
    expect(reading.documentNumber).toBe('L8989O2C3')
    expect(reading.confusions).toContainEqual({ line: 2, position: 6, read: 'O', maybe: '0' })
  })

  test('a letter in a date leaves the date open and is reported', () => {
    const reading = read(TD3.replace('7408122F', '74O8122F'))
    expect(reading.birthDate).toBeUndefined()
    expect(reading.confusions).toContainEqual({ line: 2, position: 16, read: 'O', maybe: '0' })
  })

  test('a digit in a name is reported', () => {
    expect(read(TD3.replace('ERIKSSON', 'ERIKSS0N')).confusions).toContainEqual({
      line: 1,
      position: 12,
      read: '0',
      maybe: 'O',
    })
  })
})

describe('dates', () => {
  test.each([
    ['740812', '1974-08-12'],
    ['260615', '2026-06-15'],
    ['260616', '1926-06-16'],
    ['7408<<', '1974-08'],
    ['74<<<<', '1974'],
    ['26<<<<', '2026'],
    ['<<<<<<', undefined],
    ['740230', undefined],
  ])('a birth %s is read as %s', (birthDate, expected) => {
    expect(read(writeMrzTd3(aPassport({ birthDate }))).birthDate).toBe(expected)
  })

  test.each([
    ['120415', '2012-04-15'],
    ['760615', '2076-06-15'],
    ['770101', '1977-01-01'],
    ['<<<<<<', undefined],
  ])('an expiry %s is read as %s', (expiryDate, expected) => {
    expect(read(writeMrzTd3(aPassport({ expiryDate }))).expiresOn).toBe(expected)
  })
})

describe('codes', () => {
  test.each([
    ['KEN', 'KE'],
    ['D', 'DE'],
    ['GBN', 'GB'],
    ['UNO', undefined],
    ['XXA', undefined],
  ])('%s is the country %s', (issuingState, country) => {
    const reading = read(writeMrzTd3(aPassport({ issuingState })))
    expect([reading.issuingState, reading.issuingCountry, reading.nationalityCountry]).toEqual([
      issuingState,
      country,
      country,
    ])
  })

  test.each([
    ['I<', 'identity-card'],
    ['AR', 'residence-permit'],
    ['AC', 'other'],
  ])('%s is a kind of %s', (documentCode, type) => {
    expect(
      read(writeMrz({ ...aPassport(), nationality: 'KEN', format: 'TD1', documentCode })).documentType,
    ).toBe(type)
  })
})

test('names are transliterated as ICAO 9303-3 says', () => {
  expect(['Müller-Øst', "N'Diaye", 'Núñez', 'Weiß'].map(mrzName)).toEqual([
    'MUELLER<OEST',
    'NDIAYE',
    'NUNEZ',
    'WEISS',
  ])
})

describe('any zone', () => {
  const letters = (maxLength: number) =>
    fc.string({ unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('')), minLength: 1, maxLength })
  const day = fc
    .date({ min: new Date('1930-01-01'), max: new Date('2020-12-31'), noInvalidDate: true })
    .map(yymmdd)
  const content: fc.Arbitrary<MrzContent> = fc.record({
    format: fc.constantFrom('TD1', 'TD2', 'TD3'),
    documentCode: fc.constantFrom('I<', 'P<'),
    issuingState: fc.constantFrom('KEN', 'MAR', 'SGP', 'D', 'UTO'),
    documentNumber: fc.stringMatching(/^[A-Z0-9]{1,9}$/),
    surname: fc.array(letters(5), { minLength: 1, maxLength: 2 }).map((parts) => parts.join(' ')),
    given: fc.array(letters(5), { minLength: 1, maxLength: 2 }).map((parts) => parts.join(' ')),
    nationality: fc.constantFrom('KEN', 'MAR', 'SGP', 'D', 'UTO'),
    birthDate: day,
    sex: fc.constantFrom('F', 'M', 'X', '<'),
    expiryDate: day,
    optional: fc.stringMatching(/^[A-Z0-9]{0,6}$/),
  })

  test('reads back as it was written', () => {
    fc.assert(
      fc.property(content, (written) => {
        const reading = read(writeMrz(written))
        expect(wrong(reading)).toEqual([])
        expect(reading.documentNumber).toBe(written.documentNumber)
        expect(reading.names).toMatchObject({ surname: written.surname, given: written.given })
        expect(reading.issuingState).toBe(written.issuingState)
        expect(reading.nationality).toBe(written.nationality)
        expect(reading.birthDate?.slice(2).replaceAll('-', '')).toBe(written.birthDate)
        expect(reading.expiresOn?.slice(2).replaceAll('-', '')).toBe(written.expiryDate)
        expect(reading.optional ?? '').toBe(written.optional ?? '')
      }),
    )
  })

  test('is read alike by a second, independent reader', () => {
    fc.assert(
      fc.property(content, (written) => {
        const text = writeMrz(written)
        const reading = read(text)
        const { fields, format } = parse(text.split('\n'))
        expect(format).toBe(reading.format)
        expect([fields.documentNumber, fields.lastName, fields.firstName]).toEqual([
          reading.documentNumber,
          reading.names.surname,
          reading.names.given,
        ])
      }),
      { numRuns: 50 },
    )
  })

  test('shows a wrong check digit when one character of the number was changed for one of another weight', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^\d{9}$/),
        fc.nat(8),
        fc.integer({ min: 1, max: 9 }),
        (documentNumber, at, step) => {
          const text = writeMrzTd3(aPassport({ documentNumber }))
          const [names = '', line = ''] = text.split('\n')
          const changed = (Number(line[at]) + step) % 10
          const reading = read(`${names}\n${line.slice(0, at)}${changed}${line.slice(at + 1)}`)
          expect(wrong(reading).map(({ field }) => field)).toContain('document-number')
        },
      ),
    )
  })
})

function aPassport(changes: Partial<MrzContent> = {}): MrzContent {
  return {
    format: 'TD3',
    documentCode: 'P<',
    issuingState: 'KEN',
    documentNumber: 'AK0112233',
    surname: 'Testova',
    given: 'Wanjiru',
    birthDate: '900101',
    sex: 'F',
    expiryDate: '300101',
    ...changes,
    nationality: changes.nationality ?? changes.issuingState ?? 'KEN',
  }
}

function yymmdd(date: Date): string {
  return date.toISOString().slice(2, 10).replaceAll('-', '')
}

function read(text: string): MrzReading {
  const result = readMrz(text, TODAY)
  if (!result.ok) throw new Error(result.refusal.kind)
  return result.value
}

function wrong(reading: MrzReading): readonly MrzCheck[] {
  return reading.checks.filter((check) => !check.valid)
}

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  confusedDocumentKeys,
  documentKey,
  documentKeys,
  normaliseDocumentNumber,
  normalisePlate,
  normaliseVin,
  plateKey,
  vinKey,
} from './documents.ts'

describe('document numbers', () => {
  test('case, blanks and dashes do not matter', () => {
    expect(normaliseDocumentNumber(' ab-12 34/5 ')).toBe('AB12345')
  })

  test('Arabic-Indic, Persian and full-width digits are digits', () => {
    expect(normaliseDocumentNumber('٠١٢٣ ۴۵۶ ７８９')).toBe('0123456789')
  })

  test('a document is kept under its issuer and under its number alone', () => {
    expect(documentKeys({ number: 'k 123', issuer: 'ke' })).toEqual(['document:KE:K123', 'document::K123'])
  })

  test('a number without letters or digits has no key', () => {
    expect(documentKey({ number: ' -- ' })).toBe('')
    expect(documentKeys({ number: '', issuer: 'KE' })).toEqual([])
  })

  test('each of the pairs that eyes confuse gives one neighbour', () => {
    expect(confusedDocumentKeys({ number: 'AO15' })).toEqual([
      'document::A015',
      'document::AOI5',
      'document::AO1S',
    ])
  })

  test('confusion is mutual', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z0-9]{1,12}$/), (number) =>
        confusedDocumentKeys({ number }).every((key) =>
          confusedDocumentKeys({ number: key.slice('document::'.length) }).includes(documentKey({ number })),
        ),
      ),
    )
  })

  test('normalising twice changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = normaliseDocumentNumber(text)
        return normaliseDocumentNumber(once) === once && once.length <= 40
      }),
    )
  })
})

describe('vehicles', () => {
  test('a North American number with its check digit is valid', () => {
    expect(normaliseVin('1m8gdm9a-xkp042788')).toEqual({ vin: '1M8GDM9AXKP042788', checkDigit: 'valid' })
  })

  test('one wrong character makes it invalid', () => {
    expect(normaliseVin('1M8GDM9AXKP042789').checkDigit).toBe('invalid')
  })

  test('letters that no number holds are read as digits', () => {
    expect(normaliseVin('1M8GDM9AXKPO4278Q').vin).toBe('1M8GDM9AXKP042780')
  })

  test('European and short numbers have no check digit to judge', () => {
    expect(normaliseVin('WVWZZZ1JZ3W386752').checkDigit).toBe('not-applicable')
    expect(normaliseVin('AB-1234').checkDigit).toBe('not-applicable')
  })

  test('keys say what they are keys of', () => {
    expect([vinKey('ab 1'), plateKey('12-أ-6', 'ma'), vinKey(''), plateKey('', 'MA')]).toEqual([
      'vin:AB1',
      'plate:MA:12ا6',
      '',
      '',
    ])
  })

  test('plates lose blanks, dashes and marks', () => {
    expect(normalisePlate('ab-12 çd')).toBe('AB12CD')
  })
})

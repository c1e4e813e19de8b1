import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plain, entriesOf } from './un-list-builders.ts'
import { distinctIdentifiers, writtenIdentifiers } from './written-identifiers.ts'

describe('identifiers in the prose of a list', () => {
  test.each([
    ['Tel. +44 20 7946 0123 / +44 20 7946 0124', ['phone +44 20 7946 0123', 'phone +44 20 7946 0124']],
    ['Fax: 44-20-7946-0123, closed', ['phone 44-20-7946-0123']],
    ['E-mail: one@mail.example, two@mail.example.', ['email one@mail.example', 'email two@mail.example']],
    ['Web site www.shop.example.', ['site www.shop.example']],
    ['IMO number: 9074729. Flag unknown', ['imo 9074729']],
    ['Company Number IMO 5055555', []],
    ['SWIFT code: TESTKPPY', ['bic TESTKPPY']],
    ['IBAN: GB82 WEST 1234 5698 7654 32 SWIFT ABCD', ['iban GB82 WEST 1234 5698 7654 32']],
    ['IBAN: GB82 WEST 1234 5698 7654 33', []],
    ['wallet: 14rroXQ2bLH357iiRZcs14qth57E1kQkC7', ['wallet 14rroXQ2bLH357iiRZcs14qth57E1kQkC7']],
    ['wallet: lost in the harbour of nowhere', []],
    ['Said to be the telephone man of 1984', []],
  ])('%s', (text, expected) => {
    expect(writtenIdentifiers(text).map(({ type, value }) => `${type} ${value}`)).toEqual(expected)
  })

  test('become identifiers of an entry of the UN list, and stay in its comment', async () => {
    const [entry] = await entriesOf(plain('<COMMENTS1>Invented. Tel. +44 20 7946 0123</COMMENTS1>'))
    expect(entry?.notice.subject.identifiers).toEqual([{ type: 'phone', value: '+44 20 7946 0123' }])
    expect(entry?.notice.summary).toContain('Tel. +44 20 7946 0123')
  })

  test('are kept once, and no more than a record may hold', () => {
    const many = Array.from({ length: 500 }, (_, at) => ({
      type: 'email' as const,
      value: `a${at}@mail.example`,
    }))
    expect(distinctIdentifiers([...many, ...many])).toHaveLength(200)
  })

  test('are looked for in any text in bounded time', () => {
    const word = fc.constantFrom(
      'IBAN ',
      'GB82',
      'AAAA',
      ' ',
      'Tel. ',
      '+44',
      '0',
      'wallet: ',
      '@',
      'a.',
      'IMO ',
      'web site ',
      '/',
    )
    const started = process.cpuUsage()
    fc.assert(
      fc.property(fc.array(word, { minLength: 2_000, maxLength: 6_000 }), (words) => {
        writtenIdentifiers(words.join(''))
      }),
      { numRuns: 20 },
    )
    const { user } = process.cpuUsage(started)
    expect(user / 1_000 / 20, 'milliseconds a text').toBeLessThan(200)
  })
})

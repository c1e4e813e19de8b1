import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { documentKey, registrationKey } from './documents.ts'
import { agreementOf, bestAgreement, documentProbes, indexKeysOf, probeKeysOf } from './keys.ts'
import { plateKey, vinKey } from './vehicles.ts'

const number = fc.stringMatching(/^[A-Z0-9]{3,12}$/)
const issuer = fc.constantFrom('', 'KE', 'MA', 'SG')
const CONFUSED: Readonly<Record<string, string>> = {
  O: '0',
  '0': 'O',
  I: '1',
  '1': 'I',
  B: '8',
  '8': 'B',
  S: '5',
  '5': 'S',
  Z: '2',
  '2': 'Z',
  G: '6',
  '6': 'G',
}

describe('keys of documents', () => {
  test('a number without letters or digits has no key', () => {
    expect([
      documentKey({ number: ' -- ' }),
      registrationKey({ number: '' }),
      vinKey(''),
      plateKey('.', 'MA'),
    ]).toEqual(['', '', '', ''])
  })

  test('one probe finds a number, its confusable neighbours and its lost zeros', () => {
    const listed = indexKeysOf(documentKey({ number: 'OB0814241', issuer: 'KE' }))
    for (const asked of ['OB0814241', '0B0814241', 'ob 081 424-1', 'OB08I4241', '0B08142 41']) {
      const probe = probeKeysOf(documentKey({ number: asked }), 'single')
      expect(probe).toHaveLength(1)
      expect(listed).toContain(probe[0])
    }
  })

  test('every asker finds what agrees: whoever knows the issuer, whoever does not, and records that name none', () => {
    fc.assert(
      fc.property(
        number,
        issuer,
        issuer,
        fc.constantFrom('single', 'batch'),
        (text, asked, listed, scope) => {
          const askedKey = documentKey({ number: text, issuer: asked })
          const listedKey = documentKey({ number: text, issuer: listed })
          const kept = indexKeysOf(listedKey)
          const isFound = probeKeysOf(askedKey, scope).some((key) => kept.includes(key))
          const agreement = agreementOf(askedKey, listedKey)
          expect(agreement).toBe(asked !== '' && listed !== '' && asked !== listed ? 'other-issuer' : 'same')
          expect(isFound).toBe(scope === 'single' || agreement === 'same')
        },
      ),
    )
  })

  test('each pair that eyes confuse is one confusion away, in both directions, and found by the same probe', () => {
    fc.assert(
      fc.property(number, fc.nat(), (text, at) => {
        const place = at % text.length
        const other = CONFUSED[text[place] ?? '']
        if (other === undefined) return
        const one = documentKey({ number: text })
        const two = documentKey({ number: text.slice(0, place) + other + text.slice(place + 1) })
        expect([agreementOf(one, two), agreementOf(two, one)]).toEqual(['confusable', 'confusable'])
        expect(probeKeysOf(one, 'single')).toEqual(probeKeysOf(two, 'single'))
      }),
    )
  })

  test('two confusions, a truncated number and another digit are other numbers', () => {
    const asked = documentKey({ number: 'AO15' })
    for (const listed of ['A0I5', 'AO1', 'AO152', 'AO16']) {
      expect(agreementOf(asked, documentKey({ number: listed }))).toBeUndefined()
    }
  })

  test('the fast way to the probes of a document gives the same probes', () => {
    fc.assert(
      fc.property(fc.oneof(number, fc.string({ unit: 'binary', maxLength: 60 })), issuer, (text, country) => {
        const key = documentKey({ number: text, issuer: country })
        expect(documentProbes(text, country)).toEqual(key === '' ? [] : probeKeysOf(key, 'batch'))
      }),
    )
  })

  test('agreement is mutual', () => {
    const near = fc.stringMatching(/^0?[AB8O0I1]{3,5}$/)
    fc.assert(
      fc.property(near, near, issuer, issuer, (one, two, ofOne, ofTwo) => {
        const a = documentKey({ number: one, issuer: ofOne })
        const b = documentKey({ number: two, issuer: ofTwo })
        expect(agreementOf(a, b)).toBe(agreementOf(b, a))
        // What agrees is found by an officer's probes.
        const isFound = probeKeysOf(a, 'single').some((probe) => indexKeysOf(b).includes(probe))
        expect(agreementOf(a, b) === undefined || isFound).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })

  test('keys of two kinds never agree', () => {
    expect(agreementOf(vinKey('AB123'), plateKey('AB123', ''))).toBeUndefined()
  })
})

describe('what agrees best', () => {
  test('the same number wins over its neighbours and over another country', () => {
    const asked = { key: documentKey({ number: 'AO15', issuer: 'KE' }), alsoAsk: [] }
    const listed = [
      documentKey({ number: 'AO15', issuer: 'MA' }),
      documentKey({ number: 'A015', issuer: 'KE' }),
      documentKey({ number: 'AO15', issuer: 'KE' }),
    ]
    expect(bestAgreement(asked, listed)).toEqual({ agreement: 'same', listed: 'document:KE:AO15' })
    expect(bestAgreement(asked, listed.slice(0, 2))?.agreement).toBe('confusable')
    expect(bestAgreement(asked, listed.slice(0, 1))?.agreement).toBe('other-issuer')
    expect(bestAgreement(asked, [])).toBeUndefined()
  })

  test('another reading of what was asked agrees in part at most', () => {
    const asked = { key: 'site::shop.example/a', alsoAsk: ['site::shop.example'] }
    expect(bestAgreement(asked, ['site::shop.example'])?.agreement).toBe('partial')
    expect(
      bestAgreement({ key: 'site::shop.example', alsoAsk: [] }, ['site::shop.example/a']),
    ).toBeUndefined()
  })
})

import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { readUnList } from './list.ts'
import { individual, plain, alias, namesWith, entriesOf, pieces } from './un-list-builders.ts'

/** Everyone here is invented. */
describe('an individual of the UN list', () => {
  test('becomes a special notice on a person, field by field', async () => {
    const [entry] = await entriesOf(individual())
    expect(entry).toEqual({
      id: '9000001',
      notice: {
        kind: 'un-special',
        status: 'un-sanctions',
        subject: {
          type: 'person',
          names: [
            { text: 'TESTAN AL-MITHALI', use: 'primary', quality: 'good' },
            { text: 'تستان المثالي', use: 'original-script', quality: 'good' },
            { text: 'Testan the Example', use: 'alias', quality: 'good' },
            { text: 'Abu Mithal', use: 'alias', quality: 'low' },
          ],
          documents: [
            {
              type: 'passport',
              number: 'X0000001',
              issuingCountry: 'KP',
              issuedOn: '2001-02-03',
              expiresOn: '2011-02-02',
              note: 'issued at Nowhere; expires on 2 Feb. 2011',
            },
          ],
          addresses: [{ city: 'Nowhere', country: 'LY', text: '1 Example Street, previous address' }],
          births: [
            { type: 'exact', on: '1970-01-02' },
            { type: 'exact', on: '1971' },
            { type: 'approximately', on: '1972' },
            { type: 'between', fromYear: 1973, toYear: 1975 },
          ],
          birthPlaces: [{ city: 'Nowhere', region: 'Far Province', country: 'IR' }],
          nationalities: ['CD'],
          sex: 'M',
          titles: ['Dr.'],
          designations: ['Head of nothing'],
        },
        list: { name: 'UN Security Council Consolidated List', programme: 'TEST', reference: 'TSi.001' },
        listedOn: '2015-04-07',
        updatedOn: ['2016-10-13', '2017-01-01'],
        summary: 'Invented throughout.',
      },
    })
  })

  test.each([
    ['Good', '', { use: 'alias', quality: 'good' }],
    ['Low', '', { use: 'alias', quality: 'low' }],
    ['a.k.a.', '', { use: 'alias', quality: 'good' }],
    ['f.k.a.', '', { use: 'former', quality: 'good' }],
    ['Good', 'previously listed as', { use: 'former', quality: 'good' }],
    ['Good', 'formerly listed as', { use: 'former', quality: 'good' }],
  ])('an alias of quality %s with the note "%s" is %o', async (quality, note, expected) => {
    const names = await namesWith(alias('Other Name', quality, note))
    expect(names).toContainEqual({ text: 'Other Name', ...expected })
  })

  test.each([
    ['One Name; Other Name', ['One Name', 'Other Name']],
    ['First Name b) Second Name', ['First Name', 'Second Name']],
    ['Testan Mithali (تستان مثالي)', ['Testan Mithali', 'تستان مثالي']],
    ['Testan (original script: Тестан)', ['Testan', 'Тестан']],
    [
      'Testan Group (TG) (مجموعة تستان (original script); Group of Testan)',
      ['Testan Group', 'TG', 'مجموعة تستان', 'Group of Testan'],
    ],
    ['Movement of Examples (MOE)', ['Movement of Examples (MOE)']],
    ['Testan Encep (birth name)', ['Testan Encep']],
  ])('the alias field "%s" holds the names %j', async (text, expected) => {
    const names = await namesWith(alias(text, 'Good'))
    expect(names.slice(1).map((name) => name.text)).toEqual(expected)
  })

  test('a name in another script among the aliases is an original-script name', async () => {
    expect(await namesWith(alias('Тестан Примеров', 'Good'))).toContainEqual({
      text: 'Тестан Примеров',
      use: 'original-script',
      quality: 'good',
    })
  })

  test('the birth that goes with an alias counts for the person, and the summary says whose it is', async () => {
    const birth = '<DATE_OF_BIRTH>1979-12-31</DATE_OF_BIRTH><CITY_OF_BIRTH>Elsewhere</CITY_OF_BIRTH>'
    const [entry] = await entriesOf(
      plain(
        `<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Other</ALIAS_NAME>${birth}</INDIVIDUAL_ALIAS>`,
      ),
    )
    expect(entry?.notice.subject).toMatchObject({
      births: [{ type: 'exact', on: '1979-12-31' }],
      birthPlaces: [{ city: 'Elsewhere' }],
    })
    expect(entry?.notice.summary).toBe('Alias Other: 1979-12-31, Elsewhere')
  })

  test.each([
    ['<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><NOTE>Nov. 1973</NOTE>', [{ type: 'exact', on: '1973-11' }]],
    [
      '<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><YEAR>1973</YEAR><NOTE>Sep.</NOTE>',
      [{ type: 'exact', on: '1973-09' }],
    ],
    [
      '<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><NOTE>Between Aug. and Sep. 1977</NOTE>',
      [{ type: 'approximately', on: '1977' }],
    ],
    ['<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><NOTE>24/06/1402 (Hijri Calendar)</NOTE>', []],
    ['<TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><NOTE>30-35 years old</NOTE>', []],
    [
      '<TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1970</FROM_YEAR>',
      [{ type: 'approximately', on: '1970' }],
    ],
    ['<TYPE_OF_DATE/>', []],
  ])('the birth %s is read as %j', async (birth, births) => {
    const [entry] = await entriesOf(plain(`<INDIVIDUAL_DATE_OF_BIRTH>${birth}</INDIVIDUAL_DATE_OF_BIRTH>`))
    expect(entry?.notice.subject).toMatchObject({ births })
  })

  test.each([
    ['Passport', 'Diplomatic passport no. D00000001', 'passport', 'D00000001'],
    ['Passport', 'Libyan Passport No. 513599', 'passport', '513599'],
    ['Passport', '381110042 (Expired 25 Jan. 2016)', 'passport', '381110042'],
    [
      'National Identification Number',
      'French national identity card number 0501',
      'identity-card',
      'French national identity card number 0501',
    ],
    ['National Identification Number', '44103-5251752-5', 'national-number', '44103-5251752-5'],
    ['Numéro de passeport', 'AB12345', 'passport', 'AB12345'],
    ['Passport', 'German travel document (“Reiseausweis”) A 0139999', 'other', 'A 0139999'],
  ])('the %s "%s" is a %s with the number %s', async (type, number, expectedType, expectedNumber) => {
    const document = `<TYPE_OF_DOCUMENT>${type}</TYPE_OF_DOCUMENT><NUMBER>${number}</NUMBER>`
    const [entry] = await entriesOf(plain(`<INDIVIDUAL_DOCUMENT>${document}</INDIVIDUAL_DOCUMENT>`))
    expect(entry?.notice.subject.documents).toMatchObject([{ type: expectedType, number: expectedNumber }])
  })

  test('the adjective before a number says which country issued the document', async () => {
    const document =
      '<TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>Libyan passport No. 513599</NUMBER>'
    const [entry] = await entriesOf(plain(`<INDIVIDUAL_DOCUMENT>${document}</INDIVIDUAL_DOCUMENT>`))
    expect(entry?.notice.subject.documents).toMatchObject([{ number: '513599', issuingCountry: 'LY' }])
  })

  test('what has no field is kept in the summary: a state that ceased, an element unknown here', async () => {
    const more =
      '<NATIONALITY><VALUE>former Soviet Union</VALUE></NATIONALITY><NEW_FIELD>new words</NEW_FIELD>'
    const [entry] = await entriesOf(plain(more))
    expect(entry?.notice.summary).toBe('Nationality: former Soviet Union\nNew field: new words')
  })
})

describe('an entity of the UN list', () => {
  test('becomes a special notice on an entity', async () => {
    const entity = `<ENTITY><DATAID>9000002</DATAID><FIRST_NAME>TEST BANK (TB)</FIRST_NAME>
      <REFERENCE_NUMBER>TSe.001</REFERENCE_NUMBER><LISTED_ON>2010-06-09</LISTED_ON>
      <ENTITY_ALIAS><QUALITY>f.k.a.</QUALITY><ALIAS_NAME>OLD TEST BANK</ALIAS_NAME></ENTITY_ALIAS>
      <ENTITY_ADDRESS><COUNTRY>Türkiye</COUNTRY></ENTITY_ADDRESS></ENTITY>`
    const [entry] = await entriesOf('', entity)
    expect(entry?.notice.subject).toEqual({
      type: 'entity',
      names: [
        { text: 'TEST BANK (TB)', use: 'primary', quality: 'good' },
        { text: 'OLD TEST BANK', use: 'former', quality: 'good' },
      ],
      documents: [],
      addresses: [{ country: 'TR' }],
    })
  })
})

const REAL = new URL('../../../shared/lists/un-consolidated.xml', import.meta.url)
const realIsHere = existsSync(REAL)
if (!realIsHere) console.warn('SKIPPED: the real UN list is not beside this checkout (../shared/lists)')

describe.skipIf(!realIsHere)('the real list', () => {
  test('is read whole: every entry, name, birth and document has its place', async () => {
    const seen: number[] = []
    const result = await readUnList(pieces(await readFile(REAL), 65_536), ({ entries }) => seen.push(entries))
    if (!result.ok) throw new Error(`${result.refusal.kind} at line ${result.refusal.line}`)
    const people = result.value.flatMap(({ notice }) =>
      notice.subject.type === 'person' ? [notice.subject] : [],
    )
    expect([people.length, result.value.length - people.length]).toEqual([730, 273])
    expect(seen.at(-1)).toBe(1_003)
    expect(new Set(result.value.map(({ id }) => id)).size).toBe(1_003)
    const names = result.value.flatMap(({ notice }) => notice.subject.names)
    const births = people.flatMap((person) => person.births)
    const documents = people.flatMap((person) => person.documents)
    expect({
      originalScript:
        result.value.filter(({ notice }) =>
          notice.subject.names.some((name) => name.use === 'original-script'),
        ).length >= 378,
      low: names.filter((name) => name.quality === 'low').length >= 600,
      former: names.filter((name) => name.use === 'former').length >= 40,
      exact: births.filter((birth) => birth.type === 'exact').length >= 700,
      between: births.filter((birth) => birth.type === 'between').length,
      documents: documents.length >= 460,
      expiring: documents.filter((document) => document.expiresOn !== undefined).length >= 125,
      listedOn: result.value.every(({ notice }) => notice.listedOn !== undefined),
    }).toEqual({
      originalScript: true,
      low: true,
      former: true,
      exact: true,
      between: 31,
      documents: true,
      expiring: true,
      listedOn: true,
    })
  })

  test('loses no word: each one is in a field, in the summary, or said by a code', async () => {
    const text = await readFile(REAL, 'utf8')
    const result = await readUnList(pieces(text))
    const kept = new Map(
      result.ok ? result.value.map((entry) => [entry.id, wordsOf(JSON.stringify(entry.notice))]) : [],
    )
    const lost: string[] = []
    for (const [, entry = ''] of text.matchAll(/<(?:INDIVIDUAL|ENTITY)>(.*?)<\/(?:INDIVIDUAL|ENTITY)>/gs)) {
      const words = kept.get(/<DATAID>(\d+)/.exec(entry)?.[1] ?? '') ?? new Set()
      const nationalities = /<NATIONALITY>.*?<\/NATIONALITY>/s.exec(entry)?.[0] ?? ''
      for (const [, tag = '', value = ''] of entry.matchAll(/<([A-Z_0-9]+)>([^<]+)</g)) {
        if (SAID_BY_CODE.has(tag) || nationalities.includes(value) || MONTH_NOTE.test(value)) continue
        for (const word of wordsOf(unescaped(value))) if (!words.has(word)) lost.push(`${tag} ${word.length}`)
      }
    }
    expect(lost).toEqual([])
  })
})

/** Said by an enumeration, a country code or a date in another form; or the list's own housekeeping. */
const SAID_BY_CODE = new Set([
  'QUALITY',
  'GENDER',
  'TYPE_OF_DATE',
  'TYPE_OF_DOCUMENT',
  'VERSIONNUM',
  'COUNTRY',
  'ISSUING_COUNTRY',
  'COUNTRY_OF_ISSUE',
  'COUNTRY_OF_BIRTH',
  'DATAID',
])
/** A birth's month, which its date says. */
const MONTH_NOTE = /^(?:April|July|August|Sep\.|Nov\.)(?: \d{4})?\s*$/
/** Words that `use` or the list's form of a date says, or that the mark of the UN office of New York is made of. */
const SAID_BY_USE = new Set([
  'previously',
  'formerly',
  'listed',
  'as',
  'original',
  'script',
  'in',
  'arabic',
  'birth',
  'name',
  '04',
  '05',
  '00',
  'b',
])

function wordsOf(text: string): ReadonlySet<string> {
  const words =
    text
      .replace(/\\[nt]/g, ' ')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  return new Set(words.filter((word) => !SAID_BY_USE.has(word)))
}

const unescaped = (text: string): string =>
  text.replaceAll('&amp;', '&').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"')

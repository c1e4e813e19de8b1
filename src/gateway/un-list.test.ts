import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LIMITS } from '#kernel/limits.ts'
import { utf8 } from '#kernel/bytes.ts'
import type { ListEntry, ListRefusal } from './list.ts'
import { readUnList } from './list.ts'

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

describe('a file that is not as it should be is refused as a whole', () => {
  const good = listOf(individual())

  test.each<[string, string | Uint8Array, Partial<ListRefusal>]>([
    ['an empty file', '', { kind: 'import/truncated', line: 1 }],
    ['a page of HTML', '<html><body>503</body></html>', { kind: 'import/unknown-format', line: 1 }],
    [
      'a page of HTML with a document type',
      '\n<!DOCTYPE html><html></html>',
      { kind: 'import/doctype-forbidden', line: 2 },
    ],
    ['JSON', '{"list": []}', { kind: 'import/not-xml', line: 1 }],
    ['another list', '<sdnList/>', { kind: 'import/unknown-format', line: 1 }],
    [
      'a list without entries',
      '<CONSOLIDATED_LIST>\n<INDIVIDUALS/></CONSOLIDATED_LIST>',
      { kind: 'import/unknown-format', line: 2 },
    ],
    ['a tag that is not closed', good.replace('</DATAID>', '</DATA>'), { kind: 'import/not-xml', line: 4 }],
    [
      'an entity that nobody declared',
      good.replace('Invented', '&hello;'),
      { kind: 'import/not-xml', line: 20 },
    ],
    ['a control character', good.replace('Invented', '\u0001'), { kind: 'import/not-xml', line: 20 }],
    ['text after the end', `${good}\nmore`, { kind: 'import/not-xml', line: 45 }],
    [
      'another declared encoding',
      good.replace('UTF-8', 'ISO-8859-1'),
      { kind: 'import/wrong-encoding', line: 1 },
    ],
    [
      'Latin-1 bytes under the name UTF-8',
      latin1(good.replace('Invented', 'Invent\u00e9')),
      { kind: 'import/wrong-encoding', line: 20 },
    ],
    ['UTF-16 with a mark', utf16(`\ufeff${good}`), { kind: 'import/wrong-encoding', line: 1 }],
    ['UTF-16 without a mark', utf16(good), { kind: 'import/wrong-encoding', line: 1 }],
    ['an entry without a number', good.replace('9000001', ''), { kind: 'import/entry-invalid', line: 4 }],
    [
      'an impossible day',
      good.replace('2015-04-07', '2015-02-30'),
      { kind: 'import/entry-invalid', line: 14 },
    ],
    [
      'an entry without a name',
      good.replace(/<FIRST_NAME>.*\n.*SECOND_NAME>/, ''),
      { kind: 'import/entry-invalid', line: 3 },
    ],
    ['an entry without a reference', good.replace('TSi.001', ''), { kind: 'import/entry-invalid', line: 13 }],
    [
      'the same entry twice',
      listOf(`${individual()}\n${individual()}`),
      { kind: 'import/duplicate-entry', line: 43 },
    ],
  ])('%s', async (_, file, refusal) => {
    expect(await refusalOf(pieces(file))).toMatchObject(refusal)
  })

  test('the field is named where an entry is invalid, and no value of the file is repeated', async () => {
    const refusal = await refusalOf(pieces(good.replace('2015-04-07', '2015-02-30')))
    expect(refusal).toMatchObject({ kind: 'import/entry-invalid', field: 'listedOn' })
    expect(JSON.stringify(refusal)).not.toContain('2015-02-30')
  })

  test('a byte order mark is accepted', async () => {
    expect((await readUnList(pieces(`\ufeff${good}`))).ok).toBe(true)
  })

  test('a source that fails is refused without the words of its error', async () => {
    const refusal = await refusalOf(
      (async function* () {
        yield utf8(good.slice(0, 100))
        throw Object.assign(new Error('/secret/path'), { code: 'EIO' })
      })(),
    )
    expect(refusal).toEqual({
      kind: 'import/unreadable',
      line: 4,
      detail: 'the source stopped with an error (EIO)',
    })
  })

  test('wherever a file is cut, it is refused as truncated on its last line', async () => {
    const bytes = utf8(good)
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 45, max: bytes.length - 1 }), async (end) => {
        const refusal = await refusalOf(pieces(bytes.subarray(0, end)))
        expect(refusal.kind).toBe('import/truncated')
        expect(refusal.line).toBe(
          bytes.subarray(0, end).reduce((lines, byte) => lines + (byte === 0x0a ? 1 : 0), 1),
        )
      }),
      { numRuns: 60 },
    )
  })

  test('however the bytes are cut into pieces, the reading is the same', async () => {
    const whole = await readUnList(pieces(good))
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 70 }), async (size) => {
        expect(await readUnList(pieces(good, size))).toEqual(whole)
      }),
      { numRuns: 20 },
    )
  })

  test('no bytes make the reader throw', async () => {
    const token = fc.constantFrom(
      '<',
      '>',
      '/',
      '&',
      ';',
      '"',
      "'",
      '!',
      '?',
      '-',
      '[',
      ']',
      '=',
      'CONSOLIDATED_LIST',
      'INDIVIDUALS',
      'INDIVIDUAL',
      'DATAID',
      '1',
      ' ',
      '\n',
      '\u0000',
      'é',
      '<!--',
      '<![CDATA[',
      '<?xml ',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(token, { maxLength: 60 }), async (tokens) => {
        expect((await readUnList(pieces(tokens.join(''), 7))).ok).toBe(false)
      }),
      { numRuns: 300 },
    )
  })
})

describe('a hostile file is refused early and in little memory', () => {
  test('entity expansion: at its first byte after the word', async () => {
    const laughs = '<?xml version="1.0"?>\n<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    expect(await refusalOf(pieces(laughs))).toMatchObject({ kind: 'import/doctype-forbidden', line: 2 })
  })

  test('a document type that never ends: without waiting for its end', async () => {
    const source = endless('<!DOCTYPE lolz [', '<!ENTITY a "ha">')
    expect(await refusalOf(source.bytes)).toMatchObject({ kind: 'import/doctype-forbidden' })
    expect(source.given()).toBeLessThan(64 * 1024)
  })

  test('a gigabyte of nesting: within the first piece', async () => {
    const source = endless('<CONSOLIDATED_LIST>', '<a>')
    expect(await refusalOf(source.bytes)).toMatchObject({ kind: 'import/too-deep', line: 1 })
    expect(source.given()).toBeLessThan(64 * 1024)
  })

  test.each([
    ['text', '<CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL><COMMENTS1>', 'a'],
    ['a comment', '<CONSOLIDATED_LIST><!--', 'a'],
    ['a tag name', '<CONSOLIDATED_LIST><', 'a'],
    ['an attribute', '<CONSOLIDATED_LIST><a b="', 'a'],
    ['entry elements', '<CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL>', '<a/>'],
    ['white space before the root', '', ' '],
  ])('a gigabyte of %s: after at most a megabyte', async (_, start, repeated) => {
    const source = endless(start, repeated)
    expect(await refusalOf(source.bytes)).toMatchObject({ kind: 'import/too-large' })
    expect(source.given()).toBeLessThan(1024 * 1024)
  })

  test('a tag with endless attributes', async () => {
    const attributes = Array.from({ length: 100 }, (_, at) => ` a${at}=""`).join('')
    expect(await refusalOf(pieces(`<CONSOLIDATED_LIST${attributes}/>`))).toMatchObject({
      kind: 'import/too-large',
    })
  })

  test('more bytes than an import may have, in memory that does not grow with them', async () => {
    const source = endless('<CONSOLIDATED_LIST>', `<!--${'nothing '.repeat(1_000)}-->`)
    const before = process.memoryUsage().rss
    expect(await refusalOf(source.bytes)).toMatchObject({ kind: 'import/too-large' })
    expect(source.given()).toBeLessThan(LIMITS.importBytes + 128 * 1024)
    expect(process.memoryUsage().rss - before).toBeLessThan(256 * 1024 * 1024)
  }, 30_000)
})

describe('a hostile entry', () => {
  const unit = fc.constantFrom(
    'expir',
    'issued ',
    'number ',
    'No. ',
    '(',
    ')',
    ';',
    ' ',
    '1',
    'A',
    'born ',
    'in Arabic: ',
    'ت',
    ', ',
    '-',
    ' b) ',
  )
  const long = fc.string({ unit, minLength: 20_000, maxLength: 25_000 })
  const FIELDS = ['COMMENTS1', 'FIRST_NAME', 'NAME_ORIGINAL_SCRIPT', 'LISTED_ON', 'UN_LIST_TYPE']
  const GROUPS = [
    ['INDIVIDUAL_ALIAS', ['ALIAS_NAME', 'NOTE', 'DATE_OF_BIRTH', 'CITY_OF_BIRTH']],
    ['INDIVIDUAL_DOCUMENT', ['NUMBER', 'NOTE', 'TYPE_OF_DOCUMENT2', 'ISSUING_COUNTRY', 'DATE_OF_ISSUE']],
    ['INDIVIDUAL_DATE_OF_BIRTH', ['NOTE', 'DATE', 'YEAR']],
    ['INDIVIDUAL_ADDRESS', ['NOTE', 'COUNTRY', 'CITY']],
    ['NATIONALITY', ['VALUE']],
  ] as const

  test('is judged in little time, however long its fields and whatever they repeat', async () => {
    await fc.assert(
      fc.asyncProperty(long, fc.boolean(), async (text, repeats) => {
        const value = repeats ? text.slice(0, 12).repeat(1_600) : text
        const groups = GROUPS.flatMap(([group, names]) =>
          names.map((name) => `<${group}><${name}>${value}</${name}></${group}>`),
        )
        for (const field of [...FIELDS.map((name) => `<${name}>${value}</${name}>`), ...groups]) {
          await readUnList(pieces(listOf(plain(field)), 16_384))
        }
      }),
      { numRuns: 8 },
    )
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

function listOf(individuals: string, entities = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST><INDIVIDUALS>
${individuals}
</INDIVIDUALS><ENTITIES>${entities}</ENTITIES>
</CONSOLIDATED_LIST>`
}

function individual(): string {
  return `<INDIVIDUAL>
  <DATAID>9000001</DATAID>
  <VERSIONNUM>1</VERSIONNUM>
  <FIRST_NAME>TESTAN</FIRST_NAME>
  <SECOND_NAME>AL-MITHALI</SECOND_NAME>
  <NAME_ORIGINAL_SCRIPT>تستان المثالي</NAME_ORIGINAL_SCRIPT>
  <TITLE><VALUE>Dr.</VALUE></TITLE>
  <DESIGNATION><VALUE>Head of
    nothing</VALUE></DESIGNATION>
  <UN_LIST_TYPE>TEST</UN_LIST_TYPE>
  <REFERENCE_NUMBER>TSi.001</REFERENCE_NUMBER>
  <LISTED_ON>2015-04-07-04:00</LISTED_ON>
  <LAST_DAY_UPDATED><VALUE>2016-10-13</VALUE><VALUE>2017-01-01</VALUE><VALUE/></LAST_DAY_UPDATED>
  <NATIONALITY><VALUE>Democratic Republic of the Congo</VALUE></NATIONALITY>
  <LIST_TYPE><VALUE>UN List</VALUE></LIST_TYPE>
  <GENDER>Male</GENDER>
  <INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
  <COMMENTS1>Invented throughout.</COMMENTS1>
  <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Testan the Example</ALIAS_NAME></INDIVIDUAL_ALIAS>
  <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Abu Mithal</ALIAS_NAME></INDIVIDUAL_ALIAS>
  <INDIVIDUAL_ADDRESS><STREET>1 Example Street</STREET><CITY>Nowhere</CITY>
    <COUNTRY>Libya</COUNTRY><NOTE>previous address</NOTE></INDIVIDUAL_ADDRESS>
  <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1970-01-02</DATE></INDIVIDUAL_DATE_OF_BIRTH>
  <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><YEAR>1971</YEAR></INDIVIDUAL_DATE_OF_BIRTH>
  <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1972</YEAR></INDIVIDUAL_DATE_OF_BIRTH>
  <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE>
    <FROM_YEAR>1973</FROM_YEAR><TO_YEAR>1975</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH>
  <INDIVIDUAL_PLACE_OF_BIRTH><CITY>Nowhere</CITY><STATE_PROVINCE>Far Province</STATE_PROVINCE>
    <COUNTRY>Iran (Islamic Republic of)</COUNTRY></INDIVIDUAL_PLACE_OF_BIRTH>
  <INDIVIDUAL_DOCUMENT>
    <TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT>
    <NUMBER>X0000001</NUMBER>
    <ISSUING_COUNTRY>Democratic People's Republic of Korea</ISSUING_COUNTRY>
    <DATE_OF_ISSUE>2001-02-03</DATE_OF_ISSUE>
    <CITY_OF_ISSUE>Nowhere</CITY_OF_ISSUE>
    <NOTE>expires on 2 Feb. 2011</NOTE>
  </INDIVIDUAL_DOCUMENT>
  <SORT_KEY/>
  <SORT_KEY_LAST_MOD/>
</INDIVIDUAL>`
}

function plain(more: string): string {
  return `<INDIVIDUAL><DATAID>9000003</DATAID><FIRST_NAME>TESTAN</FIRST_NAME>
    <REFERENCE_NUMBER>TSi.003</REFERENCE_NUMBER>${more}</INDIVIDUAL>`
}

function alias(name: string, quality: string, note = ''): string {
  return `<INDIVIDUAL_ALIAS><QUALITY>${quality}</QUALITY><ALIAS_NAME>${name}</ALIAS_NAME><NOTE>${note}</NOTE></INDIVIDUAL_ALIAS>`
}

async function namesWith(more: string): Promise<ListEntry['notice']['subject']['names']> {
  const [entry] = await entriesOf(plain(more))
  return entry?.notice.subject.names ?? []
}

async function entriesOf(individuals: string, entities = ''): Promise<readonly ListEntry[]> {
  const result = await readUnList(pieces(listOf(individuals, entities)))
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}

async function refusalOf(source: AsyncIterable<Uint8Array>): Promise<ListRefusal> {
  const result = await readUnList(source)
  if (result.ok) throw new Error('accepted')
  return result.refusal
}

async function* pieces(file: string | Uint8Array, size = 1_000): AsyncGenerator<Uint8Array> {
  const bytes = typeof file === 'string' ? utf8(file) : file
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

/** A gigabyte made while it is read; tells how much of it was asked for. */
function endless(
  start: string,
  repeated: string,
): { readonly bytes: AsyncIterable<Uint8Array>; readonly given: () => number } {
  let given = 0
  const chunk = utf8(repeated.repeat(Math.ceil(16_384 / repeated.length)))
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield utf8(start)
    while (given < 1024 ** 3) {
      given += chunk.length
      yield chunk
    }
  }
  return { bytes: bytes(), given: () => given }
}

const latin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'))
const utf16 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf16le'))

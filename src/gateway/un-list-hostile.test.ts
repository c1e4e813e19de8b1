import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LIMITS } from '#kernel/limits.ts'
import { utf8 } from '#kernel/bytes.ts'
import type { ListRefusal } from './list.ts'
import { readUnList } from './list.ts'
import { listOf, individual, plain, refusalOf, pieces, endless, latin1, utf16 } from './un-list-builders.ts'

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

  test.each<[string, string | Uint8Array, ListRefusal['fault']]>([
    ['an empty file', '', { code: 'ends-before-root' }],
    ['a file that ends early', good.slice(0, 200), { code: 'ends-in-element', element: 'INDIVIDUAL' }],
    ['another list', '<sdnList/>', { code: 'other-root', expected: 'CONSOLIDATED_LIST' }],
    ['a tag that is not closed', good.replace('</DATAID>', '</DATA>'), { code: 'xml-tags' }],
    ['an entity that nobody declared', good.replace('Invented', '&hello;'), { code: 'xml-entity' }],
    ['a control character', good.replace('Invented', '\u0001'), { code: 'xml-character' }],
    ['an attribute without quotes', good.replace('<DATAID>', '<DATAID a=b>'), { code: 'xml-attribute' }],
    ['text after the end', `${good}\nmore`, { code: 'xml-outside-root' }],
    ['another version of XML', good.replace('"1.0"', '"1.1"'), { code: 'xml-version' }],
    ['another declared encoding', good.replace('UTF-8', 'ISO-8859-1'), { code: 'other-encoding' }],
    ['bytes that are not UTF-8', latin1(good.replace('Invented', '\u00e9')), { code: 'not-utf-8' }],
    ['UTF-16', utf16(good), { code: 'utf-16', order: 'little-endian' }],
    ['an entry without a number', good.replace('9000001', ''), { code: 'number-required', limitDigits: 12 }],
    ['an impossible day', good.replace('2015-04-07', '2015-02-30'), { code: 'not-a-day' }],
    ['an entry without a reference', good.replace('TSi.001', ''), { code: 'value-required' }],
    [
      'a reference without end',
      good.replace('TSi.001', 'T'.repeat(4_000)),
      { code: 'value-too-long', limitChars: 300 },
    ],
    [
      'the same entry twice',
      listOf(`${individual()}\n${individual()}`),
      { code: 'entry-repeated', name: 'DATAID' },
    ],
  ])('%s has a code of its own', async (_, file, fault) => {
    expect((await refusalOf(pieces(file))).fault).toEqual(fault)
  })

  test('the name of an element that no list has is not repeated', async () => {
    const { fault } = await refusalOf(pieces(`${good.split('<DATAID>')[0]}<ODALIA_VRENN>`))
    expect(fault).toEqual({ code: 'ends-in-element', element: 'INDIVIDUAL' })
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
      fault: { code: 'source-stopped', error: 'EIO' },
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

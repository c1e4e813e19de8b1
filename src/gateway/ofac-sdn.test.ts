import { createReadStream, existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { utf8 } from '#kernel/bytes.ts'
import { LIMITS } from '#kernel/limits.ts'
import { readCsvRows } from './csv-rows.ts'
import type { ListEntry, ListProgress, ListRefusal } from './list.ts'
import { readOfacSdn } from './list.ts'

/** Everyone here is invented. */
const SDN = [
  `1,"MITHALI, Testan","individual","SDGT] [IFSR","Example-in-Chief",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 10 Dec 1948; alt. DOB circa 1951; POB Nowhere, Far Province, Iran; nationality Congo, Democratic Republic of the; citizen Mali; Gender Male; Passport X0000001 (Iran) issued 03 Feb 2001 expires 02 Feb 2011; National ID No. 781 (Mali); a.k.a. 'ABU MITHAL'; Linked To: TEST B"`,
  `2,"TEST BANK","-0- ","CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- `,
  `3,"TEST STAR","vessel","DPRK",-0- ,"CS123","Tug","2597","1098","Cuba","Example Lines","Vessel Registration Identification IMO 9999993; MMSI 572469999."`,
  `4,"EP-TST","aircraft","SDGT",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"Aircraft Manufacturer's Serial Number (MSN) 1013409999."`,
].join('\r\n')
const ALT = `1,11,"aka","MITHALY, Testan",-0- \r\n1,12,"fka","EXAMPLE, Testan","in court papers"\r\n99,13,"aka","NOBODY",-0- \r\n`
const ADD = `1,21,"1 Example Street","Nowhere","Korea, North",-0- \r\n2,22,-0- ,"Old Town","Netherlands Antilles",-0- \r\n`
const COMMENTS = `1,"ANK."\r\n`

describe('an entry of the OFAC list', () => {
  test('an individual becomes a notice on a person, its remarks read into fields and kept whole', async () => {
    const [person] = await entriesOf()
    expect(person).toEqual({
      id: '1',
      notice: {
        kind: 'other-special',
        status: 'possible-threat',
        subject: {
          type: 'person',
          names: [
            { text: 'Testan MITHALI', use: 'primary', quality: 'good' },
            { text: 'Testan MITHALY', use: 'alias', quality: 'good' },
            { text: 'Testan EXAMPLE', use: 'former', quality: 'good' },
            { text: 'ABU MITHAL', use: 'alias', quality: 'low' },
          ],
          documents: [
            {
              type: 'passport',
              number: 'X0000001',
              issuingCountry: 'IR',
              issuedOn: '2001-02-03',
              expiresOn: '2011-02-02',
              note: 'Passport X0000001 (Iran) issued 03 Feb 2001 expires 02 Feb 2011',
            },
            {
              type: 'national-number',
              number: '781',
              issuingCountry: 'ML',
              note: 'National ID No. 781 (Mali)',
            },
          ],
          addresses: [{ city: 'Nowhere', country: 'KP', text: '1 Example Street' }],
          births: [
            { type: 'exact', on: '1948-12-10' },
            { type: 'approximately', on: '1951' },
          ],
          birthPlaces: [{ city: 'Nowhere', region: 'Far Province', country: 'IR' }],
          nationalities: ['CD', 'ML'],
          sex: 'M',
          titles: ['Example-in-Chief'],
          designations: [],
        },
        list: { name: 'OFAC SDN', programme: 'SDGT, IFSR', reference: '1' },
        updatedOn: [],
        summary: expect.stringMatching(/^DOB 10 Dec 1948; .*Linked To: TEST BANK\.\nAlias: in court papers$/),
      },
    })
  })

  test('what has no type is an entity, and a country without a code stays as written', async () => {
    const [, entity] = await entriesOf()
    expect(entity?.notice.subject).toEqual({
      type: 'entity',
      names: [{ text: 'TEST BANK', use: 'primary', quality: 'good' }],
      documents: [],
      addresses: [{ city: 'Old Town', text: 'Netherlands Antilles' }],
    })
  })

  test('a vessel and an aircraft carry their numbers as identifiers', async () => {
    const [, , vessel, aircraft] = await entriesOf()
    expect(vessel?.notice.subject).toMatchObject({
      type: 'vessel',
      documents: [],
      identifiers: [
        { type: 'call-sign', value: 'CS123' },
        { type: 'imo', value: '9999993', note: 'Vessel Registration Identification IMO 9999993' },
        { type: 'mmsi', value: '572469999' },
      ],
    })
    expect(vessel?.notice.summary).toContain(
      'Vessel type: Tug\nTonnage: 2597\nGross registered tonnage: 1098\nFlag: Cuba',
    )
    expect(aircraft?.notice.subject).toMatchObject({
      type: 'aircraft',
      identifiers: [{ type: 'serial-number', value: '1013409999' }],
    })
  })

  test.each([
    [
      'Digital Currency Address - XBT 1BoatSLRHtKNngkdXEeobR76b53LETtpyT',
      [{ type: 'wallet', value: '1BoatSLRHtKNngkdXEeobR76b53LETtpyT' }],
    ],
    [
      'Email Address testan@mail.example; Website www.shop.example',
      [
        { type: 'email', value: 'testan@mail.example' },
        { type: 'site', value: 'www.shop.example' },
      ],
    ],
    ['Phone Number 44-20-7946-0123', [{ type: 'phone', value: '44-20-7946-0123' }]],
    ['SWIFT/BIC TESTKPPY', [{ type: 'bic', value: 'TESTKPPY' }]],
    ['Aircraft Tail Number EP-ZZZ', [{ type: 'aircraft', value: 'EP-ZZZ' }]],
    ['Tax ID No. 100036111 (Serbia)', [{ type: 'tax-number', value: '100036111', country: 'RS' }]],
    ['Company Number LL08319', [{ type: 'registration-number', value: 'LL08319' }]],
    ['Linked To: someone at other@mail.example', undefined],
    ['Email Address unknown', undefined],
  ])('%s is read as identifiers', async (remark, identifiers) => {
    const [person] = await entriesOf({ sdn: row({ remark }) })
    const read = person?.notice.subject.identifiers
    if (identifiers === undefined) expect(read).toBeUndefined()
    else expect(read).toMatchObject(identifiers)
  })

  test.each([
    ['DOB Jan 1960', [{ type: 'exact', on: '1960-01' }]],
    ['DOB 1960 to 1964', [{ type: 'between', fromYear: 1960, toYear: 1964 }]],
    ['DOB circa 1979-1982', [{ type: 'between', fromYear: 1979, toYear: 1982 }]],
    ['DOB 01 Jan 1960 to 31 Dec 1961', [{ type: 'between', fromYear: 1960, toYear: 1961 }]],
    ['DOB unknown', []],
  ])('%s is read as %j', async (remark, births) => {
    const [person] = await entriesOf({ sdn: row({ remark }) })
    expect(person?.notice.subject).toMatchObject({ births })
  })

  test('rows of other files whose entry is missing are counted, not forgotten', async () => {
    const progress: ListProgress[] = []
    await readOfacSdn(files(), (step) => progress.push(step))
    expect(progress.at(-1)).toMatchObject({ entries: 4, unmatchedRows: 1 })
  })

  test('the end mark of old Windows programs is the end', async () => {
    expect(await entriesOf({ sdn: `${SDN}\r\n\u001a` })).toEqual(await entriesOf())
  })
})

describe('a file that is not as it should be is refused as a whole', () => {
  test.each<[string, Parameters<typeof files>[0], Partial<ListRefusal>]>([
    [
      'an empty file',
      { sdn: '' },
      { kind: 'import/unknown-format', file: 'sdn.csv', fault: { code: 'no-entry' } },
    ],
    [
      'a heading',
      { sdn: `${'heading,'.repeat(11)}heading\n${SDN}` },
      { kind: 'import/unknown-format', line: 1, fault: { code: 'first-row-unnumbered' } },
    ],
    [
      'another file',
      { sdn: ALT },
      { kind: 'import/unknown-format', line: 1, fault: { code: 'row-columns', columns: 5, expected: 12 } },
    ],
    ['HTML', { sdn: '<html>\n<body>' }, { kind: 'import/unknown-format', line: 1 }],
    [
      'an end inside quotation marks',
      { sdn: SDN.slice(0, -20) },
      { kind: 'import/truncated', file: 'sdn.csv', fault: { code: 'ends-in-quotation' } },
    ],
    [
      'an end inside a row',
      { alt: '1,11,"aka","A",-0- \n1,12,"aka"' },
      {
        kind: 'import/truncated',
        file: 'alt.csv',
        line: 2,
        fault: { code: 'ends-in-row', columns: 3, expected: 5 },
      },
    ],
    [
      'a row with a column too many',
      { alt: '1,11,"aka","A",-0- \n1,12,"aka","B",-0- ,1\n1,13,"aka","C",-0- ' },
      {
        kind: 'import/entry-invalid',
        file: 'alt.csv',
        line: 2,
        fault: { code: 'row-columns', columns: 6, expected: 5 },
      },
    ],
    [
      'a stray quotation mark',
      { sdn: `${SDN}\r\n5,"A"B,` },
      { kind: 'import/not-csv', line: 5, fault: { code: 'stray-quotation' } },
    ],
    [
      'the same entry twice',
      { sdn: `${SDN}\n${SDN}` },
      { kind: 'import/duplicate-entry', line: 5, fault: { code: 'entry-repeated', name: 'ent_num' } },
    ],
    [
      'an entry without a number',
      { sdn: `${SDN}\n${row({ id: 'x' })}` },
      { kind: 'import/entry-invalid', line: 5, fault: { code: 'number-required', limitDigits: 12 } },
    ],
    [
      'an entry without a name',
      { sdn: row({ name: '-0- ' }) },
      { kind: 'import/entry-invalid', line: 1, fault: { code: 'value-required' } },
    ],
    [
      'a name beyond all measure',
      { sdn: row({ name: 'A'.repeat(LIMITS.nameChars + 1) }) },
      {
        kind: 'import/entry-invalid',
        line: 1,
        fault: { code: 'value-too-long', limitChars: LIMITS.nameChars },
      },
    ],
    [
      'text after the end mark',
      { sdn: `${SDN}\n\u001amore` },
      { kind: 'import/not-csv', fault: { code: 'text-after-end-mark' } },
    ],
    [
      'a row without end',
      { sdn: `1,"${'A'.repeat(LIMITS.importTextChars + 1)}` },
      { kind: 'import/too-large', fault: { code: 'row-too-long', limitChars: LIMITS.importTextChars } },
    ],
  ])('%s', async (_, changed, refusal) => {
    expect(await refusalOf(changed)).toMatchObject(refusal)
  })

  test('bytes that are not UTF-8, with file and line', async () => {
    const sdn = new Uint8Array(Buffer.from(`${SDN}\r\n${row({ id: '5', name: 'Mu\u00f1oz' })}`, 'latin1'))
    expect(await refusalOf({ sdn })).toMatchObject({
      kind: 'import/wrong-encoding',
      file: 'sdn.csv',
      line: 5,
    })
  })

  test('no text makes the reader throw', async () => {
    const token = fc.constantFrom(
      '1',
      ',',
      '"',
      '\n',
      '\r\n',
      '-0- ',
      'a',
      "'",
      ';',
      'DOB ',
      '\u001a',
      '\u0000',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(token, { maxLength: 60 }), async (tokens) => {
        expect(typeof (await readOfacSdn(files({ sdn: tokens.join('') }))).ok).toBe('boolean')
      }),
    )
  })

  test('no remark makes the reader throw or take long', async () => {
    const token = fc.constantFrom(
      'DOB ',
      'POB ',
      'Passport ',
      '(',
      ')',
      ' issued ',
      '1 Jan 1960',
      'A',
      '1',
      ' ',
      "a.k.a. '",
      "'",
      ';',
      '.',
      ' No. ',
      '-',
      'Number ',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(token, { maxLength: 200 }), async (tokens) => {
        const remark = `x${tokens.join('')}`
        expect((await readOfacSdn(files({ sdn: row({ remark }) }))).ok).toBe(true)
      }),
    )
  })
})

const REAL = new URL('../../../shared/lists/ofac-sdn/', import.meta.url)
const realIsHere = existsSync(REAL)
if (!realIsHere)
  console.warn('SKIPPED: the real OFAC files are not beside this checkout (../shared/lists/ofac-sdn)')

describe.skipIf(!realIsHere)('the real files', () => {
  test('are read whole', async () => {
    const file = (name: string) => createReadStream(new URL(name, REAL))
    const result = await readOfacSdn({
      sdn: file('sdn.csv'),
      alt: file('alt.csv'),
      add: file('add.csv'),
      comments: file('sdn_comments.csv'),
    })
    if (!result.ok) throw new Error(`${result.refusal.kind} at line ${result.refusal.line}`)
    const subjects = result.value.map(({ notice }) => notice.subject)
    const count = (type: string): number => subjects.filter((subject) => subject.type === type).length
    expect(['person', 'entity', 'vessel', 'aircraft'].map(count)).toEqual([3_845, 2_994, 323, 217])
    const people = subjects.flatMap((subject) => (subject.type === 'person' ? [subject] : []))
    // The remarks hold 4,276 statements with DOB in them and 1,232 with the word passport, some of them in prose.
    expect(people.flatMap((person) => person.births).length).toBeGreaterThan(4_200)
    expect(
      subjects.flatMap(({ documents }) => documents).filter(({ type }) => type === 'passport').length,
    ).toBeGreaterThan(1_200)
    expect(
      subjects.flatMap(({ names }) => names).filter(({ quality }) => quality === 'low').length,
    ).toBeGreaterThan(2_000)
    const identifiers = subjects.flatMap((subject) => subject.identifiers ?? [])
    const ofType = (type: string): number => identifiers.filter((each) => each.type === type).length
    // The remarks hold 322 IMO numbers behind that word, 298 websites, 149 mail addresses and 48 MMSI.
    expect(['imo', 'site', 'email', 'mmsi', 'bic'].map((type) => ofType(type) > 40)).not.toContain(false)
    expect(ofType('imo')).toBeGreaterThanOrEqual(322)
  })
})

describe.skipIf(!realIsHere)('the real main file', () => {
  test('loses no word: each one is in a field, in the summary, or said by a type', async () => {
    const sdn = await readFile(new URL('sdn.csv', REAL))
    const result = await readOfacSdn({ sdn: bytes(sdn), alt: bytes('') })
    const kept = new Map(
      result.ok ? result.value.map(({ id, notice }) => [id, wordsOf(JSON.stringify(notice))]) : [],
    )
    const lost: string[] = []
    await readCsvRows({ name: 'sdn.csv', source: bytes(sdn), columns: 12 }, ({ line, cells }) => {
      const words = kept.get(cells[0] ?? '') ?? new Set()
      for (const [column, cell] of cells.entries()) {
        if (column === 2 || cell.trim() === '-0-') continue
        for (const word of wordsOf(cell)) if (!words.has(word)) lost.push(`line ${line}, column ${column}`)
      }
      return undefined
    })
    expect(kept.size).toBe(7_379)
    expect(lost).toEqual([])
  })
})

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(
    text
      .replaceAll('\\n', ' ')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu),
  )
}

function row(changes: { readonly id?: string; readonly name?: string; readonly remark?: string }): string {
  const { id = '5', name = 'MITHALI, Testan', remark = '-0- ' } = changes
  return `${id},"${name}","individual","SDGT",${'-0- ,'.repeat(7)}"${remark.replaceAll('"', '')}"`
}

type Content = string | Uint8Array

function files(changed: { readonly sdn?: Content; readonly alt?: Content } = {}) {
  return {
    sdn: bytes(changed.sdn ?? SDN),
    alt: bytes(changed.alt ?? ALT),
    add: bytes(ADD),
    comments: bytes(COMMENTS),
  }
}

async function* bytes(content: Content): AsyncGenerator<Uint8Array> {
  const whole = typeof content === 'string' ? utf8(content) : content
  for (let at = 0; at < whole.length; at += 500) yield whole.subarray(at, at + 500)
}

async function entriesOf(changed: Parameters<typeof files>[0] = {}): Promise<readonly ListEntry[]> {
  const result = await readOfacSdn(files(changed))
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}

async function refusalOf(changed: Parameters<typeof files>[0]): Promise<ListRefusal> {
  const result = await readOfacSdn(files(changed))
  if (result.ok) throw new Error('accepted')
  return result.refusal
}

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CountryCode } from '#kernel/ids.ts'
import type { Day } from '#kernel/days.ts'
import { utf8 } from '#kernel/bytes.ts'
import { LIMITS } from '#kernel/limits.ts'
import { PLAIN_STYLE, readBack, type WrittenTraveller, writePaxlst } from '#testkit/paxlst-writer.ts'
import { formatOf, passengerReader, type ReadingOptions } from './read-passengers.ts'
import { type PassengerRefusal, type PassengerRow, rowLine } from './passenger-row.ts'

const TODAY = '2026-11-23' as Day

/** Reads a whole file, cut into pieces of the given lengths. */
function read(
  file: string | Uint8Array,
  options: Partial<ReadingOptions> = {},
  cuts: readonly number[] = [],
): { readonly rows: readonly PassengerRow[]; readonly refusal?: PassengerRefusal } {
  const bytes = typeof file === 'string' ? utf8(file) : file
  const reader = passengerReader({ format: formatOf(bytes), today: TODAY, ...options })
  const rows: PassengerRow[] = []
  let at = 0
  for (const cut of [...cuts, bytes.length]) {
    const found = reader.push(bytes.subarray(at, at + cut))
    if (!found.ok) return { rows, refusal: found.refusal }
    rows.push(...found.value)
    at = Math.min(bytes.length, at + cut)
  }
  const found = reader.end()
  return found.ok ? { rows: [...rows, ...found.value] } : { rows, refusal: found.refusal }
}
const travellers = (...asked: Parameters<typeof read>) =>
  read(...asked).rows.map(({ traveller }) => traveller)
const faults = (...asked: Parameters<typeof read>) => read(...asked).rows.map(({ fault }) => fault)

describe('a list in CSV', () => {
  test.each([
    ['commas', 'name,date of birth,passport no,issuing country\nWanjiru Mutua,1980-02-01,X1234567,KEN\n'],
    ['semicolons', 'Passenger Name;DOB;Passport_Number;Issuer\r\nWanjiru Mutua;1980-02-01;X1234567;KE'],
    [
      'tabs',
      'nom complet\tdate de naissance\tnuméro de passeport\tpays\nWanjiru Mutua\t19800201\tX1234567\tken',
    ],
    [
      'quotes',
      '\ufeff"الاسم","تاريخ الميلاد","رقم الجواز","بلد الإصدار"\n"Wanjiru Mutua","1980-02-01","X1234567","KE"',
    ],
  ])('with %s and headers of its own spelling is read', (_, text) => {
    expect(travellers(text)).toEqual([
      {
        name: 'Wanjiru Mutua',
        birthDate: '1980-02-01',
        documents: [{ number: 'X1234567', issuingCountry: 'KE' }],
      },
    ])
  })

  test('says which columns it used, and which no field has', () => {
    const reader = passengerReader({ format: 'csv', today: TODAY })
    reader.push(utf8('surname,given names,meal\nMutua,Wanjiru,VGML\n'))
    expect(reader.columns()).toEqual({ used: ['surname', 'given'], unused: ['meal'] })
  })

  test('of documents alone needs no headers', () => {
    expect(travellers('X1234567,KE\nY7654321\n')).toEqual([
      { documents: [{ number: 'X1234567', issuingCountry: 'KE' }] },
      { documents: [{ number: 'Y7654321' }] },
    ])
  })

  test('reads a day before its month only where the sender says so', () => {
    const text = 'name,dob\nWanjiru Mutua,02/03/1980\n'
    expect(faults(text)).toEqual([{ kind: 'row/field', field: 'birthDate' }])
    expect(travellers(text, { dates: 'day-first' })[0]?.birthDate).toBe('1980-03-02')
    expect(travellers(text, { dates: 'month-first' })[0]?.birthDate).toBe('1980-02-03')
  })

  test('leaves out codes that documents print for no country, and refuses codes that are none', () => {
    expect(travellers('name,nationality\nPat Example,XXA\n')[0]).toEqual({ name: 'Pat Example' })
    expect(faults('name,nationality\nPat Example,QQ\n')).toEqual([
      { kind: 'row/field', field: 'nationality' },
    ])
  })

  test('with a quotation mark that is never closed loses that row, not the file', () => {
    const text = `name,passport\n"Pat ${'x'.repeat(5_000)}\nWanjiru Mutua,X1234567\n`
    expect(faults(text)).toEqual([{ kind: 'row/too-long' }, undefined])
  })

  test('that has no known column is refused', () => {
    expect(read('colour,shape\nred,round\n').refusal).toEqual({ kind: 'batch/unknown-columns' })
  })

  test('in UTF-16 or in no text at all is refused', () => {
    expect(read(new Uint8Array([0xff, 0xfe, 0x6e, 0])).refusal).toMatchObject({ fault: { code: 'utf-16' } })
    expect(read(new Uint8Array([0x6e, 0x61, 0xc3, 0x28])).refusal).toMatchObject({ kind: 'batch/unreadable' })
  })
})

describe('a list in JSON', () => {
  const row = {
    ref: '12A',
    name: 'Wanjiru Mutua',
    nationality: 'KEN',
    sex: 'female',
    documents: [{ number: 'X1234567', issuingCountry: 'KE', type: 'passport' }, { number: 'Y7654321' }],
    vehicle: { plate: 'KAA 123Z', plateCountry: 'KE' },
  }
  const read1 = { ...row, nationality: 'KE', sex: 'F' }

  test('is one object a line, or one array', () => {
    const lines = `${JSON.stringify(row)}\n\n${JSON.stringify(row)}`
    expect(travellers(lines)).toEqual([read1, read1])
    expect(travellers(JSON.stringify([row, row], undefined, 2))).toEqual([read1, read1])
  })

  test('may name fields as a CSV does', () => {
    expect(travellers('{"Last Name":"Mutua","First_Name":"Wanjiru","passportNumber":12345678}')).toEqual([
      { name: 'Wanjiru Mutua', documents: [{ number: '12345678' }] },
    ])
  })

  test('passes over elements that are no objects, too long or of other types', () => {
    const text = `[1, "x", {"name": ["a"]}, {"name": "${'x'.repeat(LIMITS.batchRowChars)}"}, {"name": "Pat Example"}]`
    expect(faults(text)).toEqual([
      { kind: 'row/unreadable' },
      { kind: 'row/unreadable' },
      { kind: 'row/unreadable' },
      { kind: 'row/too-long' },
      undefined,
    ])
  })

  test('that ends inside its array says so after the rows that were whole', () => {
    expect(read('[{"name":"Pat Example"},{"na')).toMatchObject({
      rows: [{ traveller: { name: 'Pat Example' } }],
      refusal: { kind: 'batch/not-json' },
    })
  })

  test('takes a fault that the sender found, with its line', () => {
    const [faulty] = read('name,dob\nPat Example,31/02/1980\n', { dates: 'day-first' }).rows
    expect(faulty).toBeDefined()
    if (faulty === undefined) return
    expect(read(rowLine(faulty)).rows[0]).toMatchObject({
      line: 2,
      fault: { kind: 'row/field', field: 'birthDate' },
    })
  })
})

const WORD = fc.stringMatching(/^[A-Z][A-Z'+:?]{1,12}$/)
const COUNTRY = fc.constantFrom(
  'KE' as CountryCode,
  'MA' as CountryCode,
  'DE' as CountryCode,
  'SG' as CountryCode,
)
const WRITTEN: fc.Arbitrary<WrittenTraveller> = fc.record(
  {
    surname: WORD,
    given: fc.oneof(WORD, fc.constant('')),
    ref: fc.stringMatching(/^[0-9]{1,2}[A-K]$/),
    birthDate: fc
      .date({ min: new Date('1927-01-01'), max: new Date('2026-11-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10)),
    nationality: COUNTRY,
    sex: fc.constantFrom('F', 'M', 'X'),
    documents: fc.array(
      fc.record({ number: fc.stringMatching(/^[A-Z0-9]{5,12}$/), issuingCountry: COUNTRY }),
      {
        maxLength: 3,
      },
    ),
  },
  { requiredKeys: ['surname', 'given', 'documents'] },
)

describe('a PAXLST message', () => {
  test('of any travellers is read as it was written, wherever it is cut, with any service characters', () => {
    const style = fc.record({
      service: fc.constantFrom(":+.? '", ':+.?*~', "!|,/ '", ':+.  ~'),
      lineBreak: fc.constantFrom('', '\n', '\r\n'),
    })
    fc.assert(
      fc.property(
        fc.array(WRITTEN, { maxLength: 4 }),
        style,
        fc.array(fc.integer({ min: 1, max: 80 })),
        (list, { service, lineBreak }, cuts) => {
          // Without a release character nothing can be released.
          const plain =
            service[3] === ' ' ? list.map((each) => ({ ...each, surname: 'PLAIN', given: '' })) : list
          const text = writePaxlst(plain, { ...PLAIN_STYLE, service, lineBreak })
          expect(travellers(text, {}, cuts)).toEqual(plain.map(readBack))
        },
      ),
      { numRuns: 150 },
    )
  })

  test('without an UNA has the default service characters', () => {
    const list: readonly WrittenTraveller[] = [{ surname: "O'INVENTED", given: 'PAT', documents: [] }]
    expect(travellers(writePaxlst(list, { ...PLAIN_STYLE, hasAdvice: false }))).toEqual([
      { name: "PAT O'INVENTED" },
    ])
  })

  test('in the repertoire that its syntax identifier names', () => {
    const text = writePaxlst([{ surname: 'MÜLLER', given: 'JÖRG', documents: [] }], {
      ...PLAIN_STYLE,
      syntax: 'UNOC',
    })
    const latin1 = Uint8Array.from(text, (char) => char.charCodeAt(0))
    expect(travellers(latin1)).toEqual([{ name: 'JÖRG MÜLLER' }])
  })

  test('reads years of two digits as the latest that is not after today', () => {
    const born = (birthDate: string) =>
      travellers(writePaxlst([{ surname: 'EXAMPLE', given: 'PAT', birthDate, documents: [] }]))[0]?.birthDate
    expect(born('2026-11-23')).toBe('2026-11-23')
    expect(born('1926-11-24')).toBe('1926-11-24')
  })

  test('with a date that is none answers that row with its segment, and reads the others', () => {
    const text = writePaxlst([
      { surname: 'EXAMPLE', given: 'PAT', birthDate: '1980-02-30', documents: [] },
      { surname: 'MUTUA', given: 'WANJIRU', documents: [] },
    ])
    expect(read(text).rows).toMatchObject([
      { line: 10, fault: { kind: 'row/field', field: 'birthDate' } },
      { traveller: { name: 'WANJIRU MUTUA' } },
    ])
  })

  test.each([
    ['is cut', (text: string) => text.slice(0, -60)],
    ['counts other segments than it has', (text: string) => text.replace(/UNT\+\d+/, 'UNT+3')],
    ['is of another kind', (text: string) => text.replace('PAXLST:D', 'CUSRES:D')],
    ['has no interchange header', (text: string) => text.replace(/UNB[^']*'/, '')],
    ['has a segment without an end', (text: string) => text.replace('BGM+745', `BGM+${'7'.repeat(5_000)}`)],
    ['has an UNA of letters', (text: string) => text.replace('UNA:+', 'UNAXX')],
  ])('that %s is refused at its segment', (_, broken) => {
    const text = broken(writePaxlst([{ surname: 'EXAMPLE', given: 'PAT', documents: [] }]))
    expect(read(text).refusal).toMatchObject({ kind: 'batch/not-paxlst', line: expect.any(Number) })
  })
})

describe('a list of any bytes', () => {
  const formats = fc.constantFrom('csv', 'json', 'paxlst')
  test('is read or refused, and never throws', () => {
    const text = fc.oneof(
      fc.uint8Array({ maxLength: 600 }),
      fc.string({ unit: 'binary', maxLength: 400 }).map(utf8),
      fc
        .array(
          fc.constantFrom(
            "UNA:+.? '",
            "UNB+UNOA:4'",
            "UNH+1+PAXLST'",
            "NAD+FL'",
            "DOC+P+X'",
            '?',
            "'",
            '{"',
            ']',
            '"\n',
            'name,dob\n',
            ',',
          ),
          { maxLength: 60 },
        )
        .map((parts) => utf8(parts.join(''))),
    )
    fc.assert(
      fc.property(formats, text, fc.array(fc.integer({ min: 1, max: 40 })), (format, bytes, cuts) => {
        const { rows } = read(bytes, { format }, cuts)
        for (const { text: kept } of rows) {
          expect(kept.length).toBeLessThanOrEqual(LIMITS.batchRowChars * 2)
          expect(kept).not.toContain('\n')
        }
      }),
      { numRuns: 400 },
    )
  })

  test('is read the same wherever it is cut', () => {
    const csv = 'name,dob,passport\n"Mutua, Wanjiru",1980,X1234567\n\n"A ""quoted"" é name",,\nPat,31,\n'
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 })), (cuts) => {
        expect(read(csv, {}, cuts)).toEqual(read(csv))
      }),
    )
  })

  test('that is a row as it was kept is read to the same traveller again', () => {
    const texts = read('name,dob,passport,issuer\nWanjiru Mutua,1980,X1234567,KEN\n').rows.map(
      ({ text }) => text,
    )
    expect(travellers(texts.join('\n')).map((each) => JSON.stringify(each))).toEqual(texts)
  })
})

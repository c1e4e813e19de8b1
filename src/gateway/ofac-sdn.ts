import type { z } from 'zod'
import type { Name, PlaceField } from '#acts/person.ts'
import { LIMITS } from '#kernel/limits.ts'
import type { Result } from '#kernel/result.ts'
import { ok, refuse } from '#kernel/result.ts'
import { countryNamed } from './countries.ts'
import type { CsvFile, CsvRow } from './csv-rows.ts'
import { readCsvRows } from './csv-rows.ts'
import type { DraftInput, ListEntry, ListRefusal, OnProgress } from './list-entry.ts'
import { checkDraft } from './list-entry.ts'
import { ofacRemarks } from './ofac-remarks.ts'

export const OFAC_LIST_NAME = 'OFAC SDN'

/** The delimited files of the list, as OFAC names them. Addresses and comments may be absent. */
export interface OfacFiles {
  readonly sdn: AsyncIterable<Uint8Array>
  readonly alt: AsyncIterable<Uint8Array>
  readonly add?: AsyncIterable<Uint8Array>
  readonly comments?: AsyncIterable<Uint8Array>
}

/**
 * Reads the list of Specially Designated Nationals of the US Treasury (OFAC) from its delimited files.
 *
 * Individuals become persons; the rest entities, vessels and aircraft, under kind `other-special` and status
 * `possible-threat`. Remarks are read into fields and also kept whole in the summary. Rows of the secondary files
 * whose entry the main file lacks are counted in `unmatchedRows` of the last progress and left out.
 */
export async function readOfacSdn(
  files: OfacFiles,
  onProgress?: OnProgress,
): Promise<Result<readonly ListEntry[], ListRefusal>> {
  const listed = new Map<string, Listed>()
  let bytesBefore = 0
  let bytesHere = 0
  let unmatchedRows = 0
  const report = (): void => {
    onProgress?.({ bytes: bytesBefore + bytesHere, entries: listed.size, unmatchedRows })
  }
  const readFile = async (file: CsvFile, onRow: (row: CsvRow) => ListRefusal | undefined): Promise<ListRefusal | undefined> => {
    const refusal = await readCsvRows(file, onRow, (bytes) => {
      bytesHere = bytes
      report()
    })
    bytesBefore += bytesHere
    bytesHere = 0
    return refusal
  }
  const main = await readFile({ name: 'sdn.csv', source: files.sdn, columns: 12 }, (row) => addMain(listed, row))
  if (main !== undefined) return refuse(main)
  if (listed.size === 0) return refuse({ kind: 'import/unknown-format', file: 'sdn.csv', detail: 'the list holds no entry' })
  for (const { name, columns, key, source } of secondaryFiles(files)) {
    const refusal = await readFile({ name, source, columns }, (row) => {
      const entry = listed.get(row.cells[0]?.trim() ?? '')
      if (entry === undefined) unmatchedRows += 1
      else entry[key].push(row)
      return undefined
    })
    if (refusal !== undefined) return refuse(refusal)
  }
  report()
  return entriesOf(listed)
}

interface Listed {
  readonly main: CsvRow
  readonly alt: CsvRow[]
  readonly add: CsvRow[]
  readonly comments: CsvRow[]
}

interface SecondaryFile extends CsvFile {
  readonly key: 'alt' | 'add' | 'comments'
}

function secondaryFiles(files: OfacFiles): readonly SecondaryFile[] {
  return [
    { name: 'alt.csv', key: 'alt', columns: 5, source: files.alt },
    ...(files.add === undefined ? [] : [{ name: 'add.csv', key: 'add' as const, columns: 6, source: files.add }]),
    ...(files.comments === undefined
      ? []
      : [{ name: 'sdn_comments.csv', key: 'comments' as const, columns: 2, source: files.comments }]),
  ]
}

function addMain(listed: Map<string, Listed>, row: CsvRow): ListRefusal | undefined {
  const id = row.cells[0]?.trim() ?? ''
  const at = { file: 'sdn.csv', line: row.line }
  if (!/^\d{1,12}$/.test(id)) {
    // A first row that is not numbered is a heading or another file altogether.
    if (listed.size === 0) return { kind: 'import/unknown-format', ...at, detail: 'the first row does not start with a number' }
    return { kind: 'import/entry-invalid', ...at, field: 'ent_num', detail: 'a number of at most 12 digits is required' }
  }
  if (listed.has(id)) return { kind: 'import/duplicate-entry', ...at, detail: 'this ent_num appears a second time' }
  listed.set(id, { main: row, alt: [], add: [], comments: [] })
  return undefined
}

function entriesOf(listed: ReadonlyMap<string, Listed>): Result<readonly ListEntry[], ListRefusal> {
  const entries: ListEntry[] = []
  for (const [id, entry] of listed) {
    const checked = checkDraft(draftOf(id, entry), () => entry.main.line)
    if (!checked.ok) return refuse({ ...checked.refusal, file: 'sdn.csv' })
    entries.push({ id, notice: checked.value })
  }
  return ok(entries)
}

function draftOf(id: string, entry: Listed): DraftInput {
  const cell = (at: number): string | undefined => cellOf(entry.main, at)
  const remark = [cell(11) ?? '', ...entry.comments.map((row) => cellOf(row, 1) ?? '')].join('')
  const type = TYPES.get(cell(2) ?? '') ?? 'entity'
  const read = ofacRemarks(remark)
  const titles = (cell(4) ?? '').split(';').map((title) => title.trim()).filter((title) => title !== '')
  const identified = {
    names: namesOf(cell(1) ?? '', entry.alt, read.names, type === 'person'),
    documents: [...callSign(cell(5)), ...read.documents].slice(0, LIMITS.documentsPerRecord),
    addresses: distinct(entry.add.flatMap((row) => addressOf(row) ?? [])),
  }
  const person = {
    births: distinct(read.births).slice(0, 20),
    birthPlaces: distinct(read.birthPlaces).slice(0, 20),
    nationalities: read.nationalities.slice(0, 20),
    ...(read.sex === undefined ? {} : { sex: read.sex }),
    titles: titles.slice(0, 20),
    designations: [],
  }
  const programme = cell(3)?.replaceAll('] [', ', ')
  const summary = [remark, ...vesselLines(entry.main, type === 'person' ? [] : titles), ...rowRemarks(entry)]
    .filter((line) => line !== '')
    .join('\n')
  return {
    kind: 'other-special',
    status: 'possible-threat',
    subject: type === 'person' ? { type, ...identified, ...person } : { type, ...identified },
    list: { name: OFAC_LIST_NAME, reference: id, ...(programme === undefined ? {} : { programme }) },
    updatedOn: [],
    ...(summary === '' ? {} : { summary }),
  }
}

/** `-0-` is OFAC's mark for nothing. */
function cellOf(row: CsvRow, at: number): string | undefined {
  const text = row.cells[at]?.replace(/\s+/g, ' ').trim() ?? ''
  return text === '' || text === '-0-' ? undefined : text
}

const TYPES: ReadonlyMap<string, 'person' | 'vessel' | 'aircraft'> = new Map([
  ['individual', 'person'],
  ['vessel', 'vessel'],
  ['aircraft', 'aircraft'],
])

function namesOf(main: string, alt: readonly CsvRow[], weak: readonly Name[], isPerson: boolean): Name[] {
  const turned = isPerson ? inSpokenOrder : (name: string): string => name
  const names: Name[] = [
    { text: turned(main), use: 'primary', quality: 'good' },
    ...alt.map((row): Name => ({
      text: turned(cellOf(row, 3) ?? ''),
      use: cellOf(row, 2) === 'fka' ? 'former' : 'alias',
      quality: 'good',
    })),
    ...weak.map((name) => ({ ...name, text: turned(name.text) })),
  ]
  return names.filter((name, at) => names.findIndex((other) => other.text === name.text) === at)
}

/** `LAST, First, Jr.` → `First LAST Jr.` */
function inSpokenOrder(name: string): string {
  const [last = '', first, ...suffixes] = name.split(/,\s*/)
  return first === undefined ? last : [first, last, ...suffixes].join(' ')
}

function callSign(sign: string | undefined): DraftInput['subject']['documents'] {
  return sign === undefined ? [] : [{ type: 'other', number: sign, note: 'Call sign' }]
}

function addressOf(row: CsvRow): z.input<typeof PlaceField> | undefined {
  const [street, city, country] = [cellOf(row, 2), cellOf(row, 3), cellOf(row, 4)]
  const code = country === undefined ? undefined : countryNamed(country)
  const text = [street, code === undefined ? country : undefined].filter((part) => part !== undefined).join(', ')
  const place = {
    ...(city === undefined ? {} : { city }),
    ...(code === undefined ? {} : { country: code }),
    ...(text === '' ? {} : { text }),
  }
  return Object.keys(place).length === 0 ? undefined : place
}

const VESSEL_COLUMNS = ['Vessel type', 'Tonnage', 'Gross registered tonnage', 'Flag', 'Owner'] as const

function vesselLines(row: CsvRow, titles: readonly string[]): readonly string[] {
  const lines = VESSEL_COLUMNS.flatMap((label, at) => {
    const text = cellOf(row, 6 + at)
    return text === undefined ? [] : [`${label}: ${text}`]
  })
  return [...titles.map((title) => `Title: ${title}`), ...lines]
}

function rowRemarks(entry: Listed): readonly string[] {
  const ofAlt = entry.alt.flatMap((row) => cellOf(row, 4) ?? []).map((text) => `Alias: ${text}`)
  const ofAdd = entry.add.flatMap((row) => cellOf(row, 5) ?? []).map((text) => `Address: ${text}`)
  return [...ofAlt, ...ofAdd]
}

function distinct<T>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item] as const)).values()]
}

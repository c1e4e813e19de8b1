import type { z } from 'zod'
import type { Name, PlaceField } from '#acts/person.ts'
import { LIMITS } from '#kernel/limits.ts'
import type { Result } from '#kernel/result.ts'
import { ok, refuse } from '#kernel/result.ts'
import { countryNamed } from './countries.ts'
import type { CsvRow } from './csv-rows.ts'
import type { DraftInput, ListEntry, ListRefusal } from './list-entry.ts'
import { checkDraft } from './list-entry.ts'
import { ofacRemarks } from './ofac-remarks.ts'
import { distinctIdentifiers, type IdentifierInput } from './written-identifiers.ts'

const OFAC_LIST_NAME = 'OFAC SDN'

/** The rows that belong to one entry, from all files. */
export interface OfacRows {
  readonly main: CsvRow
  readonly alt: CsvRow[]
  readonly add: CsvRow[]
  readonly comments: CsvRow[]
}

/**
 * The draft of one entry: kind `other-special` (RPD 96), status `possible-threat`. Remarks are read into fields and
 * also kept whole in the summary.
 */
export function ofacEntry(id: string, rows: OfacRows): Result<ListEntry, ListRefusal> {
  const checked = checkDraft(draftOf(id, rows), () => rows.main.line)
  return checked.ok ? ok({ id, notice: checked.value }) : refuse({ ...checked.refusal, file: 'sdn.csv' })
}

function draftOf(id: string, entry: OfacRows): DraftInput {
  const cell = (at: number): string | undefined => cellOf(entry.main, at)
  const remark = [cell(11) ?? '', ...entry.comments.map((row) => cellOf(row, 1) ?? '')].join('')
  const type = TYPES.get(cell(2) ?? '') ?? 'entity'
  const read = ofacRemarks(remark)
  const titles = (cell(4) ?? '')
    .split(';')
    .map((title) => title.trim())
    .filter((title) => title !== '')
  const identifiers = distinctIdentifiers([...callSign(cell(5)), ...read.identifiers])
  const identified = {
    names: namesOf(cell(1) ?? '', entry.alt, read.names, type === 'person'),
    documents: read.documents.slice(0, LIMITS.documentsPerRecord),
    ...(identifiers.length > 0 && { identifiers: [...identifiers] }),
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
    ...alt.map(
      (row): Name => ({
        text: turned(cellOf(row, 3) ?? ''),
        use: cellOf(row, 2) === 'fka' ? 'former' : 'alias',
        quality: 'good',
      }),
    ),
    ...weak.map((name) => ({ ...name, text: turned(name.text) })),
  ]
  return names.filter((name, at) => names.findIndex((other) => other.text === name.text) === at)
}

/** `LAST, First, Jr.` → `First LAST Jr.` */
function inSpokenOrder(name: string): string {
  const [last = '', first, ...suffixes] = name.split(/,\s*/)
  return first === undefined ? last : [first, last, ...suffixes].join(' ')
}

const callSign = (sign: string | undefined): readonly IdentifierInput[] =>
  sign === undefined ? [] : [{ type: 'call-sign', value: sign }]

function addressOf(row: CsvRow): z.input<typeof PlaceField> | undefined {
  const [street, city, country] = [cellOf(row, 2), cellOf(row, 3), cellOf(row, 4)]
  const code = country === undefined ? undefined : countryNamed(country)
  const text = [street, code === undefined ? country : undefined]
    .filter((part) => part !== undefined)
    .join(', ')
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

function rowRemarks(entry: OfacRows): readonly string[] {
  const ofAlt = entry.alt.flatMap((row) => cellOf(row, 4) ?? []).map((text) => `Alias: ${text}`)
  const ofAdd = entry.add.flatMap((row) => cellOf(row, 5) ?? []).map((text) => `Address: ${text}`)
  return [...ofAlt, ...ofAdd]
}

function distinct<T>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item] as const)).values()]
}

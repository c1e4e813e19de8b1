import type { Result } from '#kernel/result.ts'
import { ok, refuse } from '#kernel/result.ts'
import type { CsvFile, CsvRow } from './csv-rows.ts'
import { readCsvRows } from './csv-rows.ts'
import type { ListEntry, ListRefusal, OnProgress } from './list-entry.ts'
import type { OfacRows } from './ofac-sdn.ts'
import { ofacEntry } from './ofac-sdn.ts'
import { UN_LIST_SHAPE, unEntry } from './un-list.ts'
import { readXmlEntries } from './xml-entries.ts'

export type { ListEntry, ListProgress, ListRefusal } from './list-entry.ts'

/**
 * Reads the United Nations Security Council consolidated list, in the XML that the UN publishes (sc-sanctions.xsd).
 *
 * Individuals become persons and entities entities, under kind `un-special` (RPD 95) and status `un-sanctions`. What
 * has no place in the vocabulary is kept as text in the summary. The first fault refuses the whole file.
 */
export async function readUnList(
  source: AsyncIterable<Uint8Array>,
  onProgress?: OnProgress,
): Promise<Result<readonly ListEntry[], ListRefusal>> {
  const entries: ListEntry[] = []
  const seen = new Set<string>()
  const refusal = await readXmlEntries(
    source,
    UN_LIST_SHAPE,
    (element) => {
      const entry = unEntry(element)
      if (!entry.ok) return entry.refusal
      if (seen.has(entry.value.id)) {
        const fault = { code: 'entry-repeated', name: 'DATAID' } as const
        return { kind: 'import/duplicate-entry', line: element.line, fault }
      }
      seen.add(entry.value.id)
      entries.push(entry.value)
      return undefined
    },
    onProgress,
  )
  return refusal === undefined ? ok(entries) : refuse(refusal)
}

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
  const listed = new Map<string, OfacRows>()
  const entries: ListEntry[] = []
  let bytesBefore = 0
  let bytesHere = 0
  let unmatchedRows = 0
  const report = (): void => {
    onProgress?.({ bytes: bytesBefore + bytesHere, entries: listed.size, unmatchedRows })
  }
  const readFile = async (
    file: CsvFile,
    onRow: (row: CsvRow) => ListRefusal | undefined,
  ): Promise<ListRefusal | undefined> => {
    const refusal = await readCsvRows(file, onRow, (bytes) => {
      bytesHere = bytes
      report()
    })
    bytesBefore += bytesHere
    bytesHere = 0
    return refusal
  }
  const main = await readFile({ name: 'sdn.csv', source: files.sdn, columns: 12 }, (row) =>
    addMain(listed, row),
  )
  if (main !== undefined) return refuse(main)
  if (listed.size === 0)
    return refuse({ kind: 'import/unknown-format', file: 'sdn.csv', fault: { code: 'no-entry' } })
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
  for (const [id, rows] of listed) {
    const entry = ofacEntry(id, rows)
    if (!entry.ok) return entry
    entries.push(entry.value)
  }
  return ok(entries)
}

interface SecondaryFile extends CsvFile {
  readonly key: 'alt' | 'add' | 'comments'
}

function secondaryFiles(files: OfacFiles): readonly SecondaryFile[] {
  return [
    { name: 'alt.csv', key: 'alt', columns: 5, source: files.alt },
    ...(files.add === undefined
      ? []
      : [{ name: 'add.csv', key: 'add' as const, columns: 6, source: files.add }]),
    ...(files.comments === undefined
      ? []
      : [{ name: 'sdn_comments.csv', key: 'comments' as const, columns: 2, source: files.comments }]),
  ]
}

function addMain(listed: Map<string, OfacRows>, row: CsvRow): ListRefusal | undefined {
  const id = row.cells[0]?.trim() ?? ''
  const at = { file: 'sdn.csv', line: row.line }
  if (!/^\d{1,12}$/.test(id)) {
    // A first row that is not numbered is a heading or another file altogether.
    if (listed.size === 0)
      return { kind: 'import/unknown-format', ...at, fault: { code: 'first-row-unnumbered' } }
    return {
      kind: 'import/entry-invalid',
      ...at,
      field: 'ent_num',
      fault: { code: 'number-required', limitDigits: 12 },
    }
  }
  if (listed.has(id))
    return { kind: 'import/duplicate-entry', ...at, fault: { code: 'entry-repeated', name: 'ent_num' } }
  listed.set(id, { main: row, alt: [], add: [], comments: [] })
  return undefined
}

import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { z } from 'zod'
import { LIMITS } from '#kernel/limits.ts'
import { decodeUtf8 } from './bytes-in.ts'
import type { ListRefusal } from './list-entry.ts'

export interface CsvRow {
  readonly line: number
  readonly cells: readonly string[]
}

export interface CsvFile {
  /** As refusals name it. */
  readonly name: string
  readonly source: AsyncIterable<Uint8Array>
  readonly columns: number
}

const OPTIONS = {
  info: true,
  record_delimiter: ['\r\n', '\n'],
  // Rows of another length are told apart below: the last one means that the file was cut.
  relax_column_count: true,
  max_record_size: LIMITS.importTextChars,
}

const ParsedRow = z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) })

/**
 * Streams the rows of a comma-separated file (RFC 4180, no header) to `onRow`, which may refuse one and thereby the
 * file. The end mark 0x1A that old Windows programs write is taken as the end.
 *
 * attacker-controlled: every byte of the source. A row with other than `columns` cells refuses the file: as truncated
 * when it is the last one. Returns the first refusal, or nothing.
 */
export async function readCsvRows(
  file: CsvFile,
  onRow: (row: CsvRow) => ListRefusal | undefined,
  onBytes?: (bytes: number) => void,
): Promise<ListRefusal | undefined> {
  const reading = { refusal: undefined as ListRefusal | undefined }
  const input = Readable.from(textIn(file, reading, onBytes))
  let rows = 0
  let wrong: CsvRow | undefined
  try {
    for await (const item of input.pipe(parse(OPTIONS))) {
      const { record, info } = ParsedRow.parse(item)
      if (wrong !== undefined) return wrongColumns(file, wrong, rows)
      const row = { line: info.lines, cells: record }
      rows += 1
      if (rows > LIMITS.importEntries) {
        const fault = { code: 'too-many-rows', limit: LIMITS.importEntries } as const
        return { kind: 'import/too-many-entries', file: file.name, line: row.line, fault }
      }
      if (record.length !== file.columns) wrong = row
      else {
        const refusal = onRow(row)
        if (refusal !== undefined) return refusal
      }
    }
  } catch (cause) {
    // csv-parse says "not a CSV" by throwing: here it becomes a reason. Anything else is our bug and goes on.
    if (!(cause instanceof CsvError)) throw cause
    return reading.refusal ?? notCsv(file, cause)
  } finally {
    input.destroy()
  }
  if (reading.refusal !== undefined) return reading.refusal
  if (wrong === undefined) return undefined
  if (rows === 1) return wrongColumns(file, wrong, rows)
  const fault = { code: 'ends-in-row', columns: wrong.cells.length, expected: file.columns } as const
  return { kind: 'import/truncated', file: file.name, line: wrong.line, fault }
}

async function* textIn(
  file: CsvFile,
  reading: { refusal: ListRefusal | undefined },
  onBytes: ((bytes: number) => void) | undefined,
): AsyncGenerator<string> {
  let ended = false
  for await (const decoded of decodeUtf8(file.source)) {
    if (decoded.type === 'refused') {
      reading.refusal = { ...decoded.refusal, file: file.name }
      return
    }
    onBytes?.(decoded.bytes)
    const mark: number = ended ? 0 : decoded.text.indexOf('\u001a')
    const rest = mark === -1 ? '' : decoded.text.slice(mark)
    if (/[^\s\u001a]/.test(rest)) {
      reading.refusal = {
        kind: 'import/not-csv',
        file: file.name,
        fault: { code: 'text-after-end-mark' },
      }
      return
    }
    if (!ended) yield mark === -1 ? decoded.text : decoded.text.slice(0, mark)
    ended ||= mark !== -1
  }
}

function wrongColumns(file: CsvFile, row: CsvRow, rowsSoFar: number): ListRefusal {
  const fault = { code: 'row-columns', columns: row.cells.length, expected: file.columns } as const
  const at = { file: file.name, line: row.line, fault }
  return rowsSoFar <= 1
    ? { kind: 'import/unknown-format', ...at }
    : { kind: 'import/entry-invalid', field: 'columns', ...at }
}

function notCsv(file: CsvFile, error: CsvError): ListRefusal {
  const lines = Number(error['lines'])
  const at = { file: file.name, ...(Number.isFinite(lines) ? { line: lines } : {}) }
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
    return { kind: 'import/truncated', ...at, fault: { code: 'ends-in-quotation' } }
  }
  if (error.code === 'CSV_MAX_RECORD_SIZE') {
    return {
      kind: 'import/too-large',
      ...at,
      fault: { code: 'row-too-long', limitChars: LIMITS.importTextChars },
    }
  }
  return { kind: 'import/not-csv', ...at, fault: { code: 'stray-quotation' } }
}

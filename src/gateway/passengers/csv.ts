import { LIMITS } from '#kernel/limits.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { textPieces } from './bytes.ts'
import { fieldNamed } from './headers.ts'
import type { DateOrder, PassengerReader, PassengerRefusal, PassengerRow, RowField } from './passenger-row.ts'
import { travellerOf } from './row-values.ts'

const SEPARATORS = [',', ';', '\t'] as const
/** Columns beyond these are not looked at. */
const MOST_COLUMNS = 100

export interface CsvOptions {
  readonly dates: DateOrder
  /** Whether the first line holds headers; it is looked at when this is left out. */
  readonly header?: 'present' | 'absent'
}

/** Reads a separated file (RFC 4180) by its headers; without headers, documents as `number,country`. */
export function csvReader({ dates, header }: CsvOptions): PassengerReader {
  const pieces = textPieces()
  const lines = csvLines()
  let columns: readonly (RowField | undefined)[] | undefined
  let unused: readonly string[] = []
  let separator = ','

  const rowsOf = (found: readonly CsvLine[]): Result<readonly PassengerRow[], PassengerRefusal> => {
    const rows: PassengerRow[] = []
    for (const line of found) {
      if (columns === undefined) {
        if (line.text.trim() === '') continue
        const isHeader = readHeader(line.text)
        if (columns === undefined) return refuse({ kind: 'batch/unknown-columns' })
        if (isHeader) continue
      }
      // Spreadsheets end with rows of nothing but separators.
      if (/[^\s,;"]/.test(line.text)) rows.push(rowOf(line, columns))
    }
    return ok(rows)
  }

  function readHeader(text: string): boolean {
    separator = SEPARATORS.toSorted((a, b) => text.split(b).length - text.split(a).length)[0] ?? ','
    const cells = cellsOf(text, separator)
    const fields = cells.map(fieldNamed)
    const isKnown = fields.some((field) => field !== undefined)
    if (header !== 'absent' && isKnown) {
      columns = fields
      unused = cells.filter((cell, at) => cell.trim() !== '' && fields[at] === undefined)
      return true
    }
    // Documents only: what stands there must look like a number, or the file is something else.
    if (header !== 'present' && cells.length <= 2 && /\d/.test(cells[0] ?? '')) {
      columns = ['documentNumber', 'documentCountry']
    }
    return false
  }

  function rowOf({ text, line, isTooLong }: CsvLine, known: readonly (RowField | undefined)[]): PassengerRow {
    if (isTooLong) return { line, text: oneLine(text), fault: { kind: 'row/too-long' } }
    const cells = cellsOf(text, separator)
    const fields: Partial<Record<RowField, string>> = {}
    for (const [at, cell] of cells.entries()) {
      const field = known[at]
      if (field !== undefined && cell.trim() !== '') fields[field] ??= cell
    }
    const { ref } = fields
    const traveller = travellerOf({ fields }, dates)
    if (traveller.ok) return { line, text: JSON.stringify(traveller.value), traveller: traveller.value }
    return { line, text: oneLine(text), fault: traveller.refusal, ...(ref !== undefined && { ref }) }
  }

  return {
    push(bytes) {
      const text = pieces.push(bytes)
      return text.ok ? rowsOf(lines.push(text.value)) : text
    },
    end() {
      const text = pieces.end()
      return text.ok ? rowsOf([...lines.push(text.value), ...lines.end()]) : text
    },
    columns: () => ({
      used: [...new Set((columns ?? []).filter((field) => field !== undefined))],
      unused,
    }),
  }
}

const oneLine = (text: string): string => text.slice(0, LIMITS.batchRowChars).replaceAll(/[\r\n]+/g, ' ')

interface CsvLine {
  readonly line: number
  readonly text: string
  readonly isTooLong: boolean
}

/**
 * Lines of a separated file: a line break inside quotation marks belongs to the cell. A line longer than
 * `LIMITS.batchRowChars` ends at the next line break whatever its quotation marks say, so that one that is never closed
 * costs one row and not the file.
 */
function csvLines(): {
  readonly push: (text: string) => readonly CsvLine[]
  readonly end: () => readonly CsvLine[]
} {
  let rest = ''
  let scanned = 0
  let isQuoted = false
  let isTooLong = false
  let line = 1
  let breaks = 0

  const take = (found: CsvLine[], until: number, next: number): void => {
    const text = rest.slice(0, until)
    found.push({ line, text: text.endsWith('\r') ? text.slice(0, -1) : text, isTooLong })
    rest = rest.slice(next)
    line += breaks
    breaks = 0
    scanned = 0
    isQuoted = false
    isTooLong = false
  }
  return {
    push(text) {
      rest += text
      const found: CsvLine[] = []
      while (scanned < rest.length) {
        const char = rest.charCodeAt(scanned)
        if (char === 0x22) isQuoted = !isQuoted
        else if (char === 0x0a) {
          breaks += 1
          if (!isQuoted || isTooLong) {
            take(found, scanned, scanned + 1)
            continue
          }
        }
        scanned += 1
        if (scanned > LIMITS.batchRowChars) {
          // Only the beginning of a line that is too long is kept.
          isTooLong = true
          const feed = rest.indexOf('\n', LIMITS.batchRowChars)
          if (feed === -1) {
            rest = rest.slice(0, LIMITS.batchRowChars)
            scanned = LIMITS.batchRowChars
            break
          }
          breaks += 1
          take(found, LIMITS.batchRowChars, feed + 1)
        }
      }
      return found
    },
    end() {
      const found: CsvLine[] = []
      if (rest !== '') take(found, rest.length, rest.length)
      return found
    },
  }
}

/** The cells of one line. A quotation mark inside a quoted cell is written twice. */
function cellsOf(line: string, separator: string): readonly string[] {
  if (!line.includes('"')) return line.split(separator, MOST_COLUMNS)
  const cells: string[] = []
  let cell = ''
  let isQuoted = false
  for (let at = 0; at < line.length; at++) {
    const char = line[at] ?? ''
    if (isQuoted && char === '"' && line[at + 1] === '"') {
      cell += '"'
      at += 1
    } else if (char === '"') isQuoted = !isQuoted
    else if (char === separator && !isQuoted) {
      cells.push(cell)
      cell = ''
      if (cells.length === MOST_COLUMNS) return cells
    } else cell += char
  }
  return [...cells, cell]
}

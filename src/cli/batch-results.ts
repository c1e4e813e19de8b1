import { type FileHandle, open } from 'node:fs/promises'
import type { BatchEvent } from '#http/contract/batch.ts'
import { UsageError } from './exits.ts'
import type { Terminal } from './terminal.ts'

/** Where the answers of a batch are written, as they come. */
export interface Results {
  write(event: BatchEvent): Promise<void>
  /** What is written is on its way to the disk; gives how many bytes there are, 0 for what is no file. */
  settle(): Promise<number>
  close(): Promise<void>
}

const CSV_HEADS = [
  ...['position', 'ref', 'result', 'check', 'record', 'database', 'owner', 'title', 'score', 'strength'],
  ...['problem', 'field', 'line'],
]

/** `OUT.csv` gets one line a candidate, any other name NDJSON. `at`: bytes that an interrupted run left behind and that count. */
export async function resultsFile(path: string, at: number): Promise<Results> {
  // Names of persons: nobody else on this machine reads them.
  const file = await open(path, at > 0 ? 'r+' : 'w', 0o600).catch((cause: unknown) => {
    throw new UsageError(`${path} cannot be written`, { cause })
  })
  // What was written after the last position is written again.
  await file.truncate(at)
  let bytes = at
  const write = async (text: string): Promise<void> => {
    if (text !== '') bytes += await put(file, text, bytes)
  }
  const isCsv = path.toLowerCase().endsWith('.csv')
  if (isCsv && at === 0) await write(`\ufeff${CSV_HEADS.join(',')}\r\n`)
  return {
    write: (event) => write(isCsv ? csvLines(event) : jsonLine(event)),
    async settle() {
      await file.datasync()
      return bytes
    },
    close: () => file.close(),
  }
}

async function put(file: FileHandle, text: string, at: number): Promise<number> {
  const { bytesWritten } = await file.write(text, at, 'utf8')
  return bytesWritten
}

export function resultsTo(terminal: Terminal): Results {
  return {
    write: async (event) => terminal.out(jsonLine(event)),
    settle: async () => 0,
    close: async () => undefined,
  }
}

const jsonLine = (event: BatchEvent): string =>
  event.event === 'progress' ? '' : `${JSON.stringify(event)}\n`

function csvLines(event: BatchEvent): string {
  switch (event.event) {
    case 'row': {
      const { position, ref, check, candidates, tooMany } = event
      if (candidates.length === 0) return csvLine([position, ref, tooMany ? 'too-many' : 'clear', check])
      return candidates
        .map(({ recordId, database, owner, title, score, strength }) =>
          csvLine([position, ref, 'hit', check, recordId, database, owner, title, score, strength]),
        )
        .join('')
    }
    case 'clear':
      return csvLine([event.position, event.ref, 'clear'])
    case 'error': {
      const { position, ref, problem } = event
      const field = typeof problem['field'] === 'string' ? problem['field'] : ''
      return csvLine([position, ref, 'error', '', '', '', '', '', '', '', problem.type, field, problem.line])
    }
    default:
      return ''
  }
}

function csvLine(cells: readonly (string | number | undefined)[]): string {
  return `${CSV_HEADS.map((_, at) => csvCell(cells[at] ?? '')).join(',')}\r\n`
}

/** RFC 4180; a text that a spreadsheet would take for a formula is kept a text (OWASP, CSV injection). */
function csvCell(cell: string | number): string {
  if (typeof cell === 'number') return String(cell)
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

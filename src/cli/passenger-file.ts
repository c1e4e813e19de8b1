import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { formatOf, passengerReader, type ReadingOptions } from '#gateway/passengers/read-passengers.ts'
import {
  type PassengerColumns,
  type PassengerFormat,
  type PassengerRefusal,
  rowLine,
} from '#gateway/passengers/passenger-row.ts'
import { UsageError } from './exits.ts'

/** What a passenger list turned out to be, after all of it was read once and before anything is sent. */
export interface PassengerFile {
  readonly rows: number
  readonly columns: PassengerColumns
  /** Of its bytes: that a batch goes on with the same file. */
  readonly digest: string
}

export class PassengerFileError extends Error {
  override readonly name = 'PassengerFileError'
  readonly refusal: PassengerRefusal
  constructor(refusal: PassengerRefusal) {
    super(refusal.kind)
    this.refusal = refusal
  }
}

/** Throws `UsageError` when it cannot be read, `PassengerFileError` when it is no passenger list. */
export async function scanFile(path: string, options: ReadingOptions): Promise<PassengerFile> {
  const hash = createHash('sha256')
  const reader = passengerReader(options)
  let rows = 0
  for await (const bytes of piecesOf(path)) {
    hash.update(bytes)
    rows += taken(reader.push(bytes)).length
  }
  rows += taken(reader.end()).length
  return { rows, columns: reader.columns(), digest: hash.digest('hex') }
}

/** The rows of a file as lines to be sent, a page at a time, from a position on. */
export async function* pagesOf(
  path: string,
  options: ReadingOptions,
  from: number,
  mostRows: number,
  mostChars: number,
): AsyncGenerator<readonly string[], void, undefined> {
  const reader = passengerReader(options)
  let position = 0
  let page: string[] = []
  let chars = 0
  for await (const bytes of withEnd(piecesOf(path))) {
    for (const row of taken(bytes === undefined ? reader.end() : reader.push(bytes))) {
      position += 1
      if (position <= from) continue
      const line = rowLine(row)
      if (page.length === mostRows || chars + line.length > mostChars) {
        yield page
        page = []
        chars = 0
      }
      page.push(line)
      chars += line.length + 1
    }
  }
  if (page.length > 0) yield page
}

/** The format that was asked for, or the one that the file looks like. */
export async function formatOfFile(path: string, asked: string | undefined): Promise<PassengerFormat> {
  if (asked === 'csv' || asked === 'json' || asked === 'paxlst') return asked
  if (asked !== undefined) throw new UsageError('--format is one of csv, json, paxlst')
  const file = await open(path).catch((cause: unknown) => {
    throw new UsageError(`${path} cannot be read`, { cause })
  })
  try {
    const start = new Uint8Array(512)
    const { bytesRead } = await file.read(start, 0, start.length, 0)
    return formatOf(start.subarray(0, bytesRead))
  } finally {
    await file.close()
  }
}

async function* piecesOf(path: string): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const piece of createReadStream(path)) if (piece instanceof Uint8Array) yield piece
}

async function* withEnd(
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array | undefined, void, undefined> {
  yield* pieces
  yield undefined
}

function taken<T>(
  read: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: PassengerRefusal },
): T {
  if (!read.ok) throw new PassengerFileError(read.refusal)
  return read.value
}

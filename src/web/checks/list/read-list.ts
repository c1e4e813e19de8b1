import { z } from 'zod'
import {
  type DateOrder,
  type PassengerFormat,
  type PassengerReader,
  type PassengerRefusal,
  type RowField,
  rowLine,
} from '#gateway/passengers/passenger-row.ts'
import { formatOf, passengerReader } from '#gateway/passengers/read-passengers.ts'
import type { Day } from '#kernel/days.ts'
import { LIMITS } from '#kernel/limits.ts'

/** A passenger list as it was recognised in the browser: nothing of it has been sent. */
export interface ReadList {
  readonly name: string
  readonly format: PassengerFormat
  /** One line of NDJSON a row, in order. */
  readonly lines: readonly string[]
  readonly unusable: number
  readonly columns: readonly RowField[]
  readonly unused: readonly string[]
}

export type ListFault = PassengerRefusal['kind'] | 'too-large' | 'too-many-rows' | 'empty'

export class ListFaultError extends Error {
  override readonly name = 'ListFaultError'
  readonly fault: ListFault
  readonly line: number | undefined
  constructor(fault: ListFault, line?: number) {
    super(fault)
    this.fault = fault
    this.line = line
  }
}

const MOST_ROWS = 100_000
const PIECE_BYTES = 256 * 1024

/** Reads a file a piece at a time, letting the page breathe. Throws `ListFaultError`. */
export async function readList(file: File, dates: DateOrder): Promise<ReadList> {
  if (file.size > LIMITS.importBytes) throw new ListFaultError('too-large')
  const format = formatOf(await bytesOf(file.slice(0, 512)))
  const reader = passengerReader({ format, dates, today: today() })
  const lines: string[] = []
  let unusable = 0
  const take = (read: ReturnType<PassengerReader['push']>): void => {
    if (!read.ok)
      throw new ListFaultError(read.refusal.kind, 'line' in read.refusal ? read.refusal.line : undefined)
    for (const row of read.value) {
      lines.push(rowLine(row))
      if (row.fault !== undefined) unusable += 1
    }
    if (lines.length > MOST_ROWS) throw new ListFaultError('too-many-rows')
  }
  for (let at = 0; at < file.size; at += PIECE_BYTES)
    take(reader.push(await bytesOf(file.slice(at, at + PIECE_BYTES))))
  take(reader.end())
  if (lines.length === 0) throw new ListFaultError('empty')
  const { used, unused } = reader.columns()
  return { name: file.name, format, lines, unusable, columns: used, unused }
}

const bytesOf = async (part: Blob): Promise<Uint8Array> => new Uint8Array(await part.arrayBuffer())

function today(): Day {
  const now = new Date()
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
  return parts.map((part, at) => String(part).padStart(at === 0 ? 4 : 2, '0')).join('-') as Day
}

const RowShape = z.object({
  name: z.string().optional(),
  birthDate: z.string().optional(),
  nationality: z.string().optional(),
  sex: z.string().optional(),
  documents: z.array(z.object({ number: z.string(), issuingCountry: z.string().optional() })).optional(),
  vehicle: z.object({ vin: z.string().optional(), plate: z.string().optional() }).optional(),
})
export type ListedRow = z.infer<typeof RowShape>

/** What a row asks, for the screen: it was read here a moment ago, and a row that cannot be used says nothing. */
export function rowAt(list: ReadList, position: number): ListedRow {
  const row = RowShape.safeParse(JSON.parse(list.lines[position] ?? '{}'))
  return row.success ? row.data : {}
}

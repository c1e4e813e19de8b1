import type { Traveller } from '#acts/traveller.ts'
import type { Fault } from '#gateway/fault.ts'
import type { Result } from '#kernel/result.ts'

/** What a passenger list can say of a traveller, by name; also what a fault of a row is about. */
export const ROW_FIELDS = [
  'ref',
  'name',
  'surname',
  'given',
  'birthDate',
  'nationality',
  'sex',
  'documentNumber',
  'documentCountry',
  'documentType',
  'vin',
  'plate',
  'plateCountry',
] as const
export type RowField = (typeof ROW_FIELDS)[number]

/** Why one row cannot be used. Kinds are public (spec/problems.md); the rows around it are not touched by it. */
export type RowFault =
  | { readonly kind: 'row/unreadable' }
  | { readonly kind: 'row/too-long' }
  | { readonly kind: 'row/nothing-to-search' }
  | { readonly kind: 'row/field'; readonly field: RowField }

interface RowPlace {
  /** Line of the file, number of the element or segment, from 1. */
  readonly line: number
  /** The row on one line, as it is kept and compared (spec/batch.md §6). */
  readonly text: string
}

export type PassengerRow =
  | (RowPlace & { readonly traveller: Traveller; readonly fault?: undefined })
  | (RowPlace & { readonly traveller?: undefined; readonly fault: RowFault; readonly ref?: string })

/** Why the file as a whole cannot be read on. */
export type PassengerRefusal =
  | { readonly kind: 'batch/unreadable'; readonly fault: Fault }
  | { readonly kind: 'batch/unknown-columns' }
  | { readonly kind: 'batch/not-json'; readonly line: number }
  | { readonly kind: 'batch/not-paxlst'; readonly line: number }

/** Reads a passenger list piece by piece. After a refusal it reads nothing more. */
export interface PassengerReader {
  push(bytes: Uint8Array): Result<readonly PassengerRow[], PassengerRefusal>
  end(): Result<readonly PassengerRow[], PassengerRefusal>
  /** What was recognised, once the first rows were read. */
  columns(): PassengerColumns
}

export interface PassengerColumns {
  readonly used: readonly RowField[]
  /** Headers that no field has, as they stand in the file. */
  readonly unused: readonly string[]
}

export const PASSENGER_FORMATS = ['csv', 'json', 'paxlst'] as const
export type PassengerFormat = (typeof PASSENGER_FORMATS)[number]

export type DateOrder = 'iso' | 'day-first' | 'month-first'

/** A row as one line of NDJSON, to be sent: also one that cannot be used keeps its position (spec/batch.md §2). */
export function rowLine({ text, line, fault, ...row }: PassengerRow): string {
  if (fault === undefined) return text
  const ref = 'ref' in row ? row.ref : undefined
  return JSON.stringify({ ...(ref !== undefined && { ref: ref.slice(0, 40) }), line, fault })
}

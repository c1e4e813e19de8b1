import { assert } from '#kernel/assert.ts'
import { type Instant, isInstant } from '#kernel/days.ts'
import { isMemberId, isUuid, type MemberId, type Uuid } from '#kernel/ids.ts'
import type { Row } from './sql.ts'

/** Rows are parsed on the way out: what the store gives back is checked like any other input. */
export function textOf(row: Row, column: string): string {
  const value = row[column]
  assert(typeof value === 'string', `column ${column} holds text`)
  return value
}

export function textOrNull(row: Row, column: string): string | null {
  return row[column] === null ? null : textOf(row, column)
}

export function numberOf(row: Row, column: string): number {
  const value = row[column]
  assert(typeof value === 'number', `column ${column} holds a number`)
  return value
}

export function bytesOf(row: Row, column: string): Uint8Array {
  const value = row[column]
  assert(value instanceof Uint8Array, `column ${column} holds bytes`)
  return value
}

export function bytesOrNull(row: Row, column: string): Uint8Array | null {
  return row[column] === null ? null : bytesOf(row, column)
}

export function uuidOf(row: Row, column: string): Uuid {
  const value = textOf(row, column)
  assert(isUuid(value), `column ${column} holds a UUID`)
  return value
}

export function memberOf(row: Row, column: string): MemberId {
  const value = textOf(row, column)
  assert(isMemberId(value), `column ${column} holds a member`)
  return value
}

export function instantOf(row: Row, column: string): Instant {
  const value = textOf(row, column)
  assert(isInstant(value), `column ${column} holds a moment`)
  return value
}

export function instantOrNull(row: Row, column: string): Instant | null {
  return row[column] === null ? null : instantOf(row, column)
}

export function oneOf<const T extends string>(row: Row, column: string, values: readonly T[]): T {
  const value = textOf(row, column)
  const found = values.find((known) => known === value)
  assert(found !== undefined, `column ${column} holds a known value`)
  return found
}

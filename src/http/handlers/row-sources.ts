import type { AskedRow, RowSource } from '#desks/checks/check-batch.ts'
import { isSearchable } from '#desks/checks/find-traveller.ts'
import { passengerReader } from '#gateway/passengers/read-passengers.ts'
import type { DateOrder, PassengerFormat, PassengerRow, RowFault } from '#gateway/passengers/passenger-row.ts'
import { countryIn, travellerOf } from '#gateway/passengers/row-values.ts'
import type { PublicRefusal } from '#http/catalogue.ts'
import type { Day } from '#kernel/days.ts'
import { isCountryCode } from '#kernel/ids.ts'
import { LIMITS } from '#kernel/limits.ts'

/** A row of a batch as it came: what it asks, or what is wrong with it. */
export interface BatchRow extends AskedRow {
  readonly ref?: string | undefined
  readonly line?: number
  readonly fault?: RowFault | undefined
}

/** Rows of one body, read as they are needed. */
export interface BodyRows extends RowSource<BatchRow> {
  /** Why no further row can be read, once the rows before are taken. */
  readonly refusal: () => PublicRefusal | undefined
}

export interface RowsAsked {
  readonly format: PassengerFormat
  readonly dates: DateOrder
  readonly header?: 'present' | 'absent'
  readonly today: Day
}

/** What a body is read by at once: a few hundred rows. */
const PIECE_BYTES = 32 * 1024

export function bodyRows(body: Uint8Array, asked: RowsAsked): BodyRows {
  const text = asked.format === 'csv' ? documentsText(body, asked.header) : undefined
  return withinLimit(text === undefined ? readRows(body, asked) : documentRows(text))
}

interface Rows {
  /** The next rows, some or none; nothing at the end. */
  next(most: number): readonly BatchRow[] | undefined
  refusal(): PublicRefusal | undefined
}

/** Takes from `rows` what is asked for, and no more than one request may bring. */
function withinLimit(rows: Rows): BodyRows {
  let waiting: readonly BatchRow[] = []
  let taken = 0
  let isOver = false
  let hasMore = false
  return {
    take(most) {
      const found: BatchRow[] = []
      const left = Math.min(most, LIMITS.batchRows - taken)
      while (found.length < left) {
        if (waiting.length === 0) {
          const next = isOver ? undefined : rows.next(left)
          isOver = next === undefined
          if (next === undefined) break
          waiting = next
        }
        const some = waiting.slice(0, left - found.length)
        for (const row of some) found.push(row)
        waiting = waiting.slice(some.length)
      }
      taken += found.length
      if (left < most && !isOver) {
        for (let next = rows.next(1); waiting.length === 0 && next !== undefined; next = rows.next(1)) {
          waiting = next
          if (next.length > 0) break
        }
        hasMore = waiting.length > 0
      }
      return found
    },
    putBack(given) {
      waiting = [...given, ...waiting]
      taken -= given.length
    },
    refusal: () => (hasMore ? { kind: 'batch/too-many-rows' } : rows.refusal()),
  }
}

function readRows(body: Uint8Array, asked: RowsAsked): Rows {
  const reader = passengerReader(asked)
  let at = 0
  let isEnded = false
  let refusal: PublicRefusal | undefined
  return {
    next() {
      if (isEnded) return undefined
      const read = at < body.length ? reader.push(body.subarray(at, at + PIECE_BYTES)) : reader.end()
      isEnded = at >= body.length || !read.ok
      at += PIECE_BYTES
      if (read.ok) return read.value.map(batchRow)
      refusal = read.refusal
      return undefined
    },
    refusal: () => refusal,
  }
}

function batchRow({ line, text, traveller, ...row }: PassengerRow): BatchRow {
  if (traveller === undefined) return { text, line, asked: undefined, ...row }
  const { ref } = traveller
  if (isSearchable(traveller)) return { text, line, ref, asked: traveller }
  return { text, line, ref, asked: undefined, fault: { kind: 'row/nothing-to-search' } }
}

/**
 * The text of a body that lists documents as `number,country`, without headers; nothing where it is something else. The
 * shortest way in: a gate or a carrier asks for tens of thousands of them a second.
 */
function documentsText(body: Uint8Array, header: RowsAsked['header']): string | undefined {
  if (header === 'present') return undefined
  const start = new TextDecoder().decode(body.subarray(0, 512)).replace(/^\ufeff/, '')
  if (!FIRST_DOCUMENT.test(start)) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    // The only meaning this error has: the body is not UTF-8. The reader says so.
    return undefined
  }
}
/** A number with at least one digit, and a country or nothing. Headers have no digits. */
const FIRST_DOCUMENT = /^\s*[^,;\t\r\n"]*\d[^,;\t\r\n"]*(,[A-Za-z]{0,3})?\r?(\n|$)/

function documentRows(text: string): Rows {
  let at = 0
  let line = 0
  return {
    next(most) {
      if (at >= text.length) return undefined
      const rows: BatchRow[] = []
      while (rows.length < most && at < text.length) {
        const feed = text.indexOf('\n', at)
        const end = feed === -1 ? text.length : feed
        const row = text.charCodeAt(end - 1) === 0x0d ? text.slice(at, end - 1) : text.slice(at, end)
        at = end + 1
        line += 1
        if (row !== '') rows.push(documentRow(row, line))
      }
      return rows
    },
    refusal: () => undefined,
  }
}

function documentRow(text: string, line: number): BatchRow {
  const comma = text.indexOf(',')
  const number = comma === -1 ? text : text.slice(0, comma)
  const country = comma === -1 ? '' : text.slice(comma + 1)
  if (isPlainNumber(number)) {
    if (country === '') return { text, line, asked: { documents: [{ number }] } }
    if (isCountryCode(country)) {
      return { text, line, asked: { documents: [{ number, issuingCountry: country }] } }
    }
    const known = countryIn(country)
    if (known === 'none') return { text, line, asked: { documents: [{ number }] } }
    if (known !== undefined) {
      return { text, line, asked: { documents: [{ number, issuingCountry: known }] } }
    }
  }
  if (text.length > LIMITS.batchRowChars) {
    return {
      text: text.slice(0, LIMITS.batchRowChars),
      line,
      asked: undefined,
      fault: { kind: 'row/too-long' },
    }
  }
  const found = travellerOf({ fields: { documentNumber: number, documentCountry: country } }, 'iso')
  return found.ok
    ? batchRow({ line, text, traveller: found.value })
    : { text, line, asked: undefined, fault: found.refusal }
}

/** 3 to 40 capital letters and digits: what machines send, and what needs no further look. */
function isPlainNumber(text: string): boolean {
  if (text.length < 3 || text.length > 40) return false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (!((code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a))) return false
  }
  return true
}

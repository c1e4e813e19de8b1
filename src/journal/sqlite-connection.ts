import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { assert } from '#kernel/assert.ts'
import {
  checkStorable,
  ConstraintError,
  type ConstraintKind,
  type Row,
  type SqlValue,
  StatementError,
  StoreBrokenError,
  StoreBusyError,
  StoreFullError,
} from './sql.ts'

/** One connection of node:sqlite with its prepared statements. Every call is synchronous. */
export interface SqliteConnection {
  query(text: string, params?: readonly SqlValue[]): readonly Row[]
  run(text: string, params?: readonly SqlValue[]): number
  exec(text: string): void
  /** False also after SQLite gave up a transaction by itself (disk full, I/O error). */
  inTransaction(): boolean
  close(): void
}

const STATEMENTS_KEPT = 256
const LOCK_WAIT_MS = 5_000

export function connectSqlite(
  path: string,
  options: { readonly readOnly: boolean; readonly waitMs?: number },
): SqliteConnection {
  const { readOnly, waitMs: timeout = LOCK_WAIT_MS } = options
  const database = named(() => new DatabaseSync(path, { readOnly, timeout }))
  const statements = new Map<string, Prepared>()

  const prepared = (text: string): Prepared => {
    let found = statements.get(text)
    if (found === undefined) found = prepare(database, text)
    else if (statements.size < STATEMENTS_KEPT / 2) return found
    else statements.delete(text) // set again below: near the end the first key is the least recently used
    statements.set(text, found)
    if (statements.size > STATEMENTS_KEPT) {
      for (const oldest of statements.keys()) {
        statements.delete(oldest)
        break
      }
    }
    return found
  }

  return {
    query: (text, params = []) =>
      named(() => {
        const { statement, parameters } = prepared(text)
        return statement.all(...bind(parameters, params))
      }),
    run: (text, params = []) =>
      named(() => {
        const { statement, parameters, changesRows } = prepared(text)
        const { changes } = statement.run(...bind(parameters, params))
        return changesRows ? Number(changes) : 0 // after other statements SQLite repeats the last count
      }),
    exec: (text) => named(() => database.exec(text)),
    inTransaction: () => database.isTransaction,
    close: () => named(() => database.close()),
  }
}

interface Prepared {
  readonly statement: StatementSync
  /** How many values the statement takes, and which of them (from 0) stands at each place of its text. */
  readonly parameters: { readonly count: number; readonly places: readonly number[] }
  readonly changesRows: boolean
}

function prepare(database: DatabaseSync, text: string): Prepared {
  const bare = text.replaceAll(/'[^']*'|--.*$/gm, '') // without what only looks like SQL
  assert(!/;\s*\S/.test(bare), 'one statement at a time') // SQLite would ignore the rest without a word
  // `$1` is a name to SQLite, and binding by name costs more than running a small statement.
  const places: number[] = []
  const unnamed = text.replaceAll(/'[^']*'|--.*$|\$(\d+)/gm, (whole, digits?: string) => {
    if (digits === undefined) return whole
    places.push(Number(digits) - 1)
    return '?'
  })
  return {
    statement: database.prepare(unnamed),
    parameters: { count: Math.max(0, ...places.map((place) => place + 1)), places },
    changesRows: /^\s*(insert|update|delete|with)\b/i.test(text),
  }
}

function bind({ count, places }: Prepared['parameters'], params: readonly SqlValue[]): SQLInputValue[] {
  // SQLite would take a missing parameter for null.
  assert(params.length === count, 'as many values as the statement has parameters')
  checkStorable(params)
  return places.map((place) => {
    const value = params[place] ?? null
    // node:sqlite binds every number as REAL: 7 / 2 would be 3.5 here and 3 on PostgreSQL.
    return typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : value
  })
}

/** Runs a call of node:sqlite and gives its failure one of the names in `sql.ts`. */
function named<T>(call: () => T): T {
  try {
    return call()
  } catch (cause) {
    throw namedError(cause)
  }
}

// https://sqlite.org/rescode.html: the low byte is the primary code.
const ERROR = 1
const BUSY = 5
const READ_ONLY = 8
const FULL = 13
const TOO_BIG = 18
const CONSTRAINT = 19
const MISMATCH = 20
const RANGE = 25
const CONSTRAINTS: Readonly<Record<number, ConstraintKind>> = {
  275: 'check',
  787: 'foreign-key',
  1299: 'not-null',
  1555: 'unique',
  2067: 'unique',
  2579: 'unique',
}

/** SQLite's messages name tables and columns, never values (only `raise()` could, and is not used). */
function namedError(cause: unknown): unknown {
  if (!(cause instanceof Error) || !('errcode' in cause) || typeof cause.errcode !== 'number') return cause
  const { errcode, message } = cause
  const primary = errcode & 0xff
  if (primary === BUSY) return new StoreBusyError(message, { cause })
  if (primary === FULL) return new StoreFullError(message, { cause })
  if (primary === CONSTRAINT) return new ConstraintError(CONSTRAINTS[errcode] ?? 'other', message)
  if (errcode === READ_ONLY || [ERROR, MISMATCH, TOO_BIG, RANGE].includes(primary))
    return new StatementError(String(errcode), message)
  return new StoreBrokenError(`SQLite ${errcode}: ${message}`, { cause })
}

import {
  ConstraintError,
  type ConstraintKind,
  StatementError,
  StoreBrokenError,
  StoreBusyError,
  StoreFullError,
} from './sql.ts'

/** How values of PostgreSQL are read, by type OID (pg_type.dat), so that rows look as they do on SQLite. */
export const PARSERS: Readonly<Record<number, (text: string) => number | Uint8Array>> = {
  16: (text) => (text === 't' ? 1 : 0), // bool
  17: bytesOf, // bytea
  20: wholeNumber, // int8
  1700: Number, // numeric: only sums and averages, the schema has no such column
}

function bytesOf(text: string): Uint8Array {
  if (!text.startsWith('\\x')) throw new StoreBrokenError('the server does not write bytea as hexadecimal')
  return new Uint8Array(Buffer.from(text.slice(2), 'hex'))
}

function wholeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value))
    throw new StatementError('22003', 'a whole number beyond 2^53 − 1 was read')
  return value
}

/**
 * Another transaction was faster: the same work can be run again. Stays inside the adapters.
 *
 * `lasting` is what the failure is called when running again does not help.
 */
export class OutrunError extends Error {
  override readonly name = 'OutrunError'
  readonly lasting: Error
  constructor(code: string, lasting: Error = new StoreBusyError(`PostgreSQL ${code}: outrun`)) {
    super(code)
    this.lasting = lasting
  }
}

/** What a caller who does not run again is told. */
export const lasting = (cause: unknown): unknown => (cause instanceof OutrunError ? cause.lasting : cause)

/**
 * Two nodes that create the same thing at once can both find it missing, in spite of `if not exists`, and
 * then collide: duplicate_schema, duplicate_table, duplicate_object (a table's row type).
 */
const CREATED_MEANWHILE: ReadonlySet<string> = new Set(['42P06', '42P07', '42710'])

const CONSTRAINTS: Readonly<Record<string, ConstraintKind>> = {
  '23502': 'not-null',
  '23503': 'foreign-key',
  '23505': 'unique',
  '23514': 'check',
}

/**
 * Gives a failure of `pg` or PGlite one of the names in `sql.ts`.
 *
 * Only codes and names of the schema are kept: PostgreSQL writes the values of a row into `detail`, and
 * into the messages of class 22, so neither they nor the error itself as `cause` may reach a log.
 * Codes: https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
export function namedError(cause: unknown): unknown {
  if (!(cause instanceof Error)) return cause
  const { code, message, table, constraint, schema } = fieldsOf(cause)
  if (code === undefined)
    return isOurs(cause) ? cause : new StoreBrokenError('no answer from PostgreSQL', { cause })
  if (code === '40001' || code === '40P01') return new OutrunError(code)
  if (CREATED_MEANWHILE.has(code)) return new OutrunError(code, new StatementError(code, message))
  if (code === '53100') return new StoreFullError('PostgreSQL 53100: disk full')
  if (code === '55P03') return new StoreBusyError('PostgreSQL 55P03: lock not available')
  if (code.startsWith('23')) {
    const kind = CONSTRAINTS[code] ?? 'other'
    const named = new ConstraintError(kind, `${kind} constraint failed: ${table ?? '?'} ${constraint ?? ''}`)
    return schema === 'pg_catalog' ? new OutrunError(code, named) : named // the same collision, a moment later
  }
  if (/^(?:08|28|3D|53|57|58|F0|XX)/.test(code)) return new StoreBrokenError(`PostgreSQL ${code}`)
  return new StatementError(code, code.startsWith('42') ? message : `PostgreSQL ${code}`)
}

interface ServerFields {
  readonly code: string | undefined
  readonly message: string
  readonly table: string | undefined
  readonly constraint: string | undefined
  readonly schema: string | undefined
}

function fieldsOf(error: Error): ServerFields {
  const field = (name: string): string | undefined => {
    const value: unknown = Reflect.get(error, name)
    return typeof value === 'string' ? value : undefined
  }
  const fromServer = field('severity') !== undefined && /^[0-9A-Z]{5}$/.test(field('code') ?? '')
  return {
    code: fromServer ? field('code') : undefined,
    message: error.message,
    table: field('table'),
    constraint: field('constraint'),
    schema: field('schema'),
  }
}

const isOurs = (error: Error): boolean =>
  error instanceof StatementError || error instanceof StoreBrokenError || error instanceof StoreBusyError

/** Rows changed, as the command's tag tells: a `select` counts the rows it gave, which are not changes. */
export function rowsChanged(answer: {
  readonly command?: string | undefined
  readonly rowCount?: number | null | undefined
}): number {
  return /^(?:INSERT|UPDATE|DELETE)$/.test(answer.command ?? '') ? (answer.rowCount ?? 0) : 0
}

/** Names of schemas come from configuration and are written into statements: only plain ones are taken. */
export const isSchemaName = (text: string): boolean => /^[a-z_][a-z0-9_]{0,62}$/.test(text)

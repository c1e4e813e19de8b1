/** What the text of a statement can be given. Numbers are finite, and whole ones within ±(2^53 − 1). */
export type SqlValue = string | number | null | Uint8Array

/** One row: text, number, null or `Uint8Array` by column name. Truth values come back as 1 and 0. */
export type Row = Readonly<Record<string, unknown>>

export interface SqlReader {
  /** Runs one statement with `$1`, `$2`, … parameters and gives its rows (also those of `returning`). */
  query(text: string, params?: readonly SqlValue[]): Promise<readonly Row[]>
}

export interface SqlWriter extends SqlReader {
  /** Runs one statement and gives how many rows it inserted, updated or deleted. */
  run(text: string, params?: readonly SqlValue[]): Promise<number>
}

/**
 * The store of a node, in the one text that SQLite and PostgreSQL both read (ADR 0003).
 *
 * Reads outside a transaction see committed data only. All transactions are serializable. After a
 * statement fails its transaction is lost on both stores: say `on conflict`, do not catch and go on.
 */
export interface Sql extends SqlReader {
  readonly dialect: 'sqlite' | 'postgresql'
  /**
   * All of `work` or nothing: what it throws undoes it and is thrown on. Resolves once durable.
   *
   * `work` reads and writes through `tx` only, does nothing outside the store, and waits for nothing
   * else: it can run again when another transaction was faster, and everyone behind it waits.
   */
  transact<T>(work: (tx: SqlWriter) => Promise<T>): Promise<T>
  /** Makes what was deleted unrecoverable from the store's files. Slow; not inside `transact`. */
  scrub(): Promise<void>
  /** Finishes the transactions already asked for, then lets go of the store. */
  close(): Promise<void>
}

/** Nothing can be written: the disk is full. What was asked for is undone; reads still work. */
export class StoreFullError extends Error {
  override readonly name = 'StoreFullError'
}

/** The store cannot be read or written for a reason outside the program (disk, server, damaged file). */
export class StoreBrokenError extends Error {
  override readonly name = 'StoreBrokenError'
}

/** Another opener writes to this store. It is free again as soon as that process ends, however it ends. */
export class StoreInUseError extends Error {
  override readonly name = 'StoreInUseError'
}

/** More is waiting than the store takes on, or others were faster too often. The caller may retry. */
export class StoreBusyError extends Error {
  override readonly name = 'StoreBusyError'
}

export class StoreClosedError extends Error {
  override readonly name = 'StoreClosedError'
}

/** `work` held the store for longer than it may; it was undone. */
export class TransactionTooLongError extends Error {
  override readonly name = 'TransactionTooLongError'
}

export type ConstraintKind = 'unique' | 'foreign-key' | 'not-null' | 'check' | 'other'

/** A constraint of the schema forbids the change. The message names tables and columns, never values. */
export class ConstraintError extends Error {
  override readonly name = 'ConstraintError'
  readonly kind: ConstraintKind
  constructor(kind: ConstraintKind, message: string) {
    super(message)
    this.kind = kind
  }
}

/** The store does not accept the statement, or a value in it. `code` is the store's own. */
export class StatementError extends Error {
  override readonly name = 'StatementError'
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** A value that one of the stores would change, cut or refuse is refused by both, before it is written. */
export class ValueNotStorableError extends Error {
  override readonly name = 'ValueNotStorableError'
}

/** Throws `ValueNotStorableError`; the message says which parameter and why, not what it held. */
export function checkStorable(params: readonly SqlValue[]): void {
  for (const [at, value] of params.entries()) {
    const reason = whyNotStorable(value)
    if (reason !== undefined) throw new ValueNotStorableError(`$${at + 1}: ${reason}`)
  }
}

function whyNotStorable(value: SqlValue): string | undefined {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return 'not a finite number' // SQLite would keep NaN as null
    if (Number.isInteger(value) && !Number.isSafeInteger(value)) return 'a whole number beyond 2^53 − 1'
  } else if (typeof value === 'string') {
    if (value.includes('\0')) return 'text with U+0000' // PostgreSQL refuses it, SQLite cuts it in places
    if (!value.isWellFormed()) return 'text with half a surrogate pair' // would become U+FFFD
  } else if (value !== null && !(value instanceof Uint8Array)) {
    return 'neither text, number, bytes nor null'
  }
  return undefined
}

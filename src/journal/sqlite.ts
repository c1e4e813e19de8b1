import { closeSync, existsSync, openSync, realpathSync } from 'node:fs'
import { groupCommit } from './group-commit.ts'
import { type Sql, StoreBusyError, StoreClosedError, StoreInUseError } from './sql.ts'
import { connectSqlite, type SqliteConnection } from './sqlite-connection.ts'
import { LONGEST_TRANSACTION_MS, type TransactionScope, transactionScope } from './transaction.ts'

/**
 * Opens the embedded store, making its file (readable by its owner only) when there is none.
 *
 * Throws `StoreInUseError` while another opener has it, `StoreBrokenError` when the file is no store.
 * `:memory:` gives a store of its own that ends with `close`.
 */
export function openSqlite(path: string, options: { readonly longestTransactionMs?: number } = {}): Sql {
  const scope = transactionScope(options.longestTransactionMs ?? LONGEST_TRANSACTION_MS)
  if (path === ':memory:') return storeOver({ writer: openWriter(path), reader: undefined, unlock: () => {} }, scope)
  const file = existsSync(path) ? realpathSync(path) : path
  const unlock = holdLock(file)
  try {
    createPrivately(file)
    const writer = openWriter(file)
    return storeOver({ writer, reader: connectSqlite(file, { readOnly: true }), unlock }, scope)
  } catch (cause) {
    unlock()
    throw cause
  }
}

/**
 * Holds `PATH.lock` locked until the returned function is called or the process ends, even by `kill -9`.
 *
 * The lock is the operating system's on an empty SQLite file, so it needs no cleaning and names no process.
 */
function holdLock(path: string): () => void {
  const lock = connectSqlite(`${path}.lock`, { readOnly: false, waitMs: 0 })
  try {
    lock.exec('begin exclusive')
  } catch (cause) {
    lock.close()
    throw cause instanceof StoreBusyError ? new StoreInUseError(`already open for writing: ${path}`) : cause
  }
  return () => lock.close()
}

function createPrivately(path: string): void {
  if (!existsSync(path)) closeSync(openSync(path, 'wx', 0o600)) // -wal and -shm take the same mode
}

function openWriter(path: string): SqliteConnection {
  const writer = connectSqlite(path, { readOnly: false })
  try {
    writer.exec('pragma journal_mode = wal')
    writer.exec('pragma synchronous = full')
    writer.exec('pragma secure_delete = on')
    writer.exec('pragma foreign_keys = on')
    writer.exec('pragma temp_store = memory')
    return writer
  } catch (cause) {
    writer.close()
    throw cause
  }
}

interface Connections {
  readonly writer: SqliteConnection
  /** Sees committed data while a transaction is open. A store in memory has no second connection. */
  readonly reader: SqliteConnection | undefined
  readonly unlock: () => void
}

function storeOver({ writer, reader, unlock }: Connections, scope: TransactionScope): Sql {
  const commits = groupCommit(writer, scope)
  let closed = false
  const enter = (): void => {
    if (closed) throw new StoreClosedError('the store is closed')
    scope.refuseInside()
  }
  return {
    dialect: 'sqlite',
    async query(text, params) {
      enter()
      if (reader !== undefined) return reader.query(text, params)
      await commits.betweenGroups()
      return writer.query(text, params)
    },
    async transact(work) {
      enter()
      return commits.transact(work)
    },
    async scrub() {
      enter()
      await commits.betweenGroups()
      writer.query('pragma wal_checkpoint(truncate)')
    },
    async close() {
      if (closed) return
      closed = true
      try {
        await commits.settled()
        reader?.close()
        writer.close()
      } finally {
        unlock()
      }
    },
  }
}

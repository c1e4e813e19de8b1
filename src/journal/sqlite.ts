import { once } from 'node:events'
import { closeSync, existsSync, openSync, realpathSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { groupCommit } from './group-commit.ts'
import {
  type Sql,
  StoreBrokenError,
  StoreBusyError,
  StoreClosedError,
  StoreFullError,
  StoreInUseError,
} from './sql.ts'
import { connectSqlite, type SqliteConnection } from './sqlite-connection.ts'
import { LONGEST_TRANSACTION_MS, type TransactionScope, transactionScope } from './transaction.ts'
import { walCheckpoints } from './wal-checkpoints.ts'
import { walSync } from './wal-sync.ts'

/** SQLite's own checkpoint, inside a commit: only when ours (`walCheckpoints`) did not come to it. 200 MiB. */
const LARGEST_LOG_PAGES = 51_200

/**
 * Opens the embedded store, making its file (readable by its owner only) when there is none.
 *
 * Throws `StoreInUseError` while another opener has it, `StoreBrokenError` when the file is no store.
 * `:memory:` gives a store of its own that ends with `close`. `logPages`: how much the write-ahead log holds, about,
 * before it is moved into the file.
 */
export function openSqlite(
  path: string,
  options: { readonly longestTransactionMs?: number; readonly logPages?: number } = {},
): Sql {
  const scope = transactionScope(options.longestTransactionMs ?? LONGEST_TRANSACTION_MS)
  if (path === ':memory:') return storeOver({ writer: openWriter(path) }, scope)
  const file = existsSync(path) ? realpathSync(path) : path
  const unlock = holdLock(file)
  try {
    createPrivately(file)
    const writer = openWriter(file)
    const reader = connectSqlite(file, { readOnly: true })
    return storeOver({ writer, onDisk: { reader, unlock, file } }, scope, options.logPages)
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
    // A commit leaves the sync of its log to us (`walSync`), who answer nobody before it. SQLite still syncs wherever
    // the order of writes matters: https://sqlite.org/pragma.html#pragma_synchronous
    writer.exec('pragma synchronous = normal')
    writer.exec(`pragma wal_autocheckpoint = ${LARGEST_LOG_PAGES}`)
    writer.exec('pragma fullfsync = on') // only there is a sync one on macOS; nothing elsewhere
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
  /** A store in memory has no file, nobody to share it with, and no second connection to read by. */
  readonly onDisk?: {
    /** Sees committed data, also while a transaction is open. */
    readonly reader: SqliteConnection
    readonly unlock: () => void
    readonly file: string
  }
}

function storeOver({ writer, onDisk }: Connections, scope: TransactionScope, logPages?: number): Sql {
  const log = onDisk === undefined ? undefined : walSync(onDisk.file)
  const commits = groupCommit(
    writer,
    scope,
    log &&
      ((transactions) => {
        checkpoints?.count(transactions)
        return log.sync()
      }),
  )
  const checkpoints = onDisk && walCheckpoints(onDisk.file, (chore) => commits.alone(chore), logPages)
  let closed = false
  let nextScrub: Promise<void> | undefined
  const enter = (): void => {
    if (closed) throw new StoreClosedError('the store is closed')
    scope.refuseInside()
  }
  return {
    dialect: 'sqlite',
    async query(text, params) {
      enter()
      if (onDisk !== undefined) {
        const rows = onDisk.reader.query(text, params)
        await commits.durable() // what is committed can be seen before it is durable, and is not shown before
        return rows
      }
      await commits.betweenGroups()
      return readOnly(writer, () => writer.query(text, params))
    },
    async transact(work) {
      enter()
      return commits.transact(work)
    },
    async scrub() {
      enter()
      if (onDisk === undefined) return
      nextScrub ??= (checkpoints?.settled() ?? Promise.resolve()).then(() =>
        commits.alone(() => {
          nextScrub = undefined // what is deleted from here on needs a scrub of its own
          return scrubFile(onDisk.file)
        }),
      )
      return nextScrub
    },
    async close() {
      if (closed) return
      closed = true
      try {
        await commits.settled()
        await checkpoints?.settled()
        log?.close()
        onDisk?.reader.close()
        writer.close()
      } finally {
        onDisk?.unlock()
      }
    },
  }
}

/** Refuses writes outside of a transaction where there is no second, read-only connection to refuse them. */
function readOnly<T>(connection: SqliteConnection, read: () => T): T {
  connection.exec('pragma query_only = on')
  try {
    return read()
  } finally {
    connection.exec('pragma query_only = off')
  }
}

async function scrubFile(path: string): Promise<void> {
  const worker = new Worker(new URL('./scrub-worker.ts', import.meta.url), { workerData: { path } })
  try {
    await once(worker, 'exit') // rejects with what the worker threw
  } catch (cause) {
    // Errors lose their class between threads, and keep their name.
    const name = cause instanceof Error ? cause.name : ''
    if (name === 'StoreFullError')
      throw new StoreFullError('the scrub needs room for a copy of the store', { cause })
    if (name === 'StoreBusyError')
      throw new StoreBusyError('the store was being read; scrub again', { cause })
    throw new StoreBrokenError('the scrub of the store failed', { cause })
  }
}

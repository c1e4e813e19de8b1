import { AsyncLocalStorage } from 'node:async_hooks'
import { setImmediate } from 'node:timers/promises'
import { type SqlWriter, StoreBrokenError, StoreBusyError, StoreFullError } from './sql.ts'
import type { SqliteConnection } from './sqlite-connection.ts'
import type { TransactionScope } from './transaction.ts'

const GROUP_TRANSACTIONS = 64
const WAITING_TRANSACTIONS = 10_000

/** The queue in front of SQLite's one writer. One sync of the disk answers all that waited for it. */
export interface GroupCommit {
  /** Runs `work` in its turn and resolves when its group is committed. */
  transact<T>(work: (tx: SqlWriter) => Promise<T>): Promise<T>
  /** Runs `chore` with the file for itself: no transaction is open, none begins before it ends. */
  alone(chore: () => Promise<void>): Promise<void>
  /** Resolves when no transaction is open; none opens before the caller's next `await`. */
  betweenGroups(): Promise<void>
  /** Resolves when nothing waits any more. */
  settled(): Promise<void>
}

export function groupCommit(connection: SqliteConnection, scope: TransactionScope): GroupCommit {
  const waiting: Waiting[] = []
  const chores: (() => Promise<void>)[] = []
  let group: Promise<void> | undefined
  let draining: Promise<void> | undefined

  const drain = async (): Promise<void> => {
    await Promise.resolve() // whoever asks in the same turn joins the first group
    while (chores.length > 0 || waiting.length > 0) {
      group = chores.shift()?.() ?? commitGroup(connection, waiting)
      await group
      group = undefined
      await setImmediate() // lets readers, sockets and timers in
    }
    draining = undefined
  }

  return {
    transact: (work) =>
      new Promise((resolve, reject) => {
        if (waiting.length >= WAITING_TRANSACTIONS) throw new StoreBusyError('too many transactions wait')
        const asCaller = AsyncLocalStorage.snapshot() // work runs in its caller's context, not the queue's
        waiting.push({
          attempt: async (writer) => {
            try {
              const value = await asCaller(() => scope.run(writer, work))
              return { done: true, settle: () => resolve(value) }
            } catch (cause) {
              return { done: false, cause, settle: () => reject(cause) }
            }
          },
          reject,
        })
        draining ??= drain()
      }),
    alone: (chore) =>
      new Promise((resolve, reject) => {
        chores.push(() => chore().then(resolve, reject))
        draining ??= drain()
      }),
    async betweenGroups() {
      while (group !== undefined) await group
    },
    async settled() {
      while (draining !== undefined) await draining
    },
  }
}

interface Waiting {
  readonly attempt: (writer: SqlWriter) => Promise<Attempt>
  readonly reject: (cause: unknown) => void
}

/** What became of one transaction. `settle` tells its caller, once what it tells is durable. */
type Attempt =
  | { readonly done: true; readonly settle: () => void }
  | { readonly done: false; readonly settle: () => void; readonly cause: unknown }

/**
 * Commits up to 64 of the transactions that wait, and answers them. Never throws.
 *
 * Each runs alone, in order, in a savepoint: one that fails is undone alone. When the commit itself
 * fails nobody is told of a success, nor of a failure that rested on what is now undone.
 */
async function commitGroup(connection: SqliteConnection, waiting: Waiting[]): Promise<void> {
  const taken: Waiting[] = []
  const settles: (() => void)[] = []
  try {
    connection.run('begin immediate')
    while (taken.length < GROUP_TRANSACTIONS) {
      const next = waiting.shift()
      if (next === undefined) break
      taken.push(next)
      settles.push(await attemptAlone(connection, next))
    }
    connection.run('commit')
  } catch (cause) {
    rollBack(connection)
    if (taken.length === 0) taken.push(...waiting.splice(0, GROUP_TRANSACTIONS)) // it did not even begin
    for (const { reject } of taken) reject(storeError(cause))
    return
  }
  for (const settle of settles) settle()
}

async function attemptAlone(connection: SqliteConnection, { attempt }: Waiting): Promise<() => void> {
  connection.run('savepoint alone')
  const outcome = await attempt({
    query: async (text, params) => connection.query(text, params),
    run: async (text, params) => connection.run(text, params),
  })
  // On a full disk or an I/O error SQLite undoes everything, also what others of the group did.
  if (!connection.inTransaction()) throw storeError(outcome.done ? undefined : outcome.cause)
  if (!outcome.done) connection.run('rollback to alone')
  connection.run('release alone')
  return outcome.settle
}

function rollBack(connection: SqliteConnection): void {
  if (!connection.inTransaction()) return
  try {
    connection.exec('rollback')
  } catch {
    // The group is rejected with the first cause; the next `begin` reports what is still wrong.
  }
}

function storeError(cause: unknown): Error {
  if (cause instanceof StoreFullError || cause instanceof StoreBrokenError) return cause
  return new StoreBrokenError('the transaction could not be committed', { cause })
}

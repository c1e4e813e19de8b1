import { AsyncLocalStorage } from 'node:async_hooks'
import { setImmediate } from 'node:timers/promises'
import { type SqlWriter, StoreBrokenError, StoreBusyError, StoreFullError } from './sql.ts'
import type { SqliteConnection } from './sqlite-connection.ts'
import type { TransactionScope } from './transaction.ts'

/** A group is closed when it holds so many, or has taken so long: those behind it, and readers, wait for no more. */
const GROUP_TRANSACTIONS = 256
const GROUP_MS = 10
/** While the disk is busy with a group, the next one is worth its pages only when so many wait. */
const WORTH_A_GROUP = 32
const WAITING_TRANSACTIONS = 10_000

/** The queue in front of SQLite's one writer. One sync of the disk answers all that waited for it. */
export interface GroupCommit {
  /** Runs `work` in its turn and resolves when its group is durable. */
  transact<T>(work: (tx: SqlWriter) => Promise<T>): Promise<T>
  /** Runs `chore` with the file for itself: no transaction is open, none begins before it ends. */
  alone(chore: () => Promise<void>): Promise<void>
  /** Resolves when no transaction is open; none opens before the caller's next `await`. */
  betweenGroups(): Promise<void>
  /** Resolves when all that has been committed by now is durable. */
  durable(): Promise<void>
  /** Resolves when nothing waits any more. */
  settled(): Promise<void>
}

/**
 * `makeDurable` resolves when all that was committed before it was called is durable, and is told of how many
 * transactions; while it works the next group is gathered. Without it a commit itself is durable.
 */
export function groupCommit(
  connection: SqliteConnection,
  scope: TransactionScope,
  makeDurable?: (transactions: number) => Promise<void>,
  elapsedMs: () => number = () => performance.now(),
): GroupCommit {
  const waiting: Waiting[] = []
  const chores: (() => Promise<void>)[] = []
  let group: Promise<unknown> | undefined
  let draining: Promise<void> | undefined
  /** Ends after every group that was committed has been answered. */
  let answering: Promise<void> | undefined
  let broken: StoreBrokenError | undefined
  let wake: (() => void) | undefined

  const drain = async (): Promise<void> => {
    await Promise.resolve() // whoever asks in the same turn joins the first group
    while (chores.length > 0 || waiting.length > 0) {
      const chore = chores.shift()
      if (chore !== undefined) {
        await answering
        group = chore()
        await group
      } else if (broken !== undefined) {
        for (const { reject } of waiting.splice(0)) reject(broken)
      } else {
        group = commitGroup(connection, waiting, answer, elapsedMs)
        await group
      }
      group = undefined
      await setImmediate() // lets readers, sockets and timers in
      await gathered()
    }
    draining = undefined
  }

  const answer = ({ settles, taken, hasWritten }: Committed): void => {
    const failed = broken // while this group worked: it may have read what is not durable
    if (failed !== undefined) {
      for (const { reject } of taken) reject(failed)
      return
    }
    if (makeDurable === undefined || (!hasWritten && answering === undefined)) {
      for (const settle of settles) settle()
      return
    }
    // What a transaction only read may have been written by one that is not durable yet.
    const mine = makeDurable(hasWritten ? taken.length : 0)
      .then(
        () => {
          for (const settle of settles) settle()
        },
        (cause: unknown) => {
          // Nobody knows what the disk holds now, so nothing more is promised by this process.
          broken ??=
            cause instanceof StoreBrokenError ? cause : new StoreBrokenError('not durable', { cause })
          for (const { reject } of taken) reject(broken)
        },
      )
      .finally(() => {
        if (answering === mine) answering = undefined
      })
    answering = mine
  }

  const gathered = async (): Promise<void> => {
    if (answering === undefined || chores.length > 0 || waiting.length >= WORTH_A_GROUP) return
    await Promise.race([answering, new Promise<void>((enough) => (wake = enough))])
    wake = undefined
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
        if (waiting.length >= WORTH_A_GROUP) wake?.()
        draining ??= drain()
      }),
    alone: (chore) =>
      new Promise((resolve, reject) => {
        chores.push(() => chore().then(resolve, reject))
        wake?.()
        draining ??= drain()
      }),
    async betweenGroups() {
      while (group !== undefined) await group
    },
    async durable() {
      await answering
      if (broken !== undefined) throw broken
    },
    async settled() {
      while (draining !== undefined || answering !== undefined) await (draining ?? answering)
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

/** A group that is committed and has not been answered. */
interface Committed {
  readonly taken: readonly Waiting[]
  readonly settles: readonly (() => void)[]
  readonly hasWritten: boolean
}

/**
 * Commits the first of the transactions that wait. Never throws. `committed` is told in the same turn: what readers can
 * see from then on is not durable yet.
 *
 * Each runs alone, in order, in a savepoint: one that fails is undone alone. When the commit itself
 * fails nobody is told of a success, nor of a failure that rested on what is now undone.
 */
async function commitGroup(
  connection: SqliteConnection,
  waiting: Waiting[],
  committed: (group: Committed) => void,
  elapsedMs: () => number,
): Promise<void> {
  const taken: Waiting[] = []
  const settles: (() => void)[] = []
  const writes = { count: 0 }
  try {
    connection.run('begin immediate')
    const until = elapsedMs() + GROUP_MS
    while (taken.length < GROUP_TRANSACTIONS && (taken.length === 0 || elapsedMs() < until)) {
      const next = waiting.shift()
      if (next === undefined) break
      taken.push(next)
      settles.push(await attemptAlone(connection, next, writes))
    }
    connection.run('commit')
  } catch (cause) {
    rollBack(connection)
    if (taken.length === 0) taken.push(...waiting.splice(0, GROUP_TRANSACTIONS)) // it did not even begin
    for (const { reject } of taken) reject(storeError(cause))
    return
  }
  committed({ taken, settles, hasWritten: writes.count > 0 })
}

async function attemptAlone(
  connection: SqliteConnection,
  { attempt }: Waiting,
  writes: { count: number },
): Promise<() => void> {
  connection.run('savepoint alone')
  const outcome = await attempt({
    query: async (text, params) => {
      if (!READS.test(text)) writes.count++ // such as `update … returning`
      return connection.query(text, params)
    },
    run: async (text, params) => {
      writes.count++
      return connection.run(text, params)
    },
  })
  // On a full disk or an I/O error SQLite undoes everything, also what others of the group did.
  if (!connection.inTransaction()) throw storeError(outcome.done ? undefined : outcome.cause)
  if (!outcome.done) connection.run('rollback to alone')
  connection.run('release alone')
  return outcome.settle
}

const READS = /^\s*select\b/i

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

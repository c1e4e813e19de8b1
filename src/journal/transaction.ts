import { AsyncLocalStorage } from 'node:async_hooks'
import { assert } from '#kernel/assert.ts'
import { type SqlWriter, TransactionTooLongError } from './sql.ts'

/** What all stores say alike about a running transaction, so that they can only be misused alike. */
export interface TransactionScope {
  /** Throws `InvariantError` when called from inside a running `work`: it would wait for itself. */
  refuseInside(): void
  /** Runs `work` on a writer that is lost after its first failure and closed after its end. */
  run<T>(writer: SqlWriter, work: (tx: SqlWriter) => Promise<T>): Promise<T>
}

/** How long a transaction may hold the store. An import of a whole sanctions list takes some seconds. */
export const LONGEST_TRANSACTION_MS = 60_000

export function transactionScope(longestMs: number): TransactionScope {
  const running = new AsyncLocalStorage<Guard>()
  return {
    refuseInside() {
      assert(running.getStore()?.isOpen() !== true, 'inside transact, read and write through tx only')
    },
    async run(writer, work) {
      const guard = guardOf(writer)
      try {
        const value = await withDeadline(longestMs, () => running.run(guard, () => work(guard.tx)))
        guard.throwIfLost()
        return value
      } finally {
        guard.close()
      }
    },
  }
}

interface Guard {
  readonly tx: SqlWriter
  isOpen(): boolean
  throwIfLost(): void
  close(): void
}

function guardOf(writer: SqlWriter): Guard {
  let open = true
  let lost: { readonly cause: unknown } | undefined
  const throwIfLost = (): void => {
    if (lost !== undefined) throw lost.cause
  }
  const step = async <T>(call: () => Promise<T>): Promise<T> => {
    assert(open, 'a transaction is not used after its end')
    throwIfLost()
    try {
      return await call()
    } catch (cause) {
      // PostgreSQL refuses whatever follows a failed statement; SQLite would go on, so it is stopped here.
      lost ??= { cause }
      throw cause
    }
  }
  return {
    tx: {
      query: (text, params) => step(() => writer.query(text, params)),
      run: (text, params) => step(() => writer.run(text, params)),
    },
    isOpen: () => open,
    throwIfLost,
    close() {
      open = false
    },
  }
}

async function withDeadline<T>(longestMs: number, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TransactionTooLongError(`longer than ${longestMs} ms`)), longestMs)
  })
  try {
    return await Promise.race([work(), late])
  } finally {
    clearTimeout(timer)
  }
}

import { closeSync, fdatasync, openSync } from 'node:fs'
import { promisify } from 'node:util'
import { StoreBrokenError } from './sql.ts'

const datasync = promisify(fdatasync)

/**
 * Puts SQLite's write-ahead log on the disk from a thread of its own, so that the program goes on meanwhile (ADR 0011).
 *
 * What has been committed is in the log; it is durable once a sync that began afterwards has ended. Whoever asks while
 * one runs shares the next.
 */
export interface WalSync {
  /**
   * Resolves when all that was committed before the call is durable. Throws `StoreBrokenError`, also for ever after
   * once it did: after a failed sync nobody knows what the disk holds.
   */
  sync(): Promise<void>
  close(): void
}

/** `file` is the store's; its log is beside it. No lock of SQLite's is on the log, so that closing it frees none. */
export function walSync(file: string, sync = datasync): WalSync {
  let log: number | undefined
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined
  let failure: StoreBrokenError | undefined

  const begin = (): Promise<void> => {
    running = run()
    return running
  }
  const run = async (): Promise<void> => {
    try {
      if (failure !== undefined) throw failure
      log ??= openSync(`${file}-wal`, 'r+') // SQLite makes it with the first write, and keeps it until the store is closed
      await sync(log)
    } catch (cause) {
      failure ??= new StoreBrokenError('the write-ahead log could not be synced', { cause })
      throw failure
    } finally {
      running = undefined
    }
  }
  return {
    sync() {
      if (next !== undefined) return next // also in the moment between the end of one and its beginning
      if (running === undefined) return begin()
      next = running
        .catch(() => undefined)
        .then(() => {
          next = undefined
          return begin()
        })
      return next
    },
    close() {
      if (log !== undefined) closeSync(log)
      log = undefined
    },
  }
}

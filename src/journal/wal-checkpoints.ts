import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

/**
 * Empties the write-ahead log into the store's file from a thread of its own. SQLite would do it inside a commit, with
 * everybody waiting for two syncs of the disk and thousands of pages.
 */
export interface WalCheckpoints {
  /** Told of each group that was committed; begins a checkpoint when about enough is in the log. */
  count(transactions: number): void
  /** Resolves when none is under way. */
  settled(): Promise<void>
}

/** Guesses: a group writes about this many pages whatever it holds, and so many more for each of its transactions. */
const PAGES_OF_A_GROUP = 12
const PAGES_OF_A_TRANSACTION = 1.5
/** 64 MiB of pages of 4 KiB. */
const ENOUGH_PAGES = 16_384

/** `alone` runs a chore while no transaction is open and none begins. */
export function walCheckpoints(
  file: string,
  alone: (chore: () => Promise<void>) => Promise<void>,
  enoughPages = ENOUGH_PAGES,
): WalCheckpoints {
  let pages = 0
  let running: Promise<void> | undefined
  const run = async (): Promise<void> => {
    const worker = new Worker(new URL('./checkpoint-worker.ts', import.meta.url), {
      workerData: { path: file },
    })
    const ended = once(worker, 'exit')
    try {
      await Promise.race([once(worker, 'message'), ended])
      // The little that came in the meantime; then the log is empty, and the next to write begins it anew.
      await alone(async () => {
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
        worker.postMessage('again')
        await ended
      })
    } finally {
      await worker.terminate()
    }
  }
  return {
    count(transactions) {
      pages += PAGES_OF_A_GROUP + transactions * PAGES_OF_A_TRANSACTION
      if (pages < enoughPages || running !== undefined) return
      pages = 0
      // What fails here is tried again when as much has been written once more; SQLite itself does it at its own limit.
      running = run()
        .catch(() => undefined)
        .finally(() => (running = undefined))
    },
    async settled() {
      while (running !== undefined) await running
    },
  }
}

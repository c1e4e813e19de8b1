import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { refuse, type Result } from '#kernel/result.ts'
import type { SnapshotRefusal } from '#lookup/snapshot/format.ts'
import type { FillWork } from './fill-worker.ts'
import type { OpenedSnapshot } from './snapshot-file.ts'

/** Below, a thread takes longer to start than it saves. */
const SHARED_FROM_BYTES = 256 * 1024 * 1024
const MOST_THREADS = 4

/** Fills shared memory with the sections of a snapshot, by as many threads as it is worth. */
export async function fillSnapshot(
  snapshot: OpenedSnapshot,
  targets: readonly Uint8Array[],
  from: { readonly path: string; readonly storeKey: Uint8Array },
): Promise<Result<true, SnapshotRefusal>> {
  const bytes = targets.reduce((sum, { length }) => sum + length, 0)
  const threads = bytes < SHARED_FROM_BYTES ? 1 : Math.min(MOST_THREADS, availableParallelism())
  const others = Array.from({ length: threads - 1 }, (_, at) =>
    fillElsewhere({ ...from, targets, part: { first: at + 1, step: threads } }),
  )
  // Together: a thread that fails while this one reads must find somebody who listens.
  const [own, ...areFilled] = await Promise.all([
    snapshot.fill(targets, { first: 0, step: threads }),
    ...others,
  ])
  return own.ok && !areFilled.every(Boolean) ? refuse({ kind: 'snapshot/altered' }) : own
}

function fillElsewhere(work: FillWork): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./fill-worker.ts', import.meta.url), { workerData: work })
    worker.once('message', (isFilled: unknown) => resolve(isFilled === true))
    worker.once('error', reject)
    worker.once('exit', () => resolve(false))
  })
}

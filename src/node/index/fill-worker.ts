import { parentPort, workerData } from 'node:worker_threads'
import { assert } from '#kernel/assert.ts'
import { openSnapshot, type Part } from './snapshot-file.ts'

export interface FillWork {
  readonly path: string
  readonly storeKey: Uint8Array
  readonly targets: readonly Uint8Array[]
  readonly part: Part
}

const port = parentPort
assert(port !== null, 'this is the beginning of a thread')
// Only this program starts the thread.
const { path, storeKey, targets, part }: FillWork = workerData
const opened = await openSnapshot(path, storeKey)
const filled = opened?.ok === true ? await opened.value.fill(targets, part) : undefined
if (opened?.ok === true) await opened.value.close()
port.postMessage(filled?.ok === true)

/** One of two threads that ask the same table at once. */
import { parentPort, workerData } from 'node:worker_threads'
import type { SharedKeys } from '#lookup/keys/key-memory.ts'
import { openTable } from '#lookup/keys/key-table.ts'
import { endsOf, KEY_BYTES, questions } from './synthetic.ts'

const { shared, held, seed, count }: { shared: SharedKeys; held: number; seed: number; count: number } =
  workerData
const BATCH = 10_000
const table = openTable(shared)
const asked = questions(count, held, seed)
const ends = endsOf(BATCH)
let hits = 0
const ask = (): void => {
  for (let at = 0; at < count; at += BATCH)
    table.visitPacked(asked.subarray(at * KEY_BYTES, (at + BATCH) * KEY_BYTES), ends, () => hits++)
}
ask()
parentPort?.once('message', () => {
  const start = performance.now()
  for (let round = 0; round < 5; round++) ask()
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port has no origin
  parentPort?.postMessage({ seconds: (performance.now() - start) / 1000, hits })
})
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port has no origin
parentPort?.postMessage('ready')

import { randomBytes } from 'node:crypto'
import { parentPort, workerData } from 'node:worker_threads'
import { assert } from '#kernel/assert.ts'
import { indexSections, type IndexParts, type PeopleParts } from './index-sections.ts'
import { writeSnapshot } from './snapshot-file.ts'

/** What is written, in memory that this thread shares with the one that answers checks: nothing is copied to get here. */
export interface SnapshotWork {
  readonly path: string
  readonly storeKey: Uint8Array
  readonly seed: Uint8Array
  readonly indexVersion: string
  readonly cursor: string
  readonly keys: IndexParts['keys']
  readonly persons: PeopleParts
  readonly organisations: PeopleParts
}

// A thread of its own: a large index takes seconds to seal, and checks do not wait. Only this program posts to it.
const work: SnapshotWork = workerData
const port = parentPort
assert(port !== null, 'this is the beginning of a thread')
const sections = indexSections(work)
const { path, storeKey, indexVersion, cursor } = work
port.postMessage(await writeSnapshot(path, { indexVersion, cursor, sections }, storeKey, randomBytes))

import { hkdfSync } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import type { LogLine } from '#http/services.ts'
import type { Contents } from '#journal/contents.ts'
import { isPlaceKnown, type JournalPlace, journalPlace } from '#journal/record-store.ts'
import type { Sql } from '#journal/sql.ts'
import { type NodeIndex, nodeIndex } from '../check-index.ts'
import { catchUp, fillIndex } from './fill-index.ts'
import { fillSnapshot } from './fill-snapshot.ts'
import { roomForIndex, sectionsOf } from './index-sections.ts'
import { indexVersion } from './index-version.ts'
import { eraseSnapshot, openSnapshot } from './snapshot-file.ts'
import type { SnapshotWork } from './snapshot-worker.ts'

/** What is known of the snapshot, for the operator. */
export interface SnapshotState {
  /** Kept from a start, written since, or none: too little to be worth one, or erased because of a withdrawal. */
  readonly from: 'start' | 'written' | 'none'
  readonly megabytes: number
  /** Changes of records since it was taken. */
  readonly behind: number
}

export interface KeptIndex {
  readonly index: NodeIndex
  /** To be called after changes: a snapshot is written when it has been quiet for a while. */
  changed(): void
  /** Writes a snapshot when one is due; `isLast`: when there is anything to write. */
  write(isLast?: boolean): Promise<void>
  /** Erases the snapshot, and one that is being written. Afterwards no file holds anything of the index. */
  erase(): Promise<void>
  close(): Promise<void>
  state(): SnapshotState
}

export interface KeepOptions {
  readonly path: string
  readonly storeKey: Uint8Array
  readonly sql: Sql
  readonly contents: Contents
  readonly log: (line: LogLine) => void
  readonly nowMs: () => number
  /** Records from which on a snapshot is faster than the journal. */
  readonly leastRecords?: number
}

const LEAST_RECORDS = 5_000
const QUIET_MS = 30_000
/** However busy the node is, a snapshot is not older than this. */
const LONGEST_MS = 15 * 60_000
const PROGRESS_RECORDS = 50_000
const MEGABYTE = 1024 * 1024

const CursorField = z.strictObject({
  change: z.int().nonnegative(),
  leaf: z.int(),
  leafHash: z.string(),
})

/**
 * The index of a node, from its snapshot and what the journal says since, or from the journal alone; and its snapshots.
 *
 * A snapshot that does not open, is of another program or of another store is erased, said so, and made again: it is never the record.
 */
export async function keepIndex(options: KeepOptions): Promise<KeptIndex> {
  const { path, storeKey, sql, contents, log, nowMs, leastRecords = LEAST_RECORDS } = options
  const seed = new Uint8Array(hkdfSync('sha256', storeKey, new Uint8Array(), 'entraide check index 1', 16))
  let madeBy: string | undefined
  // It reads names of every script, which a node too small for a snapshot need not do at its start.
  const version = (): string => (madeBy ??= indexVersion())
  const begun = nowMs()
  let state: SnapshotState = { from: 'none', megabytes: 0, behind: 0 }
  /** The index's change at the snapshot that stands. */
  let written = -1
  let firstChangeMs: number | undefined
  let lastChangeMs = begun
  let worker: Worker | undefined
  let writing: Promise<void> = Promise.resolve()

  const loaded = await load()
  const index = typeof loaded === 'string' ? nodeIndex({ seed }) : loaded
  if (typeof loaded === 'string') {
    await eraseSnapshot(path)
    let told = 0
    const records = await fillIndex(index, sql, contents, (count) => {
      if (count - told < PROGRESS_RECORDS) return
      told = count
      log({ level: 'info', event: 'index/filling', records: count })
    })
    log({
      level: 'info',
      event: 'index/filled',
      reason: loaded,
      records,
      milliseconds: Math.round(nowMs() - begun),
    })
  }

  /** The index, or why it is to be filled from the journal. */
  async function load(): Promise<NodeIndex | string> {
    const opened = await openSnapshot(path, storeKey)
    if (opened === undefined) return 'snapshot/none'
    if (!opened.ok) return opened.refusal.kind
    const snapshot = opened.value
    const { header } = snapshot
    try {
      if (header.indexVersion !== version()) return 'snapshot/other-version'
      const cursor = CursorField.safeParse(JSON.parse(header.cursor))
      if (!cursor.success) return 'snapshot/other-version'
      if (!(await isPlaceKnown(sql, cursor.data))) return 'snapshot/other-store'
      const room = roomForIndex(header.sections, seed)
      if (room === undefined) return 'snapshot/other-version'
      const filled = await fillSnapshot(snapshot, room.targets, { path, storeKey })
      if (!filled.ok) return filled.refusal.kind
      const index = nodeIndex({ seed, parts: room.parts() })
      const behind = await catchUp(index, sql, contents, cursor.data.change)
      if (behind === undefined) return 'snapshot/too-old'
      const bytes = header.sections.reduce((sum, section) => sum + section.bytes, 0)
      written = cursor.data.change
      state = { from: 'start', megabytes: Math.round(bytes / MEGABYTE), behind }
      const milliseconds = Math.round(nowMs() - begun)
      log({ level: 'info', event: 'index/loaded', megabytes: state.megabytes, changes: behind, milliseconds })
      return index
    } finally {
      await snapshot.close()
    }
  }

  const isDue = (): boolean => {
    if (firstChangeMs === undefined) return written < 0
    return nowMs() - lastChangeMs >= QUIET_MS || nowMs() - firstChangeMs >= LONGEST_MS
  }

  async function writeNow(): Promise<void> {
    const { persons, organisations, keys } = index.sizes()
    if (persons + organisations + keys < leastRecords || index.applied === written) return
    await index.settle()
    const place: JournalPlace = { ...(await journalPlace(sql)), change: index.applied }
    const parts = index.parts()
    firstChangeMs = undefined
    const work: SnapshotWork = {
      path,
      storeKey,
      seed,
      indexVersion: version(),
      cursor: JSON.stringify(place),
      keys: parts.keys,
      persons: sectionsOf(parts.persons),
      organisations: sectionsOf(parts.organisations),
    }
    const bytes = await runWorker(work)
    if (bytes === undefined) return
    written = place.change
    state = { from: 'written', megabytes: Math.round(bytes / MEGABYTE), behind: 0 }
  }

  /** The length of the file; undefined when it was stopped. Throws what the thread throws: a full disk leaves the old snapshot. */
  function runWorker(work: SnapshotWork): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      worker = new Worker(new URL('./snapshot-worker.ts', import.meta.url), { workerData: work })
      let bytes: number | undefined
      worker.on('message', (message: unknown) => {
        if (typeof message === 'number') bytes = message
      })
      worker.on('error', reject)
      worker.on('exit', () => {
        worker = undefined
        resolve(bytes)
      })
    })
  }

  return {
    index,
    changed() {
      lastChangeMs = nowMs()
      firstChangeMs ??= lastChangeMs
    },
    async write(isLast = false) {
      await writing
      if (!isLast) await index.settle()
      if (!isLast && !isDue()) return
      const done = writeNow()
      writing = done.catch(() => undefined)
      await done
    },
    async erase() {
      await worker?.terminate()
      await writing
      await index.settle()
      await eraseSnapshot(path)
      written = -1
      firstChangeMs ??= nowMs()
      state = { from: 'none', megabytes: 0, behind: 0 }
    },
    close: () => index.close(),
    state: () => (written < 0 ? state : { ...state, behind: index.applied - written }),
  }
}

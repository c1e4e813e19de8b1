import { Worker } from 'node:worker_threads'
import type { PersonIndex } from '#lookup/persons/person-index.ts'
import { openSegment, type Segment, type SharedSegment } from '#lookup/persons/segment.ts'
import type { PersonQueue } from './person-queue.ts'
import { PEOPLE_KINDS, type PeopleKind } from './person-work.ts'

/** The compaction thread ended without a segment. What was to be compacted stays as it was. */
export class CompactionError extends Error {
  override readonly name = 'CompactionError'
}

export interface Compaction {
  /** To be called for every record that was put or removed, in the moment. */
  changed(id: string): void
  /** Resolves when nothing is left in any thread of people who were removed before the call. */
  settle(): Promise<void>
  close(): Promise<void>
}

/** How often what came meanwhile is taken out within one call. Under steady change it would never end; the next call goes on. */
const MOST_TURNS = 3

/**
 * Makes large segments of people afresh in a thread, while checks go on over the old ones: those with removed people, and runs of
 * several that should be one. What changed meanwhile is taken out of the new one before it stands.
 */
export function compactPeople(
  indexes: Readonly<Record<PeopleKind, PersonIndex>>,
  queue: PersonQueue,
): Compaction {
  let changed: Set<string> | undefined
  let worker: Worker | undefined
  let isClosed = false
  let settling: Promise<void> | undefined

  const merge = (segments: readonly Segment[]): Promise<SharedSegment> =>
    new Promise((resolve, reject) => {
      const shared = segments.map(({ sections, state, book }) => ({ sections, state, memory: book.memory }))
      worker = new Worker(new URL('./compact-worker.ts', import.meta.url), { workerData: shared })
      worker.once('message', (made: SharedSegment) => resolve(made))
      worker.once('error', reject)
      worker.once('exit', () => reject(new CompactionError('a compaction ended early')))
    })

  const settleNow = async (): Promise<void> => {
    for (const kind of PEOPLE_KINDS) {
      const turns = new Map<Segment, number>()
      const done = new Set<Segment>()
      for (
        let from = indexes[kind].toCompact(done);
        from !== undefined && !isClosed;
        from = indexes[kind].toCompact(done)
      ) {
        changed = new Set()
        const made = openSegment(await merge(from))
        indexes[kind].replace(from, made, changed)
        changed = undefined
        queue.changed()
        const turn = 1 + Math.max(...from.map((segment) => turns.get(segment) ?? 0))
        turns.set(made, turn)
        if (turn >= MOST_TURNS) done.add(made)
      }
    }
    await queue.settle()
  }

  return {
    changed(id) {
      changed?.add(id)
    },
    async settle() {
      // Those who come while one is under way need what comes after it.
      while (settling !== undefined) await settling.catch(() => undefined)
      settling = settleNow()
      try {
        await settling
      } finally {
        settling = undefined
        changed = undefined
      }
    },
    async close() {
      isClosed = true
      await worker?.terminate()
    },
  }
}

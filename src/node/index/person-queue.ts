import { Worker } from 'node:worker_threads'
import { assert } from '#kernel/assert.ts'
import type { PersonHits } from '#lookup/persons/find-persons.ts'
import type { PersonIndex, PersonIndexSearch } from '#lookup/persons/person-index.ts'
import type { Segment } from '#lookup/persons/segment.ts'
import type { PersonQuery } from '#matching/types.ts'
import { PEOPLE_KINDS, type PeopleKind, type PersonAnswer, type PersonWork } from './person-work.ts'

/** Too many slow questions wait. The asker may ask again in a moment, or add a date of birth. */
export class PersonQueueFullError extends Error {
  override readonly name = 'PersonQueueFullError'
}

/** The thread that answers has failed. The next question starts another. */
export class PersonThreadError extends Error {
  override readonly name = 'PersonThreadError'
}

/**
 * Questions about people without a date of birth, which cost as much as forty with one: answered by a thread of their own, one after
 * the other, from the same memory, so that they keep nobody else waiting. The thread is told of each change before the next question.
 */
export interface PersonQueue {
  ask(kind: PeopleKind, query: PersonQuery, search: PersonIndexSearch): Promise<PersonHits>
  /** To be called after any change. */
  changed(): void
  /** Resolves when the thread holds nothing but what the indexes hold. */
  settle(): Promise<void>
  close(): Promise<void>
}

/** At 150 a second the last of them waits for less than half a second. */
const MOST_WAITING = 64

export function personQueue(indexes: Readonly<Record<PeopleKind, PersonIndex>>): PersonQueue {
  const numbers = new WeakMap<Segment, number>()
  const waiting = new Map<
    number,
    { resolve: (hits: PersonHits | undefined) => void; reject: (cause: Error) => void }
  >()
  let known = new Set<number>()
  let lastNumber = 0
  let lastId = 0
  let isBehind = true
  let worker: Worker | undefined

  const numberOf = (segment: Segment): number => {
    let number = numbers.get(segment)
    if (number === undefined) numbers.set(segment, (number = ++lastNumber))
    return number
  }

  const fail = (): void => {
    worker = undefined
    known = new Set()
    isBehind = true
    for (const { reject } of waiting.values())
      reject(new PersonThreadError('the thread for slow questions ended'))
    waiting.clear()
  }

  const start = (): Worker => {
    const started = new Worker(new URL('./person-worker.ts', import.meta.url))
    started.unref()
    started.on('message', (answer: PersonAnswer) => {
      const waits = waiting.get(answer.id)
      waiting.delete(answer.id)
      if ('error' in answer) waits?.reject(new PersonThreadError(answer.error))
      else waits?.resolve(answer.hits)
    })
    // A thread that failed exits afterwards, when the next may already answer.
    const ended = (): void => {
      if (worker === started) fail()
    }
    started.on('error', ended)
    started.on('exit', ended)
    return started
  }

  const send = (work: PersonWork): Promise<PersonHits | undefined> => {
    worker ??= start()
    const { promise, resolve, reject } = Promise.withResolvers<PersonHits | undefined>()
    waiting.set(work.id, { resolve, reject })
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    worker.postMessage(work)
    return promise
  }

  const tell = (): Promise<unknown> => {
    isBehind = false
    const segments = PEOPLE_KINDS.flatMap((kind) =>
      [...indexes[kind].parts()].flatMap(([restriction, all]) =>
        all.map((segment) => {
          const number = numberOf(segment)
          const { sections, state, book } = segment
          const shared = known.has(number) ? undefined : { sections, state, memory: book.memory }
          return { number, kind, restriction, shared }
        }),
      ),
    )
    known = new Set(segments.map(({ number }) => number))
    return send({ type: 'segments', id: ++lastId, segments })
  }

  return {
    async ask(kind, query, search) {
      if (waiting.size >= MOST_WAITING)
        throw new PersonQueueFullError('too many questions without a date of birth')
      // A failure to take the segments is the thread's end, and so this question's too.
      if (isBehind) void tell().catch(() => worker?.terminate())
      const hits = await send({ type: 'ask', id: ++lastId, kind, query, search })
      assert(hits !== undefined, 'a question is answered with hits')
      return hits
    },
    changed() {
      isBehind = true
    },
    async settle() {
      if (worker !== undefined) await tell()
    },
    async close() {
      await worker?.terminate()
    },
  }
}

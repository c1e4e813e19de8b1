import { parentPort } from 'node:worker_threads'
import { assert } from '#kernel/assert.ts'
import { createPersonIndex } from '#lookup/persons/person-index.ts'
import { openSegment, type Segment } from '#lookup/persons/segment.ts'
import { PEOPLE_KINDS, type PersonAnswer, type PersonWork } from './person-work.ts'

const port = parentPort
assert(port !== null, 'this is the beginning of a thread')
const indexes = { persons: createPersonIndex(), organisations: createPersonIndex() }
let opened = new Map<number, Segment>()

function take({ segments }: Extract<PersonWork, { type: 'segments' }>): undefined {
  const now = new Map<number, Segment>()
  const parts = { persons: new Map<number, Segment[]>(), organisations: new Map<number, Segment[]>() }
  for (const { number, kind, restriction, shared } of segments) {
    const segment = opened.get(number) ?? (shared === undefined ? undefined : openSegment(shared))
    assert(segment !== undefined, 'a segment comes with its memory first')
    now.set(number, segment)
    const all = parts[kind].get(restriction) ?? []
    all.push(segment)
    parts[kind].set(restriction, all)
  }
  // What is not named any more is let go of, so that nothing of removed people stays.
  opened = now
  for (const kind of PEOPLE_KINDS) indexes[kind].adopt(parts[kind])
}

port.on('message', (work: PersonWork) => {
  const answer = (said: PersonAnswer): void => {
    port.postMessage(said)
  }
  try {
    const hits = work.type === 'segments' ? take(work) : indexes[work.kind].find(work.query, work.search)
    answer({ id: work.id, hits })
  } catch (error) {
    // The message may hold what was asked.
    answer({ id: work.id, error: error instanceof Error ? error.name : 'unknown' })
  }
})

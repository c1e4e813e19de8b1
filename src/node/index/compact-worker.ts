import { parentPort, workerData } from 'node:worker_threads'
import { assert } from '#kernel/assert.ts'
import { openSegment, type SharedSegment } from '#lookup/persons/segment.ts'
import { createSegmentWriter } from '#lookup/persons/segment-writer.ts'
import { openVocabulary } from '#lookup/vocabulary/open.ts'

const port = parentPort
assert(port !== null, 'this is the beginning of a thread')
// Only this program starts the thread.
const from: readonly SharedSegment[] = workerData
const writer = createSegmentWriter()
for (const { sections, state } of from) {
  // On a copy of the vocabulary: each opening takes room in the memory that it opens.
  writer.addAll(openSegment({ sections, state, memory: openVocabulary(sections).memory }))
}
const { sections, state, book } = writer.finish()
port.postMessage({ sections, state, memory: book.memory } satisfies SharedSegment)

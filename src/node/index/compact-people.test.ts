import { afterEach, expect, test } from 'vitest'
import { createPersonIndex, type PersonIndex } from '#lookup/persons/person-index.ts'
import type { PersonEntry } from '#matching/types.ts'
import { type Compaction, compactPeople } from './compact-people.ts'
import { personQueue } from './person-queue.ts'

const WORDS = ['Sergei', 'Malenko', 'Yusuf', 'Farzan', 'Veresk', 'Hamidreza', 'Harizi', 'Anton', 'Marat']
const entry = (at: number): PersonEntry => ({
  names: [{ text: `${WORDS[at % 9]} ${WORDS[(at * 5 + 2) % 9]} ${WORDS[(at >> 3) % 9]}` }],
  births: [],
  nationalities: [],
})
const idOf = (at: number): string => `person-${at}`
const everyone = (count: number): readonly (readonly [string, PersonEntry])[] =>
  Array.from({ length: count }, (_, at) => [idOf(at), entry(at)])

let compaction: Compaction | undefined
afterEach(() => compaction?.close())

function compacting(persons: PersonIndex): Compaction {
  const indexes = { persons, organisations: createPersonIndex() }
  compaction = compactPeople(indexes, personQueue(indexes))
  return compaction
}

const answers = (index: PersonIndex): readonly unknown[] =>
  WORDS.map((word, at) =>
    index.find({ name: `${word} ${WORDS[(at + 4) % 9]}` }, { limit: 20, threshold: 0.05 }),
  )

test('what is left of removed people goes in a thread, while people come and go', async () => {
  const index = createPersonIndex()
  index.putAll(everyone(300))
  const work = compacting(index)
  index.remove(idOf(5))
  expect(index.needsCompaction).toBe(true)
  const settled = work.settle()
  for (const at of [7, 8, 9]) {
    index.remove(idOf(at))
    work.changed(idOf(at))
  }
  index.put(idOf(8), entry(400))
  work.changed(idOf(8))
  await settled
  expect(index.needsCompaction).toBe(false)
  const gone = new Set([5, 7, 8, 9].map(idOf))
  const fresh = createPersonIndex()
  const left = everyone(300).filter(([id]) => !gone.has(id))
  fresh.putAll([...left, [idOf(8), entry(400)] as const].values())
  expect(index.size).toEqual(fresh.size)
  expect(answers(index)).toEqual(answers(fresh))
})

test('people who are removed all the time do not keep it from an end, and go the next time', async () => {
  const index = createPersonIndex()
  index.putAll(everyone(300))
  index.remove(idOf(0))
  let replaced = 0
  const busy: PersonIndex = {
    ...index,
    replace(from, by, changedSince) {
      replaced++
      return index.replace(from, by, replaced < 20 ? [...changedSince, idOf(replaced)] : changedSince)
    },
  }
  const work = compacting(busy)
  await work.settle()
  expect(replaced).toBeLessThan(5)
  replaced = 20
  await work.settle()
  expect(index.needsCompaction).toBe(false)
})

test('several large segments become one', async () => {
  const index = createPersonIndex()
  const people = everyone(14_000)
  index.putAll(people.slice(0, 7000))
  index.putAll(people.slice(7000))
  await compacting(index).settle()
  expect([...index.parts().values()].map((segments) => segments.length)).toEqual([1])
  expect(index.size.persons).toBe(14_000)
  expect(index.toCompact()).toBeUndefined()
})

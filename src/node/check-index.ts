import { randomBytes } from 'node:crypto'
import { indexEntryOf } from '#desks/checks/index-entry.ts'
import type { IndexReader, RecordHeld } from '#desks/ports.ts'
import type { Before, IndexChange } from '#exchange/outcome.ts'
import { createKeyIndex } from '#lookup/keys/key-index.ts'
import type { PersonHits } from '#lookup/persons/find-persons.ts'
import { createPersonIndex, type PersonIndexSearch } from '#lookup/persons/person-index.ts'
import type { PersonQuery } from '#matching/types.ts'
import type { IndexParts } from './index/index-sections.ts'
import { compactPeople } from './index/compact-people.ts'
import { personQueue } from './index/person-queue.ts'

/** The check indexes of a node: persons, organisations, and all exact keys. They follow the journal's commits. */
export interface NodeIndex {
  readonly reader: IndexReader
  apply(changes: readonly IndexChange[]): void
  /** Makes the index say of these records what the journal says now, whatever it said before. */
  renew(records: readonly RecordHeld[]): void
  /** The journal's change up to which every change is applied. */
  readonly applied: number
  /** The journal was read up to this change. */
  startFrom(change: number): void
  /** Merges large segments in another thread, and takes out what is left of removed people: afterwards no thread holds any of it. */
  settle(): Promise<void>
  close(): Promise<void>
  /** All that the index is made of, with nothing of anybody removed. */
  parts(): IndexParts
  sizes(): { readonly persons: number; readonly organisations: number; readonly keys: number }
}

export interface NodeIndexOptions {
  /** 128 secret bits, the same at every start: a snapshot is of use under one seed only. */
  readonly seed?: Uint8Array
  readonly parts?: IndexParts
  /** From how many names on people are looked for in a thread of its own when no birth date is given. */
  readonly threadFromNames?: number
}

/** Below, a question without a birth date takes some 5 milliseconds, and a thread would take 60 MB. */
const THREAD_FROM_NAMES = 100_000

/** Larger segments are cleaned in another thread, before an erasure is confirmed (`settle`). */
const MOST_CLEANED_AT_ONCE = 4_000

export function nodeIndex({
  seed = randomBytes(16),
  parts,
  threadFromNames = THREAD_FROM_NAMES,
}: NodeIndexOptions = {}): NodeIndex {
  const persons = createPersonIndex(parts?.persons)
  const organisations = createPersonIndex(parts?.organisations)
  const keyIndex = createKeyIndex(seed, parts?.keys)
  const progress = createProgress()
  const people = { persons, organisations }
  const queue = personQueue(people)
  const compaction = compactPeople(people, queue)
  const find = async (
    kind: keyof typeof people,
    query: PersonQuery,
    search: PersonIndexSearch,
  ): Promise<PersonHits> => {
    const isSlow = (query.births ?? []).length === 0 && people[kind].size.names >= threadFromNames
    return isSlow ? queue.ask(kind, query, search) : people[kind].find(query, search)
  }

  const keysBefore = (id: string, before: Before): readonly string[] => {
    if (before === 'unreadable') keyIndex.forget(new Set([id]))
    return before === 'none' || before === 'unreadable' ? [] : indexEntryOf(before).keys
  }
  const put = (
    id: string,
    { type, entry, keys }: ReturnType<typeof indexEntryOf>,
    before: readonly string[],
  ) => {
    if (entry !== undefined) {
      const [now, other] = type === 'person' ? [persons, organisations] : [organisations, persons]
      // An update may say that what was taken for a person is an organisation.
      other.remove(id)
      now.put(id, entry)
    }
    keyIndex.put(id, keys, before)
  }
  const clean = (most?: number): void => {
    persons.clean(most)
    organisations.clean(most)
  }

  return {
    reader: {
      findPersons: (query, search) => find('persons', query, search),
      findOrganisations: (query, search) => find('organisations', query, search),
      findKeys: (keys, options) => keyIndex.find(keys, options),
    },
    apply(changes) {
      for (const { change, ...each } of changes) {
        const before = keysBefore(each.id, each.before)
        if (each.type === 'put') put(each.id, indexEntryOf(each.record), before)
        else {
          persons.remove(each.id)
          organisations.remove(each.id)
          keyIndex.remove(each.id, before)
        }
        compaction.changed(each.id)
        progress.add(change)
      }
      if (changes.some(({ type }) => type !== 'put')) clean(MOST_CLEANED_AT_ONCE)
      queue.changed()
    },
    renew(records) {
      keyIndex.forget(new Set(records.map(({ id }) => id)))
      for (const { id, record } of records) {
        persons.remove(id)
        organisations.remove(id)
        compaction.changed(id)
        if (record !== null) put(id, indexEntryOf(record), [])
      }
      clean()
      queue.changed()
    },
    get applied() {
      return progress.reached
    },
    startFrom: (change) => progress.startFrom(change),
    settle: () => compaction.settle(),
    async close() {
      await compaction.close()
      await queue.close()
    },
    parts() {
      clean()
      return { keys: keyIndex.parts(), persons: persons.parts(), organisations: organisations.parts() }
    },
    sizes: () => ({
      persons: persons.size.persons,
      organisations: organisations.size.persons,
      keys: keyIndex.size.keys,
    }),
  }
}

/** The last of the changes up to which all have come. Transactions are told of in their own order, not always the journal's. */
function createProgress(): {
  readonly reached: number
  add(change: number): void
  startFrom(change: number): void
} {
  const ahead = new Set<number>()
  let reached = 0
  return {
    get reached() {
      return reached
    },
    add(change) {
      ahead.add(change)
      while (ahead.delete(reached + 1)) reached++
    },
    startFrom(change) {
      ahead.clear()
      reached = change
    },
  }
}

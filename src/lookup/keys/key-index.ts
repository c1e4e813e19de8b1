import { mostRecords, type SharedKeys } from './key-memory.ts'
import { bucketsFor, createKeyTable, type KeyTable, MOST_HOLDERS, openTable } from './key-table.ts'
import { rebuildKeys } from './rebuild.ts'
import { createRecordIds, type RecordIds, type RecordIdSections } from './record-ids.ts'

export interface KeyHit {
  readonly id: string
  readonly key: string
}

export interface KeySearch {
  /** Restrictions whose records the asker may know, beside the records that are open to all. */
  readonly restrictions?: readonly number[]
  readonly mayKnow?: (id: string) => boolean
}

/** Restriction 0: open to all who may ask. */
const OPEN = 0

/**
 * Which records may hold an exact key: strings made by `src/matching`, of which only fingerprints are kept. One false answer in
 * some 300 million is by chance: the asker confirms each on the record itself.
 *
 * Records under different restrictions lie in tables of their own. A question touches only those that its asker may know.
 */
export interface KeyIndex {
  /** Inserts or replaces. `before`: the keys under which the record was put last; none for a new record. */
  put(id: string, keys: readonly string[], before?: readonly string[], restriction?: number): void
  /** `before`: the keys under which the record was put last. Nothing of them is left. */
  remove(id: string, before: readonly string[]): void
  /** Removes records whose keys are not known any more, by a walk over everything. */
  forget(ids: ReadonlySet<string>): void
  /** All that it is made of, by restriction. */
  parts(): ReadonlyMap<number, KeyPart>
  /** Who may hold one of the keys, at most 100 of a key, key by key in the order of ids. */
  find(keys: readonly string[], search?: KeySearch): readonly KeyHit[]
  readonly size: { readonly keys: number; readonly records: number }
}

interface Partition {
  table: KeyTable
  readonly ids: RecordIds
}

export interface KeyPart {
  readonly table: SharedKeys
  readonly ids: RecordIdSections
}

/** `seed`: 128 secret bits of the node. `from`: parts made under the same seed; they are taken over, not copied. */
export function createKeyIndex(seed: Uint8Array, from: ReadonlyMap<number, KeyPart> = new Map()): KeyIndex {
  const partitions = new Map<number, Partition>()
  for (const [restriction, { table, ids }] of from)
    partitions.set(restriction, { table: openTable(table), ids: createRecordIds(ids) })

  const partitionOf = (restriction: number): Partition => {
    let partition = partitions.get(restriction)
    if (partition === undefined) {
      partition = { table: createKeyTable(seed), ids: createRecordIds() }
      partitions.set(restriction, partition)
    }
    return partition
  }

  const grow = (partition: Partition, records: number): void => {
    const { shared, size } = partition.table
    let buckets = Math.max(bucketsFor(size + 1), Math.ceil(shared.buckets * GROWTH))
    while (mostRecords(buckets) <= records) buckets *= 2
    partition.table = openTable(rebuildKeys(shared, seed, buckets))
  }

  const add = (partition: Partition, key: string, number: number): void => {
    if (number >= mostRecords(partition.table.shared.buckets)) grow(partition, number)
    while (!partition.table.add(key, number)) grow(partition, number)
  }

  /** Takes all keys but those that stay from a record; gives its number, or undefined when it is in another partition. */
  const strip = (
    partition: Partition,
    id: string,
    before: readonly string[],
    stays: ReadonlySet<string>,
  ): Held | undefined => {
    const number = numberOf(partition, id, before)
    if (number === undefined) return undefined
    const left = before.filter((key) => !stays.has(key))
    // What is not where it was said to be may be under another key: then the number must not be given to another record.
    const isClean = left.map((key) => partition.table.remove(key, number)).every(Boolean)
    return { number, isClean }
  }

  const take = (id: string, before: readonly string[]): void => {
    for (const partition of partitions.values()) {
      const held = strip(partition, id, before, NOTHING)
      if (held !== undefined) partition.ids.remove(held.number, held.isClean)
    }
  }

  return {
    put(id, keys, before = [], restriction = OPEN) {
      const now = new Set(keys.filter((key) => key !== ''))
      const was = distinct(before)
      const partition = partitionOf(restriction)
      const held = strip(partition, id, was, now)
      if (held === undefined) take(id, was)
      if (now.size === 0) {
        if (held !== undefined) partition.ids.remove(held.number, held.isClean)
        return
      }
      const number = held?.number ?? partition.ids.add(id)
      const stay = new Set(held === undefined ? [] : was)
      for (const key of now) if (!stay.has(key)) add(partition, key, number)
    },
    remove: (id, before) => take(id, distinct(before)),
    forget(forgotten) {
      if (forgotten.size === 0) return
      for (const { table, ids } of partitions.values()) {
        const numbers = ids.search(forgotten)
        table.removeRecords(numbers.values())
        for (const number of numbers.values()) ids.remove(number, true)
      }
    },
    parts: () =>
      new Map(
        [...partitions].map(([restriction, { table, ids }]) => [
          restriction,
          { table: table.shared, ids: ids.sections() },
        ]),
      ),
    find(keys, { restrictions = [], mayKnow = () => true } = {}) {
      // Hits are rare among the thousands of keys of a batch: nothing is made for a key before it is found.
      const found = new Map<string, Set<string>>()
      for (const restriction of new Set([OPEN, ...restrictions])) {
        const partition = partitions.get(restriction)
        partition?.table.visitAll(keys, (at, number) => {
          const id = partition.ids.idOf(number)
          const key = keys[at]
          if (id === undefined || key === undefined || key === '' || !mayKnow(id)) return
          const holders = found.get(key)
          if (holders === undefined) found.set(key, new Set([id]))
          else holders.add(id)
        })
      }
      if (found.size === 0) return []
      return distinct(keys).flatMap((key) =>
        // In the order of ids, so that answers do not tell in which order records came.
        [...(found.get(key) ?? [])]
          .sort()
          .slice(0, MOST_HOLDERS)
          .map((id) => ({ id, key })),
      )
    },
    get size() {
      let [keys, records] = [0, 0]
      for (const { table, ids } of partitions.values()) {
        keys += table.size
        records += ids.size
      }
      return { keys, records }
    },
  }
}

interface Held {
  readonly number: number
  readonly isClean: boolean
}

const GROWTH = 1.25
const NOTHING: ReadonlySet<string> = new Set()

const distinct = (keys: readonly string[]): readonly string[] =>
  [...new Set(keys)].filter((key) => key !== '')

/** The number of a record that is under these keys. */
function numberOf({ table, ids }: Partition, id: string, keys: readonly string[]): number | undefined {
  for (const key of keys) {
    const number = table.holder(key, (record) => ids.is(record, id))
    if (number !== undefined) return number
  }
  return undefined
}

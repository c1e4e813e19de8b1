import type { KeyPart } from './key-index.ts'
import { keyCount, mostRecords } from './key-memory.ts'
import { bucketsFor } from './key-table.ts'
import { rebuildKeys } from './rebuild.ts'
import { createRecordIds, roomForIds } from './record-ids.ts'

/**
 * The same keys and records in the form that they have however they came: numbers in the order of ids, buckets by hash, no mark of
 * what was removed. The part itself stays as it is; it may change meanwhile, and what then changed may be there or not.
 */
export function compactKeys({ table, ids: sections }: KeyPart, seed: Uint8Array): KeyPart {
  const old = createRecordIds(sections)
  const inOrder: { readonly id: string; readonly number: number }[] = []
  for (let number = 1; number < old.end; number++) {
    const id = old.idOf(number)
    if (id !== undefined) inOrder.push({ id, number })
  }
  inOrder.sort((one, other) => (one.id < other.id ? -1 : 1))
  const ids = createRecordIds({ ids: roomForIds(0), free: new Uint32Array(), texts: [] })
  const renumber = new Uint32Array(old.end)
  for (const { id, number } of inOrder) renumber[number] = ids.add(id)
  let buckets = bucketsFor(keyCount(table))
  while (mostRecords(buckets) < ids.end) buckets *= 2
  return { table: rebuildKeys(table, seed, buckets, renumber), ids: ids.sections() }
}

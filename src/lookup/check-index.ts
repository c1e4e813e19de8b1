import { LIMITS } from '#kernel/limits.ts'
import type { PersonEntry, PersonQuery } from '#matching/types.ts'
import { createKeyTable } from './key-table.ts'
import type { PersonHits } from './persons/find-persons.ts'
import { createPersonIndex } from './persons/person-index.ts'
import type { PersonIndexSearch } from './persons/person-index.ts'

export interface KeyHit {
  readonly id: string
  readonly key: string
}

/** What a check asks: people by name, everything else by exact key. In memory; rebuilt from the journal, never the record. */
export interface CheckIndex {
  /** Inserts or replaces. Who lies under a restriction is found only by those who may know it; 0: open to all. */
  putPerson(id: string, entry: PersonEntry, restriction?: number): void
  /** Inserts or replaces the exact keys of a record: strings made by `matching/documents.ts`. */
  putKeys(id: string, keys: readonly string[]): void
  /** Removes person and keys: no answer holds them any more. What of a person still lies in memory goes with `clean`. */
  remove(id: string): void
  /** Afterwards nothing of removed people is left. */
  clean(): void
  findPersons(query: PersonQuery, search: PersonIndexSearch): PersonHits
  /** Who holds one of the keys. At most 100 answers a key. */
  findKeys(keys: readonly string[], search: { readonly mayKnow: (id: string) => boolean }): readonly KeyHit[]
  readonly size: { readonly persons: number; readonly names: number; readonly keys: number }
}

/** `hashSeed`: 32 random bits, so that nobody outside can foresee which keys collide. */
export function createCheckIndex({ hashSeed = 0 }: { readonly hashSeed?: number } = {}): CheckIndex {
  const people = createPersonIndex()
  const keyTable = createKeyTable(hashSeed)
  const owners = createOwners()
  return {
    putPerson: (id, entry, restriction) => people.put(id, entry, restriction),
    putKeys(id, keys) {
      const held = owners.find(id)
      if (held !== undefined) keyTable.removeOwner(held)
      const distinct = [...new Set(keys)].filter((key) => key !== '')
      if (distinct.length === 0) return owners.remove(id)
      const owner = held ?? owners.add(id)
      for (const key of distinct) keyTable.add(key, owner)
    },
    remove(id) {
      people.remove(id)
      const owner = owners.find(id)
      if (owner === undefined) return
      keyTable.removeOwner(owner)
      owners.remove(id)
    },
    clean: () => people.clean(),
    findPersons: (query, search) => people.find(query, search),
    findKeys(keys, { mayKnow }) {
      return [...new Set(keys)].flatMap((key) => {
        const ids: string[] = []
        keyTable.visitOwners(key, (owner) => {
          const id = owners.idOf(owner)
          if (id !== undefined && mayKnow(id)) ids.push(id)
        })
        // In the order of ids, so that answers do not tell in which order records came.
        return ids
          .sort()
          .slice(0, LIMITS.pageRows)
          .map((id) => ({ id, key }))
      })
    },
    get size() {
      return { ...people.size, keys: keyTable.size }
    },
  }
}

interface Owners {
  find(id: string): number | undefined
  add(id: string): number
  remove(id: string): void
  idOf(owner: number): string | undefined
}

/** Record ids as small numbers, used again after a removal. */
function createOwners(): Owners {
  const numbers = new Map<string, number>()
  const ids: (string | undefined)[] = []
  const free: number[] = []
  return {
    find: (id) => numbers.get(id),
    add(id) {
      const owner = free.pop() ?? ids.length
      ids[owner] = id
      numbers.set(id, owner)
      return owner
    },
    remove(id) {
      const owner = numbers.get(id)
      if (owner === undefined) return
      ids[owner] = undefined
      numbers.delete(id)
      free.push(owner)
    },
    idOf: (owner) => ids[owner],
  }
}

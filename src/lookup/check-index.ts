import type { PersonEntry, PersonQuery } from '#matching/types.ts'
import type { PersonHits } from './persons/find-persons.ts'
import { createPersonIndex } from './persons/person-index.ts'
import type { PersonIndexSearch } from './persons/person-index.ts'

/** People by name. In memory; rebuilt from the journal, never the record. */
export interface CheckIndex {
  /** Inserts or replaces. Who lies under a restriction is found only by those who may know it; 0: open to all. */
  putPerson(id: string, entry: PersonEntry, restriction?: number): void
  /** No answer holds them any more. What still lies in memory goes with `clean`. */
  remove(id: string): void
  /** Afterwards nothing of removed people is left. */
  clean(): void
  findPersons(query: PersonQuery, search: PersonIndexSearch): PersonHits
  readonly size: { readonly persons: number; readonly names: number }
}

export function createCheckIndex(): CheckIndex {
  const people = createPersonIndex()
  return {
    putPerson: (id, entry, restriction) => people.put(id, entry, restriction),
    remove: (id) => people.remove(id),
    clean: () => people.clean(),
    findPersons: (query, search) => people.find(query, search),
    get size() {
      return people.size
    },
  }
}

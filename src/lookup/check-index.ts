import type { PersonEntry, PersonQuery } from '#matching/types.ts'
import { findPersons } from './find-persons.ts'
import type { PersonHit, PersonSearch } from './find-persons.ts'
import { createPersonIndex } from './person-index.ts'

/** People by name. In memory; rebuilt from the journal, never the record. */
export interface CheckIndex {
  /** Inserts or replaces. */
  putPerson(id: string, entry: PersonEntry): void
  /** Afterwards nothing of the person is reachable from the index. */
  remove(id: string): void
  findPersons(query: PersonQuery, search: PersonSearch): readonly PersonHit[]
  readonly size: { readonly persons: number; readonly names: number }
}

export function createCheckIndex(): CheckIndex {
  const people = createPersonIndex()
  return {
    putPerson: (id, entry) => people.put(id, entry),
    remove: (id) => people.remove(id),
    findPersons: (query, search) => findPersons(people, query, search),
    get size() {
      return { persons: people.personCount, names: people.nameCount }
    },
  }
}

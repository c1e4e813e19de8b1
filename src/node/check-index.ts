import { randomBytes } from 'node:crypto'
import { indexEntryOf } from '#desks/checks/index-entry.ts'
import type { IndexReader } from '#desks/ports.ts'
import type { Before, IndexChange } from '#exchange/outcome.ts'
import type { Contents } from '#journal/contents.ts'
import { recordsAfter } from '#journal/record-store.ts'
import type { Sql } from '#journal/sql.ts'
import { type CheckIndex, createCheckIndex } from '#lookup/check-index.ts'
import { createKeyIndex } from '#lookup/keys/key-index.ts'

/** The check indexes of a node: persons with all exact keys, and organisations. They follow the journal's commits. */
export interface NodeIndex {
  readonly reader: IndexReader
  apply(changes: readonly IndexChange[]): void
  sizes(): { readonly persons: number; readonly organisations: number; readonly keys: number }
}

export function nodeIndex(): NodeIndex {
  const persons: CheckIndex = createCheckIndex()
  const organisations: CheckIndex = createCheckIndex()
  const keyIndex = createKeyIndex(randomBytes(16))
  const keysBefore = (id: string, before: Before): readonly string[] => {
    if (before === 'unreadable') keyIndex.forget(id)
    return before === 'none' || before === 'unreadable' ? [] : indexEntryOf(before).keys
  }
  return {
    reader: {
      findPersons: async (query, options) => persons.findPersons(query, options),
      findOrganisations: async (query, options) => organisations.findPersons(query, options),
      findKeys: (keys, options) => keyIndex.find(keys, options),
    },
    apply(changes) {
      for (const change of changes) {
        if (change.type === 'put') {
          const { type, entry, keys } = indexEntryOf(change.record)
          if (entry !== undefined) {
            const [now, before] = type === 'person' ? [persons, organisations] : [organisations, persons]
            // An update may say that what was taken for a person is an organisation.
            before.remove(change.id)
            now.putPerson(change.id, entry)
          }
          keyIndex.put(change.id, keys, keysBefore(change.id, change.before))
        } else {
          persons.remove(change.id)
          organisations.remove(change.id)
          keyIndex.remove(change.id, keysBefore(change.id, change.before))
        }
      }
      if (changes.some(({ type }) => type !== 'put')) {
        persons.clean()
        organisations.clean()
      }
    },
    sizes: () => ({
      persons: persons.size.persons,
      organisations: organisations.size.persons,
      keys: keyIndex.size.keys,
    }),
  }
}

const PAGE = 500

/** Builds the indexes from the journal: they are never the record. */
export async function fillIndex(index: NodeIndex, sql: Sql, contents: Contents): Promise<number> {
  let count = 0
  for (let after = ''; ; ) {
    const page = await recordsAfter(sql, contents, after, PAGE)
    index.apply(
      page.flatMap((held) =>
        held.record === null
          ? []
          : [
              {
                type: 'put' as const,
                id: held.id,
                owner: held.owner,
                record: held.record,
                before: 'none' as const,
              },
            ],
      ),
    )
    count += page.length
    const last = page.at(-1)
    if (last === undefined || page.length < PAGE) return count
    after = last.id
  }
}

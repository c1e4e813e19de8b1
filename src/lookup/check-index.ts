import { parseName } from '#matching/names.ts'
import type { NameForm, ParsedName } from '#matching/names.ts'
import { describeMatch, probability, scoreName, weighEvidence } from '#matching/score.ts'
import { formSimilarity } from '#matching/similarity.ts'
import type { PersonEntry, PersonMatch, PersonQuery } from '#matching/types.ts'

export interface PersonHit {
  readonly id: string
  readonly match: PersonMatch
}

export interface KeyHit {
  readonly id: string
  readonly key: string
}

export interface CheckIndex {
  /** Inserts or replaces. */
  putPerson(id: string, entry: PersonEntry): void
  /** Inserts or replaces the exact keys of a record: strings made by `matching/documents.ts`. */
  putKeys(id: string, keys: readonly string[]): void
  /** Removes person and keys. Afterwards nothing of them is reachable from the index. */
  remove(id: string): void
  findPersons(
    query: PersonQuery,
    options: { readonly limit: number; readonly threshold?: number; readonly mayKnow: (id: string) => boolean },
  ): readonly PersonHit[]
  findKeys(
    keys: readonly string[],
    options: { readonly mayKnow: (id: string) => boolean },
  ): readonly KeyHit[]
  readonly size: { readonly persons: number; readonly names: number; readonly keys: number }
}

export function createCheckIndex(): CheckIndex {
  const persons = new Map<string, { entry: PersonEntry; names: readonly ParsedName[] }>()
  const keysOf = new Map<string, readonly string[]>()
  const context = { similarity: formSimilarity, rarity: (_form: NameForm) => 7 }
  return {
    putPerson(id, entry) {
      persons.set(id, { entry, names: entry.names.map((name) => parseName(name.text)) })
    },
    putKeys(id, keys) {
      keysOf.set(id, [...new Set(keys)])
    },
    remove(id) {
      persons.delete(id)
      keysOf.delete(id)
    },
    findPersons(query, { limit, threshold = 0, mayKnow }) {
      const asked = parseName(query.name)
      const forms = asked.parts.map((part) => part.form)
      const hits: PersonHit[] = []
      for (const [id, { entry, names }] of persons) {
        if (!mayKnow(id)) continue
        const evidence = weighEvidence(query, entry)
        const matches = names.flatMap((listed, at) => {
          const name = entry.names[at]
          if (name === undefined || forms.length === 0) return []
          const score = scoreName(forms, listed.parts.map((part) => part.form), name.quality === 'low', context)
          if (probability(score.logOdds + evidence.logOdds) < Math.max(threshold, 0.01)) return []
          return [describeMatch(asked, listed, name, score, evidence)]
        })
        const [match] = matches.sort((one, other) => other.score - one.score)
        if (match !== undefined) hits.push({ id, match })
      }
      return hits.sort((one, other) => other.match.score - one.match.score || (one.id < other.id ? -1 : 1)).slice(0, limit)
    },
    findKeys(keys, { mayKnow }) {
      return [...keysOf].flatMap(([id, known]) =>
        mayKnow(id) ? keys.filter((key) => known.includes(key)).map((key) => ({ id, key })) : [],
      )
    },
    get size() {
      let names = 0
      for (const person of persons.values()) names += person.names.length
      let keys = 0
      for (const known of keysOf.values()) keys += known.length
      return { persons: persons.size, names, keys }
    },
  }
}

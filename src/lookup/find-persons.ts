import { joinedForm, parseName } from '#matching/names.ts'
import type { NameForm, ParsedName } from '#matching/names.ts'
import type { NameContext } from '#matching/align.ts'
import { describeMatch, probability, scoreName, weighEvidence } from '#matching/score.ts'
import type { Evidence, NameScore } from '#matching/score.ts'
import { formSimilarity } from '#matching/similarity.ts'
import type { PersonMatch, PersonQuery } from '#matching/types.ts'
import { candidateNames } from './candidates.ts'
import { compareText } from './person-index.ts'
import type { IndexedName, IndexedPerson, PersonIndex } from './person-index.ts'

export interface PersonHit {
  readonly id: string
  readonly match: PersonMatch
}

export interface PersonSearch {
  readonly limit: number
  /** Least probability of an answer. */
  readonly threshold?: number
  /** Asked once per person, before anything is compared: what may not be known costs no work and leaves no trace. */
  readonly mayKnow: (id: string) => boolean
}

/**
 * The people whose names may be the one asked about, best first, equal ones in the order of their ids.
 *
 * Two passes. The first finds words that sound like those asked and adds up, per name, what they say; the second aligns
 * the best names in full. Work is bounded whatever is asked: parts, postings walked, names aligned.
 */
export function findPersons(
  index: PersonIndex,
  query: PersonQuery,
  search: PersonSearch,
): readonly PersonHit[] {
  if (search.limit < 1) return []
  const asked = parseName(query.name)
  const least = Math.max(search.threshold ?? 0, LEAST_PROBABILITY)
  return comparePeople(index, asked, query, search.mayKnow)
    .filter((found) => totalOf(found) >= least)
    .sort((one, other) => logOddsOf(other) - logOddsOf(one) || compareText(idOf(one), idOf(other)))
    .slice(0, search.limit)
    .map(({ indexed, name, evidence }) => ({
      id: indexed.person.id,
      match: describeMatch(asked, parseName(indexed.name.text), indexed.name, name, evidence),
    }))
}

/** Each candidate with the best of its names, in no order. */
export function comparePeople(
  index: PersonIndex,
  asked: ParsedName,
  query: PersonQuery,
  mayKnow: (id: string) => boolean,
): readonly ComparedPerson[] {
  const forms = asked.parts.map((part) => part.form)
  if (forms.length === 0) return []
  const context = comparing(index, forms)
  const best = new Map<IndexedPerson, ComparedPerson>()
  for (const slot of candidateNames(index, forms, context, mayKnow)) {
    const indexed = index.nameAt(slot)
    const name = scoreName(forms, indexed.forms, indexed.name.quality === 'low', context)
    const known = best.get(indexed.person)
    const evidence = known?.evidence ?? weighEvidence(query, indexed.person.entry)
    if (known === undefined || beats(name, indexed, known))
      best.set(indexed.person, { indexed, name, evidence })
  }
  return [...best.values()]
}

export interface ComparedPerson {
  readonly indexed: IndexedName
  readonly name: NameScore
  readonly evidence: Evidence
}

const LEAST_PROBABILITY = 0.001
const logOddsOf = (found: ComparedPerson): number => found.name.logOdds + found.evidence.logOdds
const totalOf = (found: ComparedPerson): number => probability(logOddsOf(found))
const idOf = (found: ComparedPerson): string => found.indexed.person.id

/** Of two names of one person that score the same, the one recorded first. */
function beats(name: NameScore, indexed: IndexedName, known: ComparedPerson): boolean {
  if (name.logOdds !== known.name.logOdds) return name.logOdds > known.name.logOdds
  const { names } = indexed.person.entry
  return names.indexOf(indexed.name) < names.indexOf(known.indexed.name)
}

/** Similarities and rarities of one query, each worked out once. */
function comparing(index: PersonIndex, forms: readonly NameForm[]): NameContext {
  const similarities = new Map<NameForm, Map<NameForm, number>>()
  const asked = new Set(forms)
  const askedRarities = new Map<NameForm, number>()
  const joined = new Map<number, NameForm | undefined>()
  return {
    joinedAsked(from, to) {
      const key = from * (forms.length + 1) + to
      let form = joined.get(key)
      if (form === undefined) joined.set(key, (form = joinedForm(forms.slice(from, to))))
      return form
    },
    similarity(one, other) {
      let row = similarities.get(one)
      if (row === undefined) similarities.set(one, (row = new Map()))
      let similarity = row.get(other)
      if (similarity === undefined) row.set(other, (similarity = formSimilarity(one, other)))
      return similarity
    },
    rarity(form) {
      let rarity = askedRarities.get(form)
      if (rarity === undefined && asked.has(form)) askedRarities.set(form, (rarity = index.rarity(form)))
      return rarity ?? index.rarity(form)
    },
  }
}

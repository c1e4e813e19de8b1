import { withRivals } from '#matching/rivals.ts'
import { createNearness } from '#matching/coincidence.ts'
import type { Nearness } from '#matching/coincidence.ts'
import { joinedForm, parseName } from '#matching/names.ts'
import type { NameForm, ParsedName } from '#matching/names.ts'
import { describeMatch, probability, scoreName, weighEvidence } from '#matching/score.ts'
import type { Evidence, NameScore } from '#matching/score.ts'
import { formSimilarity } from '#matching/similarity.ts'
import type { PersonMatch, PersonQuery } from '#matching/types.ts'
import { candidateNames } from './candidates.ts'
import type { QueryContext } from './candidates.ts'
import { compareText } from './person-index.ts'
import type { IndexedName, IndexedPerson, PersonIndex } from './person-index.ts'
import type { NearWord } from './vocabulary.ts'

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
  const best = new Map<IndexedPerson, ComparedPerson>()
  for (const { indexed, name } of compareNames(index, asked, mayKnow)) {
    const known = best.get(indexed.person)
    const evidence = known?.evidence ?? weighEvidence(query, indexed.person.entry)
    if (known === undefined || beats(name, indexed, known))
      best.set(indexed.person, { indexed, name, evidence })
  }
  const compared = [...best.values()]
  const names = withRivals(compared.map(({ name }) => ({ name, isRival: true })))
  return compared.map((found, at) => ({ ...found, name: names[at] ?? found.name }))
}

/** Every name that is aligned with what is asked. */
export function compareNames(
  index: PersonIndex,
  asked: ParsedName,
  mayKnow: (id: string) => boolean,
): readonly { readonly indexed: IndexedName; readonly name: NameScore }[] {
  const forms = asked.parts.map((part) => part.form)
  if (forms.length === 0) return []
  const context = comparing(index, forms)
  return candidateNames(index, forms, context, mayKnow).map((slot) => {
    const indexed = index.nameAt(slot)
    return { indexed, name: scoreName(forms, indexed.forms, indexed.name.quality === 'low', context) }
  })
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

const NEAR_SIMILARITY = 0.68

/** Similarities and rarities of one query, each worked out once. */
function comparing(index: PersonIndex, forms: readonly NameForm[]): QueryContext {
  const similarities = new Map<NameForm, Map<NameForm, number>>()
  const asked = new Set(forms)
  const askedRarities = new Map<NameForm, number>()
  const joined = new Map<number, NameForm | undefined>()
  const spellings = new Map<NameForm, number>()
  const nearWords = new Map<NameForm, readonly NearWord[]>()
  const nearnesses = new Map<NameForm, Nearness>()
  const near = (form: NameForm): readonly NearWord[] => {
    let words = nearWords.get(form)
    if (words === undefined) nearWords.set(form, (words = index.vocabulary.near(form, NEAR_SIMILARITY)))
    return words
  }
  return {
    near,
    spelling(form) {
      let spelling = spellings.get(form)
      if (spelling === undefined) spellings.set(form, (spelling = index.spelling(form)))
      return spelling
    },
    seldom(form, similarity) {
      let nearness = nearnesses.get(form)
      if (nearness === undefined) {
        nearnesses.set(form, (nearness = createNearness()))
        for (const { word, similarity: likeness } of near(form)) nearness.add(likeness, word.names.length)
      }
      return nearness.seldom(similarity, index.nameCount)
    },
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

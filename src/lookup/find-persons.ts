import { joinedForm, parseName } from '#matching/names.ts'
import type { NameForm, ParsedName } from '#matching/names.ts'
import { partWeight } from '#matching/features.ts'
import type { NameContext } from '#matching/align.ts'
import { describeMatch, probability, scoreName, weighEvidence } from '#matching/score.ts'
import type { Evidence, NameScore } from '#matching/score.ts'
import { formSimilarity } from '#matching/similarity.ts'
import type { PersonMatch, PersonQuery } from '#matching/types.ts'
import type { IndexedName, IndexedPerson, JoinedName, PersonIndex } from './person-index.ts'
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
  const forms = asked.parts.map((part) => part.form)
  if (forms.length === 0) return []
  const context = comparing(index, forms)
  const best = new Map<IndexedPerson, ComparedPerson>()
  for (const slot of candidateNames(index, forms, context, mayKnow)) {
    const indexed = index.nameAt(slot)
    const listed = indexed.words.map((word) => word.form)
    const name = scoreName(forms, listed, indexed.name.quality === 'low', context)
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
const compareText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

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
  return {
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

/** Of a long name the parts that say most lead to candidates; all parts are then compared. */
const CLUES = 10
const POSTINGS_BUDGET = 200_000
/** Likeness counts the more, the nearer it is to sameness. */
const CREDIT_POWER = 3
const NAMES_RANKED = 600
const NAMES_ALIGNED = 120
const NEAR_SIMILARITY = 0.68

interface Clue {
  readonly weight: number
  /** Words that sound like it, most alike first. */
  readonly near: readonly NearWord[]
  /** Names whose parts written as one sound like it. */
  readonly joined: readonly JoinedName[]
  readonly postings: number
}

function candidateNames(
  index: PersonIndex,
  forms: readonly NameForm[],
  context: NameContext,
  mayKnow: (id: string) => boolean,
): readonly number[] {
  const clues = cluesOf(index, forms, context)
  const worth = new Float64Array(index.slotCount)
  const lastClue = new Int16Array(index.slotCount)
  const touched: number[] = []
  const known = new Map<IndexedPerson, boolean>()
  let budget = POSTINGS_BUDGET
  const credit = (slot: number, clue: number, value: number): void => {
    if (lastClue[slot] === clue || lastClue[slot] === HIDDEN) return
    if (lastClue[slot] === 0) {
      const { person } = index.nameAt(slot)
      let isKnown = known.get(person)
      if (isKnown === undefined) known.set(person, (isKnown = mayKnow(person.id)))
      if (!isKnown) {
        lastClue[slot] = HIDDEN
        return
      }
      touched.push(slot)
    }
    lastClue[slot] = clue
    worth[slot] = (worth[slot] ?? 0) + value
  }
  clues.forEach((clue, at) => {
    for (const { word, similarity } of clue.near) {
      if (budget < word.names.length) continue
      budget -= word.names.length
      const value = clue.weight * similarity ** CREDIT_POWER
      for (const slot of word.names) credit(slot, at + 1, value)
    }
    for (const { slot, similarity } of clue.joined)
      credit(slot, at + 1, clue.weight * similarity ** CREDIT_POWER)
  })
  return bestSlots(index, touched, worth, context)
}

const HIDDEN = -1

function cluesOf(index: PersonIndex, forms: readonly NameForm[], context: NameContext): readonly Clue[] {
  const clues: Clue[] = []
  const seen = new Set<string>()
  const add = (form: NameForm | undefined, weight: number): void => {
    if (form === undefined || form.isInitial || seen.has(form.key)) return
    seen.add(form.key)
    const near = index.vocabulary.near(form, NEAR_SIMILARITY)
    const joined = index.joinedLike(form)
    const postings = near.reduce((sum, { word }) => sum + word.names.length, joined.length)
    clues.push({ weight, near, joined, postings })
  }
  // Particles and titles lead to half the index; they are only asked about when there is nothing else.
  const hasName = forms.some((form) => form.role === 'name')
  const told = forms
    .filter((form) => !hasName || form.role === 'name')
    .map((form, at) => ({ form, at, weight: partWeight(form, context) }))
    .sort((one, other) => other.weight - one.weight || one.at - other.at)
    .slice(0, CLUES)
  for (const { form, weight } of told) add(form, weight)
  for (let at = 0; at + 1 < Math.min(forms.length, CLUES); at++) addJoined(forms.slice(at, at + 2))
  if (forms.length > 2 && forms.length <= 4) addJoined(forms)
  function addJoined(run: readonly NameForm[]): void {
    const weight = run.reduce((sum, form) => sum + partWeight(form, context), 0)
    add(joinedForm(run), weight)
  }
  // Rarest first, so that the budget is spent where it tells most.
  return clues.sort((one, other) => one.postings - other.postings || other.weight - one.weight)
}

/** A name that says much beside what was asked comes later, but a long name is not a wrong one. */
const LISTED_SHARE = 0.25

function bestSlots(
  index: PersonIndex,
  touched: readonly number[],
  worth: Float64Array,
  context: NameContext,
): readonly number[] {
  const least = worthOfRank(touched, worth, NAMES_RANKED)
  let most = 0
  for (const slot of touched) most = Math.max(most, worth[slot] ?? 0)
  return touched
    .filter((slot) => (worth[slot] ?? 0) >= least)
    .map((slot) => {
      const indexed = index.nameAt(slot)
      const total = indexed.words.reduce((sum, word) => sum + partWeight(word.form, context), 0)
      return { slot, indexed, value: (worth[slot] ?? 0) / (most + LISTED_SHARE * total) }
    })
    .sort(
      (one, other) =>
        other.value - one.value ||
        compareText(one.indexed.person.id, other.indexed.person.id) ||
        compareText(one.indexed.name.text, other.indexed.name.text),
    )
    .slice(0, NAMES_ALIGNED)
    .map(({ slot }) => slot)
}

/** Names that tie at the last rank all stay, so that the order of recording decides nothing. */
function worthOfRank(touched: readonly number[], worth: Float64Array, rank: number): number {
  if (touched.length <= rank) return 0
  const values = Float64Array.from(touched, (slot) => worth[slot] ?? 0).sort()
  return values[values.length - rank] ?? 0
}

import type { NameContext } from '#matching/align.ts'
import type { Nearness } from '#matching/coincidence.ts'
import { partWeight } from '#matching/features.ts'
import { joinedForm, parseName } from '#matching/names.ts'
import type { NameForm } from '#matching/names.ts'
import { EVIDENCE_MODEL } from '#matching/model.ts'
import { withRivals } from '#matching/rivals.ts'
import { probability, scoreName, weighEvidence } from '#matching/score.ts'
import type { Evidence, NameScore } from '#matching/score.ts'
import { formSimilarity } from '#matching/similarity.ts'
import type { PersonQuery } from '#matching/types.ts'
import { likelyDays, likelyYears } from './births.ts'
import { MOST_WORTH_OF_YEAR, birthWorths } from './birth-worth.ts'
import { cluesOf } from './clues.ts'
import { UNIT, gather } from './gather.ts'
import type { Candidate, Observer, WorkspaceOf } from './gather.ts'
import { idAt } from './person-ids.ts'
import { MOST_BESIDE_BIRTH, rowWorths } from './row-worth.ts'
import type { Rarities } from './rarity.ts'
import { evidenceAt } from './segment.ts'
import type { Segment } from './segment.ts'
import type { WordWeights } from './word-weights.ts'

/** A person whose name may be the one asked about. Plain data: it can come from another thread. */
export interface PersonHit {
  readonly id: string
  /** Which of the record's names matched best. */
  readonly nameAt: number
  /** Calibrated probability 0..1 from all that was asked, and from the name alone. */
  readonly score: number
  readonly nameScore: number
  /** How the name's parts were aligned, for the explanation. */
  readonly name: NameScore
}

export interface PersonHits {
  readonly hits: readonly PersonHit[]
  /** The name is too common to be sure of the best: the question should say more, a date of birth above all. */
  readonly isExhausted: boolean
  /** How many names are open to all: the longer the list, the more strangers resemble someone. */
  readonly names: number
}

export interface PersonSearch {
  readonly limit: number
  /** Least probability of an answer. */
  readonly threshold?: number
}

/** What a question is asked of: the segments that the asker may know, and what is kept between questions. */
export interface Searched {
  readonly segments: readonly Segment[]
  readonly rarities: Rarities
  readonly workspaceOf: WorkspaceOf
  readonly weightsOf: (segment: Segment) => WordWeights
  /** Is told what names are estimated by, and what they are scored: for fitting the estimate. */
  readonly observe?: Observer | undefined
}

/** A person compared with what was asked. */
export interface ComparedPerson {
  readonly id: string
  readonly nameAt: number
  readonly name: NameScore
  readonly evidence: Evidence
}

/**
 * The people whose names may be the one asked about, best first, equal ones in the order of their ids.
 *
 * Names are gathered by words and days of birth with little work each; the few best are compared in full. Work is bounded
 * whatever is asked.
 */
export function findPersons(searched: Searched, query: PersonQuery, search: PersonSearch): PersonHits {
  if (search.limit < 1) return { hits: [], isExhausted: false, names: 0 }
  const least = logOdds(Math.max(search.threshold ?? 0, LEAST_PROBABILITY))
  const { compared, isExhausted } = comparePeople(searched, query, least)
  const hits = compared
    .filter((found) => total(found) >= least)
    .sort((one, other) => total(other) - total(one) || compareText(one.id, other.id))
    .slice(0, search.limit)
    .map(({ id, nameAt, name, evidence }) => ({
      id,
      nameAt,
      score: probability(name.logOdds + evidence.logOdds),
      nameScore: probability(name.logOdds),
      name,
    }))
  return { hits, isExhausted, names: searched.rarities.population }
}

const LEAST_PROBABILITY = 0.001
const logOdds = (chance: number): number => Math.log(chance / (1 - chance))
const total = ({ name, evidence }: ComparedPerson): number => name.logOdds + evidence.logOdds
const compareText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

const MOST_MISSED = 16
/** Without a date of birth more names are as likely. */
const NAMES_COMPARED = 160
const NAMES_COMPARED_WITH_BIRTH = 32
/** How far an estimate may be wrong: `bench/fit-estimates.ts` measures it. */
const MARGIN = 2.5

/** Each candidate with the best of its names, in no order. */
export function comparePeople(
  searched: Searched,
  query: PersonQuery,
  leastLogOdds: number,
): { readonly compared: readonly ComparedPerson[]; readonly isExhausted: boolean } {
  const { found, isExhausted } = compareNames(searched, query, leastLogOdds)
  const best = new Map<string, ComparedName>()
  for (const one of found) {
    const known = best.get(one.id)
    // Of two names that score the same, the one recorded first.
    if (
      known !== undefined &&
      (known.name.logOdds > one.name.logOdds ||
        (known.name.logOdds === one.name.logOdds && known.nameAt <= one.nameAt))
    )
      continue
    best.set(one.id, one)
  }
  const people = [...best.values()]
  const names = withRivals(people)
  const compared = people.map(({ id, nameAt, name, segment, row }, at) => ({
    id,
    nameAt,
    name: names[at] ?? name,
    evidence: weighEvidence(query, evidenceAt(segment, row)),
  }))
  return { compared, isExhausted }
}

/** A name compared with what was asked. */
export interface ComparedName {
  readonly id: string
  readonly nameAt: number
  readonly name: NameScore
  /** Whether others must fear it as a rival: those under a restriction change nobody's score. */
  readonly isRival: boolean
  readonly segment: Segment
  readonly row: number
}

/** Every name that is worth comparing in full, in no order. */
export function compareNames(
  { segments, rarities, workspaceOf, weightsOf, observe }: Searched,
  query: PersonQuery,
  leastLogOdds: number,
): { readonly found: readonly ComparedName[]; readonly isExhausted: boolean } {
  const forms = parseName(query.name).parts.map((part) => part.form)
  if (forms.length === 0 || segments.length === 0) return { found: [], isExhausted: false }
  let nearness: ReadonlyMap<string, Nearness> = new Map()
  const context = comparing(rarities, forms, (form) => nearness.get(form.key))
  const births = query.births ?? []
  const birthWorth = birthWorths(births)
  const days = likelyDays(births)
  const rowWorth = rowWorths(query, birthWorth)
  const weights = forms.map((form) => partWeight(form, context.rarity(form)))
  const gathered = gather(
    segments,
    {
      clues: cluesOf(forms, context.rarity, days.length > 0),
      weights,
      allCredit: UNIT * weights.reduce((sum, weight) => sum + weight, 0) || 1,
      days,
      years: births.length === 0 ? [] : likelyYears(births),
      birthWorth,
      mostOfYear: MOST_WORTH_OF_YEAR + MOST_BESIDE_BIRTH,
      mostElsewhere: EVIDENCE_MODEL.birth.conflict + MOST_BESIDE_BIRTH,
      mostBeside: MOST_BESIDE_BIRTH,
      rowWorth,
      isCounted: (segment) => rarities.counts(segment),
      leastEstimate: leastLogOdds - MARGIN,
      weightsOf,
      observe,
    },
    workspaceOf,
  )
  const { candidates, isExhausted } = gathered
  nearness = gathered.nearness
  const most = births.length > 0 ? NAMES_COMPARED_WITH_BIRTH : NAMES_COMPARED
  const found: ComparedName[] = []
  let missed = 0
  for (const { segment, name, row } of mostPromising(candidates, most)) {
    const listed: NameForm[] = []
    for (let at = segment.nameWords[name] ?? 0; at < (segment.nameWords[name + 1] ?? 0); at++)
      listed.push(segment.book.formOf(segment.words[at] ?? 0))
    const isDoubted = ((segment.doubted[name >> 3] ?? 0) & (1 << (name & 7))) !== 0
    const score = scoreName(forms, listed, isDoubted, context)
    found.push({
      id: idAt(segment, row),
      nameAt: name - (segment.rowNames[row] ?? 0),
      name: score,
      isRival: rarities.counts(segment),
      segment,
      row,
    })
    // The most promising come first: when so many fall short one after the other, so will the rest.
    missed = score.logOdds + rowWorth(segment, row) < leastLogOdds ? missed + 1 : 0
    if (missed === MOST_MISSED) break
  }
  return { found, isExhausted }
}

/** In the order of their estimates, equal ones in the order of their ids. */
function mostPromising(candidates: readonly Candidate[], most: number): readonly Candidate[] {
  const ranked = candidates.toSorted(
    (one, other) =>
      other.estimate - one.estimate ||
      compareText(idAt(one.segment, one.row), idAt(other.segment, other.row)) ||
      one.name - other.name,
  )
  return ranked.slice(0, most)
}

/** Similarities and rarities of one question, each worked out once. */
function comparing(
  rarities: Rarities,
  forms: readonly NameForm[],
  nearnessOf: (form: NameForm) => Nearness | undefined,
): NameContext {
  const { population } = rarities
  const similarities = new Map<NameForm, Map<NameForm, number>>()
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
    rarity: (form) => rarities.ofForm(form),
    spelling: (form) => rarities.ofSpelling(form),
    // Of a very long name only the parts that say most were looked around.
    seldom: (form, similarity) =>
      nearnessOf(form)?.seldom(similarity, population) ?? similarity * rarities.ofForm(form),
  }
}

import { partWeight } from '#matching/features.ts'
import type { NameContext } from '#matching/align.ts'
import { joinedForm } from '#matching/names.ts'
import type { NameForm } from '#matching/names.ts'
import { compareText } from './person-index.ts'
import type { JoinedName, PersonIndex } from './person-index.ts'
import type { NearWord } from './vocabulary.ts'

/** Of a long name the parts that say most lead to candidates; all parts are then compared. */
const CLUES = 10
const POSTINGS_BUDGET = 200_000
/** Likeness counts the more, the nearer it is to sameness. */
const CREDIT_POWER = 3
const NAMES_RANKED = 600
const NAMES_ALIGNED = 120

/** What is known of one question while it is answered. */
export interface QueryContext extends NameContext {
  /** Words that sound like an asked part, most alike first. */
  readonly near: (form: NameForm) => readonly NearWord[]
}

/**
 * Slots of the names worth aligning with what is asked, the most promising first: words that sound like those asked add
 * up, per name, what they say.
 */
export function candidateNames(
  index: PersonIndex,
  forms: readonly NameForm[],
  context: QueryContext,
  mayKnow: (id: string) => boolean,
): readonly number[] {
  const clues = cluesOf(index, forms, context)
  const scratch = index.takeScratch()
  const { worth, lastClue, known } = scratch
  const touched: number[] = []
  const hidden: number[] = []
  try {
    let budget = POSTINGS_BUDGET
    const credit = (slot: number, clue: number, value: number): void => {
      const last = lastClue[slot] ?? HIDDEN
      if (last === clue || last === HIDDEN) return
      if (last === 0) {
        const person = index.personOf(slot)
        if (known[person] === NOT_ASKED) known[person] = mayKnow(index.idOf(person)) ? KNOWN : UNKNOWN
        if (known[person] === UNKNOWN) {
          hidden.push(slot)
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
        const { names } = word
        if (budget < names.length) continue
        budget -= names.length
        const value = clue.weight * similarity ** CREDIT_POWER
        for (let turn = 0; turn < names.length; turn++) credit(names[turn] ?? 0, at + 1, value)
      }
      for (const { slot, similarity } of clue.joined)
        credit(slot, at + 1, clue.weight * similarity ** CREDIT_POWER)
    })
    return bestSlots(index, touched, worth)
  } finally {
    // Left as it was found, whatever happened.
    for (const slots of [touched, hidden]) {
      for (const slot of slots) {
        worth[slot] = 0
        lastClue[slot] = 0
        known[index.personOf(slot)] = NOT_ASKED
      }
    }
    index.giveBack(scratch)
  }
}

const HIDDEN = -1

/** What `mayKnow` said of a person. */
const NOT_ASKED = 0
const KNOWN = 1
const UNKNOWN = 2

interface Clue {
  readonly weight: number
  /** Words that sound like it, most alike first. */
  readonly near: readonly NearWord[]
  /** Names whose parts written as one sound like it. */
  readonly joined: readonly JoinedName[]
  readonly postings: number
}

function cluesOf(index: PersonIndex, forms: readonly NameForm[], context: QueryContext): readonly Clue[] {
  const clues: Clue[] = []
  const seen = new Set<string>()
  const add = (form: NameForm | undefined, weight: number): void => {
    if (form === undefined || form.isInitial || seen.has(form.key)) return
    seen.add(form.key)
    const near = context.near(form)
    const joined = index.joinedLike(form)
    const postings = near.reduce((sum, { word }) => sum + word.names.length, joined.length)
    clues.push({ weight, near, joined, postings })
  }
  // Particles and titles lead to half the index; they are only asked about when there is nothing else.
  const hasName = forms.some((form) => form.role === 'name')
  const told = forms
    .filter((form) => !hasName || form.role === 'name')
    .map((form, at) => ({ form, at, weight: partWeight(form, context.rarity(form)) }))
    .sort((one, other) => other.weight - one.weight || one.at - other.at)
    .slice(0, CLUES)
  for (const { form, weight } of told) add(form, weight)
  for (let at = 0; at + 1 < Math.min(forms.length, CLUES); at++) addJoined(forms.slice(at, at + 2))
  if (forms.length > 2 && forms.length <= 4) addJoined(forms)
  function addJoined(run: readonly NameForm[]): void {
    const weight = run.reduce((sum, form) => sum + partWeight(form, context.rarity(form)), 0)
    add(joinedForm(run), weight)
  }
  // Rarest first, so that the budget is spent where it tells most.
  return clues.sort((one, other) => one.postings - other.postings || other.weight - one.weight)
}

/** A name that says much beside what was asked comes later, but a long name is not a wrong one. */
const LISTED_SHARE = 0.25

function bestSlots(index: PersonIndex, touched: readonly number[], worth: Float64Array): readonly number[] {
  const least = valueOfRank(touched, worth, NAMES_RANKED)
  let most = 0
  for (const slot of touched) most = Math.max(most, worth[slot] ?? 0)
  const ranked = touched.filter((slot) => (worth[slot] ?? 0) >= least)
  // From here on a name's worth is what it says of the asked name in the measure of what it says in all.
  for (const slot of ranked) worth[slot] = (worth[slot] ?? 0) / (most + LISTED_SHARE * index.weightOf(slot))
  const leastAligned = valueOfRank(ranked, worth, NAMES_ALIGNED)
  return ranked
    .filter((slot) => (worth[slot] ?? 0) >= leastAligned)
    .map((slot) => ({ slot, indexed: index.nameAt(slot), value: worth[slot] ?? 0 }))
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
function valueOfRank(slots: readonly number[], worth: Float64Array, rank: number): number {
  if (slots.length <= rank) return 0
  const values = new Float64Array(slots.length)
  for (let at = 0; at < slots.length; at++) values[at] = worth[slots[at] ?? 0] ?? 0
  values.sort()
  return values[values.length - rank] ?? 0
}

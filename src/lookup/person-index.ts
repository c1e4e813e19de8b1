import { assert } from '#kernel/assert.ts'
import { LIMITS } from '#kernel/limits.ts'
import { joinedForm, parseName } from '#matching/names.ts'
import type { NameForm } from '#matching/names.ts'
import { similarityToRun } from '#matching/similarity.ts'
import type { PersonEntry, PersonName } from '#matching/types.ts'
import { createVocabulary, drop, hashText, push } from './vocabulary.ts'
import type { Vocabulary, Word } from './vocabulary.ts'

export interface IndexedPerson {
  readonly id: string
  readonly entry: PersonEntry
  readonly names: readonly number[]
}

/** One name of one person, its parts shared with every other name that says them. */
export interface IndexedName {
  readonly person: IndexedPerson
  readonly name: PersonName
  readonly words: readonly Word[]
}

export interface JoinedName {
  readonly slot: number
  readonly similarity: number
}

/** People by the words of their names. Slots of names are used again after a removal. */
export interface PersonIndex {
  put(id: string, entry: PersonEntry): void
  remove(id: string): void
  nameAt(slot: number): IndexedName
  /** Names whose parts, several written as one, sound as the form does. */
  joinedLike(form: NameForm): readonly JoinedName[]
  /** Nats: how much it says that a name holds this part. */
  rarity(form: NameForm): number
  readonly vocabulary: Vocabulary
  readonly personCount: number
  readonly nameCount: number
  /** Slots ever made: the size of a scratch array that holds a number for each. */
  readonly slotCount: number
}

/**
 * A short list says little of how rare a name is in the world: one name of seventy is not a common one. The model was
 * fitted on an index of this size; in a smaller one a part counts as rare as it would be there.
 */
const POPULATION_NAMES = 60_000

export function createPersonIndex(): PersonIndex {
  const persons = new Map<string, IndexedPerson>()
  const slots: (IndexedName | undefined)[] = []
  const freeSlots: number[] = []
  const vocabulary = createVocabulary()
  const joins = new Map<number, number[]>()
  /** Rarities of the vocabulary's own forms, good until anything changes. */
  const rarities = new Map<NameForm, number>()
  let nameCount = 0

  const addName = (person: IndexedPerson, name: PersonName): number => {
    const forms = parseName(name.text).parts.map((part) => part.form)
    const slot = freeSlots.pop() ?? slots.length
    const linked = new Map<string, Word>()
    const words = forms.map((form) => {
      const word = linked.get(form.key) ?? vocabulary.link(form, slot)
      linked.set(form.key, word)
      return word
    })
    slots[slot] = { person, name, words }
    for (const key of joinKeys(words.map((word) => word.form))) push(joins, key, slot)
    nameCount++
    rarities.clear()
    return slot
  }

  const removeName = (slot: number): void => {
    const indexed = slots[slot]
    assert(indexed !== undefined, 'a name that is held has its slot')
    for (const key of joinKeys(indexed.words.map((word) => word.form))) {
      const list = joins.get(key)
      assert(list !== undefined, 'a name that is held is in its joins')
      drop(list, slot)
      if (list.length === 0) joins.delete(key)
    }
    for (const word of new Set(indexed.words)) vocabulary.unlink(word, slot)
    slots[slot] = undefined
    freeSlots.push(slot)
    nameCount--
    rarities.clear()
  }

  const remove = (id: string): void => {
    const person = persons.get(id)
    if (person === undefined) return
    for (const slot of person.names) removeName(slot)
    persons.delete(id)
  }

  return {
    put(id, entry) {
      remove(id)
      const names: number[] = []
      const person = { id, entry, names }
      for (const name of entry.names.slice(0, LIMITS.namesPerRecord)) names.push(addName(person, name))
      persons.set(id, person)
    },
    remove,
    nameAt(slot) {
      const indexed = slots[slot]
      assert(indexed !== undefined, 'postings lead to names that are held')
      return indexed
    },
    joinedLike(form) {
      const likest = new Map<number, number>()
      for (const { skeleton } of form.readings) {
        if (skeleton.length < LEAST_JOINED) continue
        const named = joins.get(hashText(skeleton, 3)) ?? []
        if (named.length > MOST_JOINED_NAMES) continue
        for (const slot of named) {
          const words = slots[slot]?.words ?? []
          const similarity = joinedSimilarity(
            form,
            words.map((word) => word.form),
          )
          if (similarity > (likest.get(slot) ?? 0)) likest.set(slot, similarity)
        }
      }
      return [...likest].map(([slot, similarity]) => ({ slot, similarity }))
    },
    rarity(form) {
      const known = rarities.get(form)
      if (known !== undefined) return known
      const word = vocabulary.find(form.key)
      const sameClass = vocabulary.classCount(form)
      const same = word?.names.length ?? sameClass / 4
      const population = Math.max(nameCount, POPULATION_NAMES) + 2
      const rarity = (Math.log(population / (same + 1)) + Math.log(population / (sameClass + 1))) / 2
      // What was asked is never kept.
      if (word?.form === form) rarities.set(form, rarity)
      return rarity
    },
    vocabulary,
    get personCount() {
      return persons.size
    },
    get nameCount() {
      return nameCount
    },
    get slotCount() {
      return slots.length
    },
  }
}

const LEAST_JOINED = 2
const MOST_JOINED_PARTS = 4
const MOST_JOINED_NAMES = 2000
const JOINED_SIMILARITY = 0.7

/** Neighbouring parts that may be written as one: pairs everywhere, and the whole of a short name. */
function joinableRuns(forms: readonly NameForm[]): readonly (readonly NameForm[])[] {
  const runs = forms.slice(1).map((_, at) => forms.slice(at, at + 2))
  return forms.length > 2 && forms.length <= MOST_JOINED_PARTS ? [...runs, forms] : runs
}

/** By sound. */
function joinKeys(forms: readonly NameForm[]): ReadonlySet<number> {
  const keys = new Set<number>()
  for (const run of joinableRuns(forms)) {
    for (const { skeleton } of joinedForm(run)?.readings ?? []) {
      if (skeleton.length >= LEAST_JOINED) keys.add(hashText(skeleton, 3))
    }
  }
  return keys
}

function joinedSimilarity(asked: NameForm, forms: readonly NameForm[]): number {
  const mass = asked.readings[0]?.mass ?? 0
  const least = asked.system === 'consonants' ? 0.4 : 0.7
  let best = 0
  for (const run of joinableRuns(forms)) {
    const runMass = run.reduce((sum, form) => sum + (form.readings[0]?.mass ?? 0), 0)
    if (Math.min(mass, runMass) < least * Math.max(mass, runMass)) continue
    best = Math.max(best, similarityToRun(asked, run, Math.max(best, JOINED_SIMILARITY)))
  }
  return best
}

import { assert } from '#kernel/assert.ts'
import { LIMITS } from '#kernel/limits.ts'
import { LEAST_POPULATION } from '#matching/coincidence.ts'
import { partWeight } from '#matching/features.ts'
import { joinedForm, parseName } from '#matching/names.ts'
import type { NameForm } from '#matching/names.ts'
import { similarityToRun, speakRun } from '#matching/similarity.ts'
import type { PersonEntry, PersonName } from '#matching/types.ts'
import { createVocabulary, drop, hashText, push } from './vocabulary.ts'
import type { Vocabulary, Word } from './vocabulary.ts'

export interface IndexedPerson {
  readonly id: string
  readonly entry: PersonEntry
  readonly names: readonly number[]
  /** A small number, used again after a removal. */
  readonly number: number
}

/** One name of one person, its parts shared with every other name that says them. */
export interface IndexedName {
  readonly person: IndexedPerson
  readonly name: PersonName
  readonly words: readonly Word[]
  /** Of the words. */
  readonly forms: readonly NameForm[]
}

/** Room for a number per name slot and per person. All zero; who takes it gives it back so. */
export interface Scratch {
  readonly worth: Float64Array
  readonly lastClue: Int16Array
  readonly known: Uint8Array
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
  /** The same by its spelling alone. */
  spelling(form: NameForm): number
  /** Nats: how much all parts of a name say. */
  weightOf(slot: number): number
  /** The number of the person who bears the name of a slot, and the id of a person of that number. */
  personOf(slot: number): number
  idOf(person: number): string
  takeScratch(): Scratch
  giveBack(scratch: Scratch): void
  readonly vocabulary: Vocabulary
  readonly personCount: number
  readonly nameCount: number
}

export const compareText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

export function createPersonIndex(): PersonIndex {
  const persons = new Map<string, IndexedPerson>()
  const slots: (IndexedName | undefined)[] = []
  const freeSlots: number[] = []
  const vocabulary = createVocabulary()
  const joins = new Map<number, number[]>()
  /** Rarities of the vocabulary's own forms, good until anything changes. */
  const rarities = new Map<NameForm, number>()
  /** By slot: what all parts of the name say, as it was when so many changes had been made. */
  const weights: number[] = []
  const weighedAt: number[] = []
  let changes = 0
  /** By slot: the number of who bears the name. */
  const bearers: number[] = []
  /** Ids by the numbers of people. */
  const numbered: (string | undefined)[] = []
  const freeNumbers: number[] = []
  let scratch: Scratch | undefined
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
    const ownForms = words.map((word) => word.form)
    slots[slot] = { person, name, words, forms: ownForms }
    weights[slot] = 0
    weighedAt[slot] = -1
    bearers[slot] = person.number
    for (const key of joinKeys(ownForms)) push(joins, key, slot)
    nameCount++
    rarities.clear()
    changes++
    return slot
  }

  const removeName = (slot: number): void => {
    const indexed = slots[slot]
    assert(indexed !== undefined, 'a name that is held has its slot')
    for (const key of joinKeys(indexed.forms)) {
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
    changes++
  }

  const remove = (id: string): void => {
    const person = persons.get(id)
    if (person === undefined) return
    for (const slot of person.names) removeName(slot)
    persons.delete(id)
    numbered[person.number] = undefined
    freeNumbers.push(person.number)
  }

  const rarity = (form: NameForm): number => {
    const known = rarities.get(form)
    if (known !== undefined) return known
    const word = vocabulary.find(form.key)
    const sameClass = vocabulary.classCount(form)
    const same = word?.names.length ?? sameClass / 4
    const population = Math.max(nameCount, LEAST_POPULATION) + 2
    const found = (Math.log(population / (same + 1)) + Math.log(population / (sameClass + 1))) / 2
    // What was asked is never kept.
    if (word?.form === form) rarities.set(form, found)
    return found
  }

  return {
    put(id, entry) {
      remove(id)
      const names: number[] = []
      const person = { id, entry, names, number: freeNumbers.pop() ?? numbered.length }
      numbered[person.number] = id
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
          const similarity = joinedSimilarity(form, slots[slot]?.forms ?? [])
          if (similarity > (likest.get(slot) ?? 0)) likest.set(slot, similarity)
        }
      }
      return [...likest].map(([slot, similarity]) => ({ slot, similarity }))
    },
    rarity,
    spelling: (form) =>
      Math.log(
        (Math.max(nameCount, LEAST_POPULATION) + 2) / ((vocabulary.find(form.key)?.names.length ?? 0) + 1),
      ),
    weightOf(slot) {
      if (weighedAt[slot] === changes) return weights[slot] ?? 0
      let weight = 0
      for (const form of slots[slot]?.forms ?? []) weight += partWeight(form, rarity(form))
      weights[slot] = weight
      weighedAt[slot] = changes
      return weight
    },
    personOf: (slot) => bearers[slot] ?? 0,
    idOf(person) {
      const id = numbered[person]
      assert(id !== undefined, 'names are borne by people who are held')
      return id
    },
    takeScratch() {
      const held = scratch
      scratch = undefined
      if (held !== undefined && held.worth.length >= slots.length && held.known.length >= numbered.length)
        return held
      const size = Math.ceil(slots.length * 1.5)
      return {
        worth: new Float64Array(size),
        lastClue: new Int16Array(size),
        known: new Uint8Array(Math.ceil(numbered.length * 1.5)),
      }
    },
    giveBack(used) {
      scratch = used
    },
    vocabulary,
    get personCount() {
      return persons.size
    },
    get nameCount() {
      return nameCount
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
  // Hot: most runs differ so much in length that they need not even be made.
  const compare = (from: number, to: number): void => {
    let runMass = 0
    for (let at = from; at < to; at++) runMass += forms[at]?.readings[0]?.mass ?? 0
    if (Math.min(mass, runMass) < least * Math.max(mass, runMass)) return
    const run = speakRun(forms.slice(from, to))
    best = Math.max(best, similarityToRun(asked, run, Math.max(best, JOINED_SIMILARITY)))
  }
  for (let from = 0; from + 1 < forms.length; from++) compare(from, from + 2)
  if (forms.length > 2 && forms.length <= MOST_JOINED_PARTS) compare(0, forms.length)
  return best
}

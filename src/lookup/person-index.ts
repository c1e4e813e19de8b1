import { assert } from '#kernel/assert.ts'
import { LIMITS } from '#kernel/limits.ts'
import { joinedForm, parseName } from '#matching/names.ts'
import type { NameForm } from '#matching/names.ts'
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

/** People by the words of their names. Slots of names are used again after a removal. */
export interface PersonIndex {
  put(id: string, entry: PersonEntry): void
  remove(id: string): void
  nameAt(slot: number): IndexedName
  /** Names whose parts, several written as one, sound as the form does. */
  joinedLike(form: NameForm): readonly number[]
  /** Nats: how much it says that a name holds this part. */
  rarity(form: NameForm): number
  readonly vocabulary: Vocabulary
  readonly personCount: number
  readonly nameCount: number
  /** Slots ever made: the size of a scratch array that holds a number for each. */
  readonly slotCount: number
}

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
      const found: number[] = []
      for (const { skeleton } of form.readings) {
        if (skeleton.length >= LEAST_JOINED) found.push(...(joins.get(hashText(skeleton, 3)) ?? []))
      }
      return found
    },
    rarity(form) {
      const known = rarities.get(form)
      if (known !== undefined) return known
      const word = vocabulary.find(form.key)
      const sameClass = vocabulary.classCount(form)
      const same = word?.names.length ?? sameClass / 4
      const rarity = (Math.log((nameCount + 2) / (same + 1)) + Math.log((nameCount + 2) / (sameClass + 1))) / 2
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

const LEAST_JOINED = 3
const MOST_JOINED_PARTS = 4

/** Neighbouring parts written as one, by sound: pairs everywhere, and the whole of a short name. */
function joinKeys(forms: readonly NameForm[]): ReadonlySet<number> {
  const keys = new Set<number>()
  for (let at = 0; at + 1 < forms.length; at++) addJoin(keys, forms.slice(at, at + 2))
  if (forms.length > 2 && forms.length <= MOST_JOINED_PARTS) addJoin(keys, forms)
  return keys
}

function addJoin(keys: Set<number>, forms: readonly NameForm[]): void {
  for (const { skeleton } of joinedForm(forms)?.readings ?? []) {
    if (skeleton.length >= LEAST_JOINED) keys.add(hashText(skeleton, 3))
  }
}

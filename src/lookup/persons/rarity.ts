import { LEAST_POPULATION } from '#matching/coincidence.ts'
import type { NameForm } from '#matching/names.ts'
import { NAMES } from './segment.ts'
import type { Segment } from './segment.ts'

/** How much it says that a name holds a part, in nats, counted over the open segments of an index. */
export interface Rarities {
  ofForm(form: NameForm): number
  /** The same by its spelling alone. */
  ofSpelling(form: NameForm): number
  /** Whether it counts the names of a segment. */
  counts(segment: Segment): boolean
  /** How many names there are. */
  readonly population: number
  ofWord(segment: Segment, word: number): number
  /** To be called after any change of the segments. */
  forget(): void
}

const MOST_FORMS_KEPT = 20_000

export function createRarities(open: () => readonly Segment[]): Rarities {
  /** Of forms of the vocabularies: what was asked is never kept longer than its question. */
  let byForm = new WeakMap<NameForm, number>()
  let byWord = new WeakMap<Segment, Map<number, number>>()
  let kept = 0

  const count = (form: NameForm): number => {
    let same = 0
    let population = 0
    const classes = form.readings.map(() => 0)
    for (const { book, state } of open()) {
      const word = book.find(form.key)
      if (word >= 0) same += state.wordCounts[word] ?? 0
      population += state.totals[NAMES] ?? 0
      const found = book.classesOf(form)
      for (let reading = 0; reading < found.length; reading++) {
        const one = found[reading] ?? -1
        if (one >= 0) classes[reading] = (classes[reading] ?? 0) + (state.classCounts[one] ?? 0)
      }
    }
    const sameClass = Math.max(0, ...classes)
    const names = Math.max(population, LEAST_POPULATION) + 2
    const likely = same === 0 ? sameClass / 4 : same
    return (Math.log(names / (likely + 1)) + Math.log(names / (sameClass + 1))) / 2
  }

  const population = (): number => open().reduce((sum, { state }) => sum + (state.totals[NAMES] ?? 0), 0)

  return {
    ofSpelling(form) {
      let same = 0
      for (const { book, state } of open()) {
        const word = book.find(form.key)
        if (word >= 0) same += state.wordCounts[word] ?? 0
      }
      return Math.log((Math.max(population(), LEAST_POPULATION) + 2) / (same + 1))
    },
    counts: (segment) => open().includes(segment),
    get population() {
      return population()
    },
    ofForm(form) {
      let rarity = byForm.get(form)
      if (rarity === undefined) byForm.set(form, (rarity = count(form)))
      return rarity
    },
    ofWord(segment, word) {
      let rarities = byWord.get(segment)
      if (rarities === undefined) byWord.set(segment, (rarities = new Map()))
      let rarity = rarities.get(word)
      if (rarity === undefined) {
        if (kept++ > MOST_FORMS_KEPT) {
          rarities.clear()
          kept = 0
        }
        rarities.set(word, (rarity = count(segment.book.formOf(word))))
      }
      return rarity
    },
    forget() {
      byForm = new WeakMap()
      byWord = new WeakMap()
      kept = 0
    },
  }
}

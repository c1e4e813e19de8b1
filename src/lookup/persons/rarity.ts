import type { NameForm } from '#matching/names.ts'
import { NAMES } from './segment.ts'
import type { Segment } from './segment.ts'

/** How much it says that a name holds a part, in nats, counted over the open segments of an index. */
export interface Rarities {
  ofForm(form: NameForm): number
  /** How many names there are. */
  readonly population: number
  /** To be called after any change of the segments. */
  forget(): void
}

/**
 * A short list says little of how rare a name is in the world: one name of seventy is not a common one. The model was
 * fitted on an index of this size; in a smaller one a part counts as rare as it would be there.
 */
const POPULATION_NAMES = 60_000

export function createRarities(open: () => readonly Segment[]): Rarities {
  /** Of forms of the vocabularies: what was asked is never kept longer than its question. */
  let byForm = new WeakMap<NameForm, number>()

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
    const names = Math.max(population, POPULATION_NAMES) + 2
    const likely = same === 0 ? sameClass / 4 : same
    return (Math.log(names / (likely + 1)) + Math.log(names / (sameClass + 1))) / 2
  }

  return {
    ofForm(form) {
      let rarity = byForm.get(form)
      if (rarity === undefined) byForm.set(form, (rarity = count(form)))
      return rarity
    },
    get population() {
      return open().reduce((sum, { state }) => sum + (state.totals[NAMES] ?? 0), 0)
    },
    forget() {
      byForm = new WeakMap()
    },
  }
}

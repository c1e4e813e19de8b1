import { LEAST_POPULATION } from '#matching/coincidence.ts'
import type { NameForm } from '#matching/names.ts'
import { NAMES } from './segment.ts'
import type { Segment } from './segment.ts'

/** How much it says that a name holds a part, in nats, counted over the open segments of an index. */
export interface Rarities {
  ofForm(form: NameForm): number
  /** The same of a part that so many names hold, and so many one of its sound. */
  ofCounts(same: number, sameClass: number): number
  /** The same by its spelling alone. */
  ofSpelling(form: NameForm): number
  /** Whether it counts the names of a segment. */
  counts(segment: Segment): boolean
  /** How many names there are. */
  readonly population: number
  /** To be called after any change of the segments. */
  forget(): void
}

interface Rarity {
  readonly sound: number
  readonly spelling: number
}

/** `open`: the same array as long as the segments are the same. */
export function createRarities(open: () => readonly Segment[]): Rarities {
  /** Of forms of the vocabularies: what was asked is never kept longer than its question. */
  let known = new WeakMap<NameForm, Rarity>()
  let names: number | undefined

  const population = (): number =>
    (names ??= open().reduce((sum, { state }) => sum + (state.totals[NAMES] ?? 0), 0))

  const ofCounts = (same: number, sameClass: number): number => {
    const all = Math.max(population(), LEAST_POPULATION) + 2
    return (Math.log(all / (same + 1)) + Math.log(all / (sameClass + 1))) / 2
  }

  const count = (form: NameForm): Rarity => {
    let same = 0
    const classes = form.readings.map(() => 0)
    for (const { book, state } of open()) {
      const word = book.find(form.key)
      if (word >= 0) same += state.wordCounts[word] ?? 0
      const found = book.classesOf(form)
      for (let reading = 0; reading < found.length; reading++) {
        const one = found[reading] ?? -1
        if (one >= 0) classes[reading] = (classes[reading] ?? 0) + (state.classCounts[one] ?? 0)
      }
    }
    const sameClass = Math.max(0, ...classes)
    const all = Math.max(population(), LEAST_POPULATION) + 2
    const likely = same === 0 ? sameClass / 4 : same
    return {
      sound: ofCounts(likely, sameClass),
      spelling: Math.log(all / (same + 1)),
    }
  }

  const of = (form: NameForm): Rarity => {
    let rarity = known.get(form)
    if (rarity === undefined) known.set(form, (rarity = count(form)))
    return rarity
  }

  return {
    ofCounts,
    ofForm: (form) => of(form).sound,
    ofSpelling: (form) => of(form).spelling,
    counts: (segment) => open().includes(segment),
    get population() {
      return population()
    },
    forget() {
      known = new WeakMap()
      names = undefined
    },
  }
}

import { describe, expect, test } from 'vitest'
import { parseName } from '#matching/names.ts'
import { comparePeople } from './find-persons.ts'
import { createPersonIndex } from './person-index.ts'
import type { PersonIndex } from './person-index.ts'

interface Work {
  /** Parts and joined parts looked for. */
  clues: number
  /** Words found near them. */
  near: number
  weighed: number
  names: number
}

/** The index, with a count of what is asked of it. */
function counted(index: PersonIndex): { readonly index: PersonIndex; readonly work: Work } {
  const work = { clues: 0, near: 0, weighed: 0, names: 0 }
  const vocabulary: PersonIndex['vocabulary'] = {
    ...index.vocabulary,
    near(form, least) {
      const near = index.vocabulary.near(form, least)
      work.clues++
      work.near += near.length
      return near
    },
  }
  const observed = {
    ...index,
    vocabulary,
    weightOf(slot: number) {
      work.weighed++
      return index.weightOf(slot)
    },
    nameAt(slot: number) {
      work.names++
      return index.nameAt(slot)
    },
  }
  return { index: observed, work }
}

const SYLLABLES = 'ba de fi go hu ka le mi no ru sa te vi zo'.split(' ')
const word = (seed: number): string =>
  [seed, seed * 7 + 3, seed * 31 + 5].map((at) => SYLLABLES[at % SYLLABLES.length] ?? '').join('')

/** One name in two is Malik, and every other part is shared by some. */
function crowdedIndex(): PersonIndex {
  const index = createPersonIndex()
  for (let at = 0; at < 4000; at++) {
    const text = at % 2 === 0 ? `Malik ${word(at)} ${word(at * 3 + 1)}` : `${word(at)} ${word(at * 5 + 2)}`
    index.put(`id${String(at).padStart(5, '0')}`, { names: [{ text }], births: [], nationalities: [] })
  }
  return index
}

describe('the work of a check is bounded whatever is asked', () => {
  const crowded = crowdedIndex()

  test.each([
    ['one part that half of all names hold', 'Malik'],
    ['twenty-four parts', Array.from({ length: 24 }, (_, at) => word(at * 11)).join(' ')],
    ['a hundred times the commonest part', 'Malik '.repeat(100)],
    ['three hundred letters in one part', 'malik'.repeat(60)],
    ['three hundred letters in two-letter parts', 'ma li '.repeat(50)],
    ['initials only', 'M L K B D F G'],
  ])('%s', (_, name) => {
    const { index, work } = counted(crowded)
    comparePeople(index, parseName(name), { name }, () => true)
    expect(work.clues).toBeLessThanOrEqual(20)
    // Names that tie at the last rank stay for weighing, so this bound is that of an index where half the names tie.
    expect(work.weighed).toBeLessThanOrEqual(2600)
    expect(work.names).toBeLessThanOrEqual(1400)
  })

  test('who may not be known is asked about once and leaves the next answer as it would be', () => {
    const query = { name: 'Malik badefi' }
    const ids = (mayKnow: (id: string) => boolean): readonly string[] =>
      comparePeople(crowded, parseName(query.name), query, mayKnow).map(({ indexed }) => indexed.person.id)
    const before = ids(() => true)
    expect(ids(() => false)).toEqual([])
    expect(() =>
      ids(() => {
        throw new Error('the permission cannot be read')
      }),
    ).toThrow('the permission cannot be read')
    expect(ids(() => true)).toEqual(before)
  })
})

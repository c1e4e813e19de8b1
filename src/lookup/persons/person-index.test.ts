import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PartialDate } from '#kernel/days.ts'
import { parseName } from '#matching/names.ts'
import type { BirthStatement, PersonEntry, PersonQuery } from '#matching/types.ts'
import { createPersonIndex } from './person-index.ts'
import type { PersonIndex } from './person-index.ts'
import { createSegmentWriter } from './segment-writer.ts'
import type { Segment } from './segment.ts'

const SYLLABLES = 'ba de fi go hu ka le mi no ru sa te vi zo'.split(' ')
const word = (seed: number): string =>
  [seed, seed * 7 + 3, seed * 31 + 5].map((at) => SYLLABLES[at % SYLLABLES.length] ?? '').join('')

const wordSeeds = fc.oneof(fc.nat(12), fc.nat(400))
const names = fc.oneof(
  fc.array(wordSeeds, { minLength: 1, maxLength: 4 }).map((seeds) => seeds.map(word).join(' ')),
  fc.constantFrom(
    'يوسف الحارزي',
    'Сергей Маленко',
    '김종수',
    '王小明',
    'Hamid Reza Farzan',
    'Çağla Öz',
    'Cagla Oz',
  ),
)
const days = fc
  .tuple(
    fc.integer({ min: 1958, max: 1964 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
  )
  .map(
    ([year, month, day]) =>
      `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` as PartialDate,
  )
const births: fc.Arbitrary<readonly BirthStatement[]> = fc.oneof(
  fc.constant([]),
  fc.array(
    fc.oneof(
      days.map((on) => ({ type: 'exact' as const, on })),
      days.map((on) => ({ type: 'exact' as const, on: on.slice(0, 4) as PartialDate })),
      days.map((on) => ({ type: 'approximately' as const, on: on.slice(0, 4) as PartialDate })),
      fc
        .integer({ min: 1955, max: 1965 })
        .map((fromYear) => ({ type: 'between' as const, fromYear, toYear: fromYear + 3 })),
    ),
    { minLength: 1, maxLength: 3 },
  ),
)
const entries: fc.Arbitrary<PersonEntry> = fc.record({
  names: fc.array(fc.record({ text: names, quality: fc.constantFrom('good' as const, 'low' as const) }), {
    minLength: 1,
    maxLength: 3,
  }),
  births,
  nationalities: fc.subarray(['MA', 'RU', 'KR']),
  sex: fc.constantFrom('F' as const, 'M' as const, 'X' as const),
})
const ids = fc.oneof(
  fc.uuid({ version: 7 }),
  fc.nat(999).map((at) => `xx-${at}`),
)
const people = fc.uniqueArray(fc.tuple(ids, entries), { selector: ([id]) => id, minLength: 1, maxLength: 60 })
const everything = { limit: 100 }

function written(list: readonly (readonly [string, PersonEntry])[]): Segment {
  const writer = createSegmentWriter()
  for (const [id, entry] of list) writer.add(id, entry)
  return writer.finish()
}

const bytesOf = ({ sections }: Segment): Readonly<Record<string, readonly number[]>> =>
  Object.fromEntries(Object.entries(sections).map(([name, values]) => [name, [...values]]))

function aQuery(entry: PersonEntry, withBirth: boolean): PersonQuery {
  const [name] = entry.names
  return { name: name?.text ?? '', ...(withBirth ? { births: entry.births, nationalities: ['MA'] } : {}) }
}

describe('a segment of people', () => {
  test('is the same bytes whoever came first', () => {
    fc.assert(
      fc.property(people, fc.nat(), (list, turn) => {
        const at = turn % list.length
        const shuffled = [...list.slice(at).reverse(), ...list.slice(0, at)]
        expect(bytesOf(written(shuffled))).toEqual(bytesOf(written(list)))
      }),
      { numRuns: 60 },
    )
  })

  test('is the same bytes made of people and of segments of them', () => {
    fc.assert(
      fc.property(people, fc.nat(), (list, turn) => {
        const at = turn % list.length
        const writer = createSegmentWriter()
        writer.addAll(written(list.slice(at)))
        writer.addAll(written(list.slice(0, at)))
        expect(bytesOf(writer.finish())).toEqual(bytesOf(written(list)))
      }),
      { numRuns: 60 },
    )
  })
})

describe('the words of a segment', () => {
  const pieces = fc.constantFrom(
    'Maria',
    'maria',
    'FNU',
    'lnu',
    'van',
    'Dr',
    'O',
    'al-Harizi',
    'Jong-su',
    'Çelik',
    'Ng',
    'a/l',
    '김종수',
    'x',
  )
  test('are the parts that parsing gives', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(pieces, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 8 }),
        (list) => {
          const texts = list.map((parts) => parts.join(' '))
          const segment = written([
            ['one', { names: texts.map((text) => ({ text })), births: [], nationalities: [] }],
          ])
          texts.forEach((text, name) => {
            const words = segment.words.subarray(segment.nameWords[name], segment.nameWords[name + 1])
            const keys = Array.from(words, (number) => segment.book.formOf(number).key)
            expect(keys).toEqual(parseName(text).parts.map(({ form }) => form.key))
          })
        },
      ),
    )
  })
})

describe('an index of people', () => {
  test('answers the same from one segment and from five, with the people removed that are removed', () => {
    fc.assert(
      fc.property(people, fc.infiniteStream(fc.boolean()), (list, choices) => {
        const gone = new Set(list.filter(() => choices.next().value === true).map(([id]) => id))
        const left = list.filter(([id]) => !gone.has(id))
        const one = createPersonIndex()
        one.putAll(left)
        const five = createPersonIndex()
        for (let part = 0; part < 4; part++) five.putAll(list.filter((_, at) => at % 5 === part))
        list.forEach(([id, entry], at) => {
          if (at % 5 === 4) five.put(id, entry)
        })
        for (const id of gone) five.remove(id)
        expect(five.size).toEqual(one.size)
        const ask = (index: PersonIndex) =>
          list
            .slice(0, 12)
            .flatMap(([, entry]) => [
              index.find(aQuery(entry, false), everything),
              index.find(aQuery(entry, true), everything),
            ])
        expect(ask(five)).toEqual(ask(one))
        five.clean()
        expect(five.needsCompaction).toBe(false)
        expect(ask(five)).toEqual(ask(one))
      }),
      { numRuns: 40 },
    )
  })

  test('finds everyone by a name as recorded', () => {
    fc.assert(
      fc.property(people, (list) => {
        const index = createPersonIndex()
        index.putAll(list)
        for (const [id, entry] of list.slice(0, 10)) {
          for (const { text } of entry.names) {
            const isName = parseName(text).parts.some(({ form }) => form.role === 'name' && !form.isInitial)
            const { hits } = index.find({ name: text, births: entry.births }, everything)
            if (isName) expect(hits.map((hit) => hit.id)).toContain(id)
          }
        }
      }),
      { numRuns: 40 },
    )
  })

  test('a large index steered by births misses next to none of those that comparing everyone shows', () => {
    const list = Array.from({ length: 3000 }, (_, at): readonly [string, PersonEntry] => [
      `p${String(at).padStart(4, '0')}`,
      {
        names: [{ text: `${word(at % 90)} ${word(at)}${word(at * 13 + 1)}` }],
        births: [{ type: 'exact', on: `19${50 + (at % 30)}-0${1 + (at % 9)}-1${at % 10}` as PartialDate }],
        nationalities: [],
      },
    ])
    const steered = createPersonIndex()
    steered.putAll(list)
    let shown = 0
    let missed = 0
    for (let at = 0; at < 3000; at += 150) {
      const [id, entry] = list[at] ?? ['', undefined]
      if (entry === undefined) continue
      const asked = { name: (entry.names[0]?.text ?? '').replace('sa', 'za'), births: entry.births }
      const { hits } = steered.find(asked, { limit: 21, threshold: 0.5 })
      shown++
      if (!hits.some((hit) => hit.id === id)) missed++
    }
    expect(shown).toBe(20)
    expect(missed).toBe(0)
  })

  test('a name with a conflicting date of birth is found and scored lower', () => {
    const index = createPersonIndex()
    index.putAll(
      Array.from({ length: 500 }, (_, at) => [
        `p${at}`,
        {
          names: [{ text: `${word(at)} ${word(at * 3 + 1)}` }],
          births: [{ type: 'exact', on: '1970-02-03' as PartialDate }],
          nationalities: [],
        },
      ]),
    )
    index.put('sought', {
      names: [{ text: 'Yusuf al-Harizi' }],
      births: [{ type: 'exact', on: '1970-02-03' as PartialDate }],
      nationalities: [],
    })
    const scoreOf = (on: string): number =>
      index
        .find({ name: 'Yusuf Al Harizi', births: [{ type: 'exact', on: on as PartialDate }] }, everything)
        .hits.find(({ id }) => id === 'sought')?.score ?? -1
    expect(scoreOf('1951-11-27')).toBeGreaterThan(0)
    expect(scoreOf('1951-11-27')).toBeLessThan(scoreOf('1970-03-02'))
    expect(scoreOf('1970-03-02')).toBeLessThanOrEqual(scoreOf('1970-02-03'))
  })

  test('says when a name is too common to be sure of the best', () => {
    const index = createPersonIndex()
    index.putAll(
      Array.from({ length: 6000 }, (_, at) => [
        `p${at}`,
        { names: [{ text: `Malik ${word(at % 300)}` }], births: [], nationalities: [] },
      ]),
    )
    expect(index.find({ name: 'Malik' }, everything).isExhausted).toBe(true)
    expect(index.find({ name: `Malik ${word(7)}` }, everything).isExhausted).toBe(false)
  })

  test('no work is done on people under a restriction for who may not know them', () => {
    const entry = { names: [{ text: 'Sergei Malenko' }], births: [], nationalities: [] }
    const index = createPersonIndex()
    index.put('open', entry)
    const asked = { name: 'Sergei Malenko' }
    index.find(asked, everything)
    const before = index.bytes()
    index.put('restricted', entry, 7)
    expect(index.find(asked, everything).hits).toHaveLength(1)
    expect(index.bytes()).toEqual(before)
    expect(index.find(asked, { ...everything, restrictions: [7] }).hits).toHaveLength(2)
    expect(index.bytes()).not.toEqual(before)
  })

  test('nothing of a removed person is left after cleaning', () => {
    const secret = ['Zwq', 'vath'].join('')
    const index = createPersonIndex()
    const list: readonly (readonly [string, PersonEntry])[] = [
      ['kept', { names: [{ text: 'Sergei Malenko' }], births: [], nationalities: [] }],
      [secret, { names: [{ text: `Sergei ${secret}` }], births: [], nationalities: [] }],
    ]
    index.putAll(list)
    const holds = (): boolean =>
      [...index.parts().values()]
        .flat()
        .some(({ sections, book }) =>
          [...Object.values(sections), new Uint8Array(book.memory.buffer)].some((values) =>
            Buffer.from(new Uint8Array(values.buffer))
              .toString('latin1')
              .toLowerCase()
              .includes(secret.toLowerCase()),
          ),
        )
    expect(holds()).toBe(true)
    index.remove(secret)
    expect(index.needsCompaction).toBe(true)
    index.clean()
    expect(holds()).toBe(false)
    expect(index.find({ name: 'Sergei Malenko' }, everything).hits.map(({ id }) => id)).toEqual(['kept'])
  })
})

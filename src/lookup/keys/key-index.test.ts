import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createKeyIndex } from './key-index.ts'

const SEED = Uint8Array.from({ length: 16 }, (_, at) => at * 7)
const uuid = (at: number): string => `019b0000-0000-7000-8000-${String(at).padStart(12, '0')}`

describe('the index of exact keys', () => {
  test('finds records by any of their keys, in the order of ids', () => {
    const index = createKeyIndex(SEED)
    index.put('two', ['document::AB1'])
    index.put(uuid(1), ['document::AB1', 'document:KE:AB1', ''])
    expect(index.find(['document::AB1', 'document::AB2', ''])).toEqual([
      { id: uuid(1), key: 'document::AB1' },
      { id: 'two', key: 'document::AB1' },
    ])
    expect(index.find(['document::AB1'], { mayKnow: (id) => id === 'two' })).toHaveLength(1)
    expect(index.size).toEqual({ keys: 3, records: 2 })
  })

  test('a record under a restriction is found only by who may know it, also when the restriction changes', () => {
    const index = createKeyIndex(SEED)
    index.put('open', ['vin:A'])
    index.put('closed', ['vin:A'], [], 3)
    const ids = (restrictions: readonly number[]): readonly string[] =>
      index.find(['vin:A'], { restrictions }).map(({ id }) => id)
    expect([ids([]), ids([1]), ids([1, 3])]).toEqual([['open'], ['open'], ['closed', 'open']])
    index.put('closed', ['vin:A'], ['vin:A'], 0)
    expect(ids([])).toEqual(['closed', 'open'])
    index.put('open', ['vin:A'], ['vin:A'], 2)
    expect([ids([]), ids([2])]).toEqual([['closed'], ['closed', 'open']])
    index.remove('open', ['vin:A'])
    expect([ids([2]), index.size]).toEqual([['closed'], { keys: 1, records: 1 }])
  })

  test('holds what a Map holds, after any puts and removals', () => {
    const key = fc.constantFrom('vin:A', 'vin:B', 'document::1', 'document::2', 'document::3')
    const step = fc.record({
      id: fc.constantFrom(uuid(1), uuid(2), 'short', 'other'),
      keys: fc.option(fc.uniqueArray(key), { nil: undefined }),
      restriction: fc.nat(2),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const index = createKeyIndex(SEED)
        const held = new Map<string, { keys: readonly string[]; restriction: number }>()
        for (const { id, keys, restriction } of steps) {
          const before = held.get(id)?.keys
          if (keys === undefined) index.remove(id, before ?? [])
          else index.put(id, keys, before, restriction)
          if (keys === undefined) held.delete(id)
          else held.set(id, { keys, restriction })
        }
        const asked = ['vin:A', 'vin:B', 'document::1', 'document::2', 'document::3']
        for (const restrictions of [[], [1], [1, 2]]) {
          const expected = asked.flatMap((one) =>
            [...held]
              .filter(
                ([, { keys, restriction }]) =>
                  keys.includes(one) && [0, ...restrictions].includes(restriction),
              )
              .map(([id]) => ({ id, key: one }))
              .sort((a, b) => (a.id < b.id ? -1 : 1)),
          )
          expect(index.find(asked, { restrictions })).toEqual(expected)
        }
        const records = [...held.values()].filter(({ keys }) => keys.length > 0)
        expect(index.size).toEqual({
          keys: records.flatMap(({ keys }) => keys).length,
          records: records.length,
        })
      }),
      { numRuns: 100 },
    )
  })

  test('grows from nothing to many records, and shows at most a hundred of one key', () => {
    const index = createKeyIndex(SEED)
    for (let at = 0; at < 20_000; at++) index.put(uuid(at), [`document::${at}`, `group:${at % 100}`])
    for (let at = 0; at < 20_000; at += 97) expect(index.find([`document::${at}`])).toHaveLength(1)
    expect(index.find(['group:7', 'group:8'])).toHaveLength(200)
    for (let at = 7; at < 19_900; at += 100) index.remove(uuid(at), [`document::${at}`, 'group:7'])
    expect(index.find(['group:7'])).toEqual([{ id: uuid(19_907), key: 'group:7' }])
    expect(index.size).toEqual({ keys: 40_000 - 2 * 199, records: 20_000 - 199 })
  })

  test('a record whose keys are not known any more can be forgotten, and its number serves again', () => {
    const index = createKeyIndex(SEED)
    for (let at = 0; at < 300; at++) index.put(uuid(at), ['common', `own:${at}`])
    index.forget(new Set([uuid(250), 'never put']))
    index.forget(new Set([uuid(3)]))
    expect(index.size).toEqual({ keys: 596, records: 298 })
    expect(index.find(['own:250', 'own:3'])).toEqual([])
    index.put('new', ['vin:new'])
    expect(index.find(['own:3', 'vin:new'])).toEqual([{ id: 'new', key: 'vin:new' }])
  })

  test('a number is not given out again while a key that was not named may still lead to it', () => {
    const index = createKeyIndex(SEED)
    index.put('one', ['vin:A', 'vin:B'])
    index.remove('one', ['vin:A', 'vin:C'])
    index.put('two', ['vin:D'])
    expect(index.find(['vin:A', 'vin:B', 'vin:C', 'vin:D'])).toEqual([{ id: 'two', key: 'vin:D' }])
  })
})

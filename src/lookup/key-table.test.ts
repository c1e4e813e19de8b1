import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createKeyTable } from './key-table.ts'

function ownersOf(table: ReturnType<typeof createKeyTable>, key: string): readonly number[] {
  const owners: number[] = []
  table.visitOwners(key, (owner) => owners.push(owner))
  return owners.sort((one, other) => one - other)
}

describe('the table of exact keys', () => {
  test('holds what a Map of sets holds, after any additions and removals', () => {
    const key = fc.constantFrom('a', 'b', 'ab', 'document::A1', 'document::A2', 'vin:ж', '王'.repeat(100))
    const steps = fc.array(
      fc.oneof(
        fc.record({
          add: fc.uniqueArray(key, { minLength: 1 }),
          owner: fc.nat(6),
        }),
        fc.record({ remove: fc.nat(6) }),
      ),
      { maxLength: 60 },
    )
    fc.assert(
      fc.property(steps, fc.integer(), (changes, seed) => {
        const table = createKeyTable(seed)
        const model = new Map<number, ReadonlySet<string>>()
        for (const change of changes) {
          const owner = 'remove' in change ? change.remove : change.owner
          table.removeOwner(owner)
          model.delete(owner)
          if ('remove' in change) continue
          for (const one of change.add) table.add(one, owner)
          model.set(owner, new Set(change.add))
        }
        const held = [...model.values()].flatMap((keys) => [...keys])
        expect(table.size).toBe(held.length)
        for (const one of new Set([...held, 'a', 'never'])) {
          const owners = [...model].filter(([, keys]) => keys.has(one)).map(([owner]) => owner)
          expect(ownersOf(table, one)).toEqual(owners.sort((a, b) => a - b))
        }
      }),
      { numRuns: 100 },
    )
  })

  test('grows to many keys and finds each of them, and none beside', () => {
    const table = createKeyTable(1)
    for (let at = 0; at < 5000; at++) table.add(`document::${at}`, at)
    for (let at = 0; at < 5000; at += 2) table.removeOwner(at)
    const found = Array.from({ length: 5000 }, (_, at) => ownersOf(table, `document::${at}`))
    expect(found.every((owners, at) => (at % 2 === 0 ? owners.length === 0 : owners[0] === at))).toBe(true)
    expect(ownersOf(table, 'document::5000')).toEqual([])
  })

  test('the space of a removed key is used again', () => {
    const table = createKeyTable(1)
    for (let round = 0; round < 1000; round++) {
      table.add(`document::${round % 10}`, 1)
      table.removeOwner(1)
    }
    expect(table.size).toBe(0)
  })
})

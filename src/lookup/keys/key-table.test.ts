import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { utf8 } from '#kernel/bytes.ts'
import { layoutOf, mostRecords } from './key-memory.ts'
import {
  bucketsFor,
  createKeyTable,
  type KeyReader,
  type KeyTable,
  MOST_HOLDERS,
  openTable,
} from './key-table.ts'
import { rebuildKeys } from './rebuild.ts'

const SEED = Uint8Array.from({ length: 16 }, (_, at) => at * 11)

function holdersOf(table: KeyReader, key: string): readonly number[] {
  const holders: number[] = []
  table.visit(key, (record) => holders.push(record))
  return holders.sort((one, other) => one - other)
}

function addAll(table: KeyTable, keys: readonly string[], recordOf = (at: number) => at): void {
  keys.forEach((key, at) => expect(table.add(key, recordOf(at))).toBe(true))
}

const numbered = (count: number, prefix = 'document:'): readonly string[] =>
  Array.from({ length: count }, (_, at) => `${prefix}${at}`)

/** Everything but the threads' own parts of the memory. */
function digest(table: KeyReader): string {
  const { buffer } = table.shared.memory
  const { strayHeadsAt, end } = layoutOf(table.shared)
  return createHash('sha256')
    .update(new Uint8Array(buffer, strayHeadsAt, end - strayHeadsAt))
    .digest('hex')
}

describe('the table of exact keys', () => {
  test('holds what a Map of sets holds, after any additions and removals', () => {
    const key = fc.constantFrom('', 'a', 'b', 'ab', 'document::A1', 'document::A2', 'vin:ж', '王'.repeat(100))
    const change = fc.record({ key, record: fc.nat(5), isAdded: fc.boolean() })
    fc.assert(
      fc.property(
        fc.array(change, { maxLength: 60 }),
        fc.uint8Array({ minLength: 16, maxLength: 16 }),
        (changes, seed) => {
          const table = createKeyTable(seed)
          const model = new Set<string>()
          for (const { key, record, isAdded } of changes) {
            const pair = `${record} ${key}`
            if (isAdded && !model.has(pair)) expect(table.add(key, record)).toBe(true)
            if (isAdded) model.add(pair)
            else expect(table.remove(key, record)).toBe(model.delete(pair))
          }
          expect(table.size).toBe(model.size)
          for (const one of [
            '',
            'a',
            'b',
            'ab',
            'document::A1',
            'document::A2',
            'vin:ж',
            '王'.repeat(100),
            'never',
          ]) {
            const holders = [...model].filter((pair) => pair.slice(2) === one).map((pair) => Number(pair[0]))
            expect(holdersOf(table, one)).toEqual(holders.sort((one, other) => one - other))
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  test('finds each of the keys that fill it, and none beside, one by one and many at once', () => {
    const keys = numbered(Math.floor(256 * 16 * 0.79))
    const table = createKeyTable(SEED)
    addAll(table, keys)
    const found: number[] = []
    table.visitAll([...keys, 'document:x', ...numbered(500, 'vin:')], (at, record) => {
      expect(record).toBe(at)
      found.push(at)
    })
    expect(found).toEqual(keys.map((_, at) => at))
    expect(keys.every((key, at) => holdersOf(table, key)[0] === at)).toBe(true)
    expect(table.add('one too many', 1) && table.add('two', 1) && addedUntilFull(table) < 100).toBe(true)
  })

  test('keys of every length up to a kilobyte are told apart, and padding is not taken for text', () => {
    const table = createKeyTable(SEED)
    const keys = Array.from({ length: 1025 }, (_, length) => 'x'.repeat(length))
    addAll(table, keys)
    addAll(table, ['x\0', 'x\0\0'], (at) => 2000 + at)
    expect(keys.every((key, at) => holdersOf(table, key).join() === String(at))).toBe(true)
    for (const [length, key] of keys.entries()) {
      const found: number[] = []
      table.visitBytes(utf8(`..${key}..`), 2, 2 + length, (record) => found.push(record))
      expect(found).toEqual([length])
    }
    expect(holdersOf(table, 'x\0')).toEqual([2000])
    expect(() => table.add('x'.repeat(1025), 1)).toThrow('kilobyte')
    expect(() => table.add('é'.repeat(513), 1)).toThrow('kilobyte')
  })

  test('a key that very many records bear shows a hundred of them, and each can still be taken out', () => {
    const table = createKeyTable(SEED)
    const records = Array.from({ length: 900 }, (_, at) => at)
    for (const record of records) expect(table.add('0000000', record)).toBe(true)
    addAll(table, numbered(1000), (at) => 5000 + at)
    expect(holdersOf(table, '0000000')).toHaveLength(MOST_HOLDERS)
    for (const record of records.slice(0, 897)) expect(table.remove('0000000', record)).toBe(true)
    expect(holdersOf(table, '0000000')).toEqual([897, 898, 899])
    expect(table.remove('0000000', 3)).toBe(false)
    expect(table.size).toBe(1003)
  })

  test('many keys handed over as bytes are added as if one by one', () => {
    const keys = numbered(3000)
    const bytes = utf8(keys.join(''))
    const ends = Uint32Array.from(
      keys.map(
        (
          (sum) => (key: string) =>
            (sum += key.length)
        )(0),
      ),
    )
    const table = createKeyTable(SEED)
    expect(table.addPacked(bytes, ends, Uint32Array.from(keys.keys()))).toBe(3000)
    const other = createKeyTable(SEED)
    addAll(other, keys)
    expect(digest(table)).toBe(digest(other))
    const one: number[] = []
    table.visitBytes(bytes, ends[6] ?? 0, ends[7] ?? 0, (record) => one.push(record))
    expect(one).toEqual([7])
    const found: number[] = []
    table.visitPacked(bytes, ends, (at, record) => found.push(at - record))
    expect(found).toEqual(keys.map(() => 0))
  })

  test('a removed key leaves no trace once the table is rebuilt, and no fingerprint before', () => {
    const table = createKeyTable(SEED)
    addAll(table, numbered(2000))
    const before = digest(openTable(rebuildKeys(table.shared, SEED, 256)))
    addAll(table, numbered(1200, 'withdrawn:'))
    for (const [at, key] of numbered(1200, 'withdrawn:').entries()) expect(table.remove(key, at)).toBe(true)
    const { printsAt, recordsAt } = layoutOf(table.shared)
    const prints = new Uint32Array(table.shared.memory.buffer, printsAt, (recordsAt - printsAt) / 4)
    expect(prints.filter((print) => print > 1)).toHaveLength(2000)
    expect(digest(openTable(rebuildKeys(table.shared, SEED, 256)))).toBe(before)
  })

  test('a table rebuilt again and again into more and fewer buckets holds the same, in the same bytes', () => {
    const keys = numbered(2600)
    let table = createKeyTable(SEED)
    addAll(table, [...keys].reverse(), (at) => 2599 - at)
    for (let at = 0; at < 400; at++) table.add('crowded', 5000 - at)
    const sizes = [257, 300, 511, 512, 513, 1000, 4099, 66_000, 300]
    for (const buckets of sizes) {
      table = openTable(rebuildKeys(table.shared, SEED, buckets))
      expect(table.size).toBe(3000)
      expect(keys.every((key, at) => holdersOf(table, key).join() === String(at))).toBe(true)
    }
    const fresh = createKeyTable(SEED, 300)
    addAll(fresh, keys)
    for (let at = 0; at < 400; at++) fresh.add('crowded', 4601 + at)
    expect(digest(openTable(rebuildKeys(fresh.shared, SEED, 300)))).toBe(digest(table))
    expect(table.shared.buckets).toBe(300)
  })

  test('a rebuilt table can give the records other numbers', () => {
    const table = createKeyTable(SEED)
    addAll(table, numbered(1000))
    for (let at = 0; at < 300; at++) table.add('crowded', at)
    // Record 1000 is left out, and so is what was never given a number.
    const renumber = Uint32Array.from({ length: 1001 }, (_, at) => 1000 - at)
    table.add('left out', 1000)
    table.add('left out', 2000)
    const other = createKeyTable(SEED)
    addAll(other, numbered(1000), (at) => 1000 - at)
    for (let at = 0; at < 300; at++) other.add('crowded', 1000 - at)
    expect(digest(openTable(rebuildKeys(table.shared, SEED, 256, renumber)))).toBe(
      digest(openTable(rebuildKeys(other.shared, SEED, 256))),
    )
  })

  test('a number that does not fit beside the fingerprints is our own mistake', () => {
    const table = createKeyTable(SEED)
    expect(table.add('a', mostRecords(256) - 1)).toBe(true)
    expect(() => table.add('b', mostRecords(256))).toThrow('numbers')
    expect(() => table.addPacked(utf8('b'), Uint32Array.of(1), Uint32Array.of(mostRecords(256)))).toThrow(
      'numbers',
    )
    expect(() => rebuildKeys(table.shared, SEED, 256, new Uint32Array(mostRecords(256)).fill(9000))).toThrow(
      'numbers',
    )
  })

  test('no text of a key stays in the memory', () => {
    const table = createKeyTable(SEED)
    const secret = ['document:', 'QZ88', '077135551'].join('')
    table.add(secret, 1)
    table.visit(secret, () => undefined)
    table.visitAll(['a', secret, 'b'], () => undefined)
    table.addPacked(utf8(`${secret}!`), Uint32Array.of(secret.length + 1), Uint32Array.of(2))
    table.remove(secret, 1)
    const memory = Buffer.from(table.shared.memory.buffer)
    expect(memory.includes(secret.slice(0, 6)) || memory.includes(secret.slice(-6))).toBe(false)
  })

  test('another seed puts the same keys elsewhere', () => {
    const [one, other] = [createKeyTable(SEED), createKeyTable(SEED.toReversed())]
    for (const table of [one, other]) addAll(table, numbered(100))
    expect(digest(one)).not.toBe(digest(other))
  })

  test('buckets are enough for the keys they are counted for', () => {
    expect(bucketsFor(0)).toBe(256)
    expect(bucketsFor(150_000_000)).toBe(12_500_000)
  })
})

function addedUntilFull(table: KeyTable): number {
  let count = 0
  while (count < 1000 && table.add(`more ${count}`, 1)) count++
  return count
}

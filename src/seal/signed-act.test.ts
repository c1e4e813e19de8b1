import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { concatBytes, utf8 } from '#kernel/bytes.ts'
import { paddedLength, readActText, signedActBytes, splitSignedAct } from './signed-act.ts'
import { makeMemberKeys } from './keys.ts'

const KEY = makeMemberKeys((length) => new Uint8Array(length).fill(9)).act

test('acts of like length cannot be told apart by their sealed length', () => {
  const lengths = ['no hit', 'restricted', 'refused', 'a hit, with an explanation'].map(
    (answer) => signedActBytes({ answer }, KEY).length,
  )
  expect(new Set(lengths).size).toBe(1)
})

test('padding costs at most 12 % beyond the first 512 bytes, and padding again adds nothing', () => {
  fc.assert(
    fc.property(fc.integer({ min: 513, max: 2 ** 20 }), (length) => {
      const padded = paddedLength(length)
      expect(padded).toBeGreaterThanOrEqual(length)
      expect(padded).toBeLessThanOrEqual(length * 1.12)
      expect(paddedLength(padded)).toBe(padded)
    }),
  )
})

test('an act comes back from its signed bytes', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()), (act) => {
      const parts = splitSignedAct(signedActBytes(act, KEY))
      expect(parts && JSON.stringify(readActText(parts.actBytes))).toBe(JSON.stringify(sorted(act)))
    }),
    { numRuns: 50 },
  )
})

test('signed bytes have one form: no other padding, no other length', () => {
  const bytes = signedActBytes({ type: 'a' }, KEY)
  expect(splitSignedAct(bytes.subarray(0, 67))).toBeUndefined()
  expect(splitSignedAct(bytes.subarray(0, 511))).toBeUndefined()
  expect(splitSignedAct(concatBytes(bytes, new Uint8Array(1)))).toBeUndefined()
  bytes[511] = 1
  expect(splitSignedAct(bytes)).toBeUndefined()
  bytes.fill(0xff, 64, 68)
  expect(splitSignedAct(bytes)).toBeUndefined()
})

test.each(['{"b":1,"a":2}', '{ "a": 1 }', '{"a":1,"a":1}', '{"a":1.0}', '{"a":', '{"a":"\\u0041"}'])(
  'the text %s is not that of an act',
  (text) => {
    expect(readActText(utf8(text))).toBeUndefined()
  },
)

test('a text of a megabyte of brackets is not that of an act', () => {
  expect(readActText(utf8(`${'['.repeat(500_000)}${']'.repeat(500_000)}`))).toBeUndefined()
})

test('bytes that are not UTF-8 are not the text of an act', () => {
  expect(readActText(Uint8Array.of(0x22, 0xff, 0x22))).toBeUndefined()
})

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? 0 : value
  const names = Object.keys(value).toSorted((a, b) => (a < b ? -1 : 1))
  return Object.fromEntries(names.map((name) => [name, sorted(Reflect.get(value, name))]))
}

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalBytes, canonicalJson } from './canonical.ts'

describe('the canonical text of a value', () => {
  test('is the example of RFC 8785 §3.2.3', () => {
    const value = JSON.parse(
      '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],' +
        '"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
    )
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
  })

  test('sorts names by UTF-16 code units (RFC 8785 §3.2.3)', () => {
    const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 }
    expect(Object.values(JSON.parse(canonicalJson(value)))).toEqual([4, 2, 6, 7, 1, 5, 3])
  })

  test('does not depend on the order in which names were written, and reads back as the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const text = canonicalJson(value)
        expect(canonicalJson(reversed(value))).toBe(text)
        expect(canonicalJson(JSON.parse(text))).toBe(text)
      }),
      { numRuns: 200 },
    )
  })

  test.each([
    ['undefined', { subject: undefined }],
    ['undefined in a list', [undefined]],
    ['a hole in a list', Object.assign([], { length: 2 })],
    ['NaN', { score: Number.NaN }],
    ['an infinite number', [Number.POSITIVE_INFINITY]],
    ['a lone surrogate', '\ud800'],
    ['a lone surrogate in a name', { '\udc00': 1 }],
    ['a date', { at: new Date(0) }],
    ['a function', { toJSON: () => 1 }],
    ['a big integer', 1n],
    ['bytes', Uint8Array.of(1)],
    ['a map', new Map()],
  ])('does not exist for %s', (_, value) => {
    expect(() => canonicalBytes(value)).toThrow(/canonical JSON/)
  })

  test('does not exist for a value that is nested beyond any act', () => {
    const nested = (depth: number) => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`)
    expect(canonicalJson(nested(64))).toBe(`${'['.repeat(64)}${']'.repeat(64)}`)
    expect(() => canonicalJson(nested(65))).toThrow(/too deep/)
    expect(() => canonicalJson(nested(400_000))).toThrow(/too deep/)
  })

  test('does not exist for a value that contains itself', () => {
    const value: unknown[] = []
    value.push({ value })
    expect(() => canonicalJson(value)).toThrow(/contains itself/)
  })
})

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, part]) => [name, reversed(part)])
      .reverse(),
  )
}

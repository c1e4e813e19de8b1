import fc from 'fast-check'
import { expect, test } from 'vitest'
import { thresholds } from './thresholds.ts'

test('a longer list asks for more, and a strong candidate for more than a possible one', () => {
  const names = fc.integer({ min: 0, max: 20_000_000 })
  fc.assert(
    fc.property(names, names, (one, other) => {
      const shorter = thresholds(Math.min(one, other))
      const longer = thresholds(Math.max(one, other))
      return (
        shorter.possible <= longer.possible &&
        shorter.strong <= longer.strong &&
        shorter.possible < shorter.strong &&
        longer.strong < 1
      )
    }),
  )
})

test('a list that is hardly one is taken for ten thousand names', () => {
  expect(thresholds(12)).toEqual(thresholds(10_000))
})

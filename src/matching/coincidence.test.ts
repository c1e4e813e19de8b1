import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LEAST_POPULATION, createNearness } from './coincidence.ts'

describe('how seldom a name holds a part so alike', () => {
  const words = fc.array(
    fc.record({ similarity: fc.double({ min: 0.4, max: 1, noNaN: true }), names: fc.nat(5000) }),
    { maxLength: 20 },
  )

  test('the more alike, the more seldom', () => {
    const likeness = fc.double({ min: 0.3, max: 1, noNaN: true })
    fc.assert(
      fc.property(words, likeness, likeness, (near, one, other) => {
        const nearness = createNearness()
        for (const { similarity, names } of near) nearness.add(similarity, names)
        const [low, high] = one < other ? [one, other] : [other, one]
        return nearness.seldom(high, 70_000) >= nearness.seldom(low, 70_000) - 1e-9
      }),
    )
  })

  test('the more names near it, the less it says', () => {
    const rare = createNearness()
    const common = createNearness()
    rare.add(0.95, 3)
    common.add(0.95, 3000)
    expect(rare.seldom(0.9, 70_000)).toBeGreaterThan(common.seldom(0.9, 70_000))
  })

  test('a short list is taken for a part of a long one', () => {
    const nearness = createNearness()
    nearness.add(1, 1)
    expect(nearness.seldom(1, 10)).toBe(nearness.seldom(1, LEAST_POPULATION))
  })
})

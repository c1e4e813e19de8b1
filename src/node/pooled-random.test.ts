import { expect, test } from 'vitest'
import { pooledRandom } from './pooled-random.ts'

test('pieces have the length asked for, and no byte is given out twice or left empty', () => {
  const random = pooledRandom()
  const pieces = Array.from({ length: 5_000 }, (_, at) => random(1 + (at % 300)))
  expect(pieces.map((piece) => piece.length)).toEqual(pieces.map((_, at) => 1 + (at % 300)))
  const long = pieces.filter((piece) => piece.length >= 16).map((piece) => Buffer.from(piece).toString('hex'))
  expect(new Set(long.map((text) => text.slice(0, 32))).size).toBe(long.length)
  expect(long.some((text) => text.includes('0'.repeat(24)))).toBe(false)
})

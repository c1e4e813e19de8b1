import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { measured, soundDistance } from './distance.ts'
import type { Reading, Sounds } from './distance.ts'
import { SYMBOL_COUNT, soundsOf } from './sound.ts'

const FAR = 10_000

const spoken = (roman: string): Sounds => {
  const codes = soundsOf(roman)
  return measured(codes, codes.length)
}
const readings = fc.constantFrom<Reading>('written', 'transcribed', 'syllabic', 'consonantal')
const rows = fc
  .array(fc.nat(SYMBOL_COUNT - 1), { maxLength: 10 })
  .map((codes) => measured(Uint8Array.from(codes), codes.length))

describe('the distance of two rows of sounds', () => {
  test('two neighbours exchanged cost less than either left out, however near the limit is', () => {
    expect(soundDistance(spoken('kmi'), spoken('mki'), 'written', 60)).toBe(60)
  })

  test('a limit changes no distance within it, and tells of every one beyond', () => {
    fc.assert(
      fc.property(rows, rows, readings, fc.nat(400), (one, other, reading, limit) => {
        const whole = soundDistance(one, other, reading, FAR)
        const limited = soundDistance(one, other, reading, limit)
        expect(whole <= limit ? limited === whole : limited > limit).toBe(true)
      }),
      { numRuns: 3000 },
    )
  })

  test('a row within a longer store is as far as on its own', () => {
    fc.assert(
      fc.property(rows, rows, readings, (one, other, reading) => {
        const codes = Uint8Array.from([7, 9, ...other.codes, 11, 3])
        const stored = { ...other, codes, from: 2 }
        expect(soundDistance(one, stored, reading, FAR)).toBe(soundDistance(one, other, reading, FAR))
      }),
    )
  })
})

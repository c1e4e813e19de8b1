import { describe, expect, test } from 'vitest'
import { parseName } from '../names.ts'

const readings = (text: string): readonly string[] =>
  parseName(text).parts.flatMap(({ form }) => form.readings.map(({ roman }) => roman))

describe('letters that are spelt in several ways abroad', () => {
  test.each([
    ['الشمري', 'shmry'],
    ['جمال', 'gmal'],
    ['وحید', 'vhyd'],
    ['رضا', 'rza'],
    ['فاطمه', 'fatma'],
    ['رحمة', 'rhmt'],
    ['کیومرث', 'kywmrs'],
    ['Cabdi', 'abdi'],
    ['Maxamed', 'mahamed'],
    ['Wiktor', 'viktor'],
  ])('%s may be %s', (name, expected) => {
    expect(readings(name)).toContain(expected)
  })

  test('a part has few readings', () => {
    for (const name of ['الجوهرة', 'والضحاك', 'الوجيهة', 'ذوالفقار'])
      expect(readings(name).length).toBeLessThanOrEqual(8)
  })
})

import { describe, expect, test } from 'vitest'
import { countingIn } from './counting.ts'

describe('a counted noun', () => {
  test.each([
    [0, 'لا أيام'],
    [1, 'يوم واحد'],
    [2, 'يومان'],
    [3, '3 أيام'],
    [10, '10 أيام'],
    [11, '11 يومًا'],
    [99, '99 يومًا'],
    [100, '100 يوم'],
    [102, '102 يوم'],
    [103, '103 أيام'],
    [1_500, '1,500 يوم'],
  ])('takes its form in Arabic for %d, in the digits that are printed', (count, words) => {
    const { counted } = countingIn<'zero' | 'one' | 'two' | 'few' | 'many'>('ar')
    const forms = {
      zero: 'لا أيام',
      one: 'يوم واحد',
      two: 'يومان',
      few: '# أيام',
      many: '# يومًا',
      other: '# يوم',
    }
    expect(counted(count, forms)).toBe(words)
  })

  test('is one at zero in French, and many in English and Spanish', () => {
    expect(countingIn<'one'>('fr').counted(0, { one: '# jour', other: '# jours' })).toBe('0 jour')
    expect(countingIn<'one'>('en').counted(0, { one: '# day', other: '# days' })).toBe('0 days')
    expect(countingIn<'one'>('es').counted(0, { one: '# día', other: '# días' })).toBe('0 días')
  })
})

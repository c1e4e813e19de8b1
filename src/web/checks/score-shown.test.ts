import { expect, test } from 'vitest'
import { formatFor } from '../intl.ts'
import { scoreShown } from './score-shown.ts'

const { percent } = formatFor('en')

test('a name and a date of birth are never called certain', () => {
  expect(percent(scoreShown({ score: 0.99999, explanation: { type: 'person' } }))).toBe('99%')
})

test('the same number is the same', () => {
  expect(percent(scoreShown({ score: 1, explanation: { type: 'key' } }))).toBe('100%')
})

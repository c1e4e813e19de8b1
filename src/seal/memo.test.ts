import { expect, test } from 'vitest'
import { memoize } from './memo.ts'

test('a remembered result is not made again, until too many others were made since', () => {
  const made: string[] = []
  const lengthOf = memoize(2, (text) => {
    made.push(text)
    return text.length
  })
  expect([lengthOf('a'), lengthOf('bb'), lengthOf('a')]).toEqual([1, 2, 1])
  expect(made).toEqual(['a', 'bb'])
  lengthOf('ccc')
  lengthOf('bb')
  lengthOf('a')
  expect(made).toEqual(['a', 'bb', 'ccc', 'a'])
})

test('a result that could not be made is not remembered', () => {
  const refuse = memoize(2, (): string => {
    throw new RangeError('no key')
  })
  expect(() => refuse('a')).toThrow(RangeError)
  expect(() => refuse('a')).toThrow(RangeError)
})

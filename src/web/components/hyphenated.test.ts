import { expect, test } from 'vitest'
import { hyphenated } from './hyphenated.ts'

test.each([
  ['1980', '1980'],
  ['198005', '1980-05'],
  ['19800512', '1980-05-12'],
  ['1980/05/12', '1980-05-12'],
  ['1980.05', '1980-05'],
  ['١٩٨٠', '1980'],
  ['1980-05-12', '1980-05-12'],
  ['12 May', '12-'],
])('a date typed as %s is read as %s', (typed, read) => {
  expect(hyphenated(typed)).toBe(read)
})

import { expect, test } from 'vitest'
import * as fc from 'fast-check'
import { LANGUAGES } from '#acts/charter.ts'
import { languageOf } from './language.ts'

test.each([
  [undefined, 'en'],
  ['', 'en'],
  ['fr', 'fr'],
  ['ar-MA,fr;q=0.8', 'ar'],
  ['de-DE, de;q=0.9, es;q=0.5, fr;q=0.7', 'fr'],
  ['zh, ja', 'en'],
  ['es;q=0, fr;q=0.1', 'fr'],
  ['AR', 'ar'],
])('a reader who sends %j reads %s', (header, language) => {
  expect(languageOf(header)).toBe(language)
})

test('any header gives one of the four languages', () => {
  fc.assert(fc.property(fc.string({ maxLength: 400 }), (header) => LANGUAGES.includes(languageOf(header))))
})

import { expect, test } from 'vitest'
import type { CountryCode } from '#kernel/ids.ts'
import { alpha3OfCountry, countryNamed, countryOfAlpha3 } from './countries.ts'

test.each([
  ['Kenya', 'KE'],
  ['Iran (Islamic Republic of)', 'IR'],
  ["Democratic People's Republic of Korea", 'KP'],
  ['Korea, North', 'KP'],
  ['Democratic Republic of the Congo', 'CD'],
  ['Congo, Democratic Republic of the', 'CD'],
  ['Congo', 'CG'],
  ['Türkiye', 'TR'],
  ['Turkey', 'TR'],
  ["Côte d'Ivoire", 'CI'],
  ['United Kingdom of Great Britain and Northern Ireland', 'GB'],
  ['China, Hong Kong Special Administrative Region', 'HK'],
  ['State of Palestine', 'PS'],
  ['Viet Nam', 'VN'],
  ['Bosnia-Herzegovina', 'BA'],
])('%s is %s', (text, code) => {
  expect(countryNamed(text)).toBe(code)
})

test.each(['former Soviet Union', 'na', 'undetermined', '', 'Afghanistan/Pakistan border region'])(
  '"%s" has no code',
  (text) => {
    expect(countryNamed(text)).toBeUndefined()
  },
)

test('codes of documents lead to countries and back', () => {
  expect([countryOfAlpha3('KEN'), countryOfAlpha3('D'), countryOfAlpha3('UNO')]).toEqual([
    'KE',
    'DE',
    undefined,
  ])
  expect([alpha3OfCountry('SG' as CountryCode), alpha3OfCountry('DE' as CountryCode)]).toEqual(['SGP', 'D'])
})

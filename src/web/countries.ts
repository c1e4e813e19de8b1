import type { Language } from '#acts/charter.ts'
import { formatFor } from './intl.ts'

export interface Country {
  readonly value: string
  readonly label: string
}

/** Codes that Unicode names but ISO 3166-1 does not assign to a country. */
const NOT_COUNTRIES = new Set([
  'AC',
  'CP',
  'CQ',
  'DG',
  'EA',
  'EU',
  'EZ',
  'IC',
  'QO',
  'TA',
  'UK',
  'UN',
  'XA',
  'XB',
  'XK',
  'ZZ',
  'AN',
  'BU',
  'CS',
  'DD',
  'FX',
  'NT',
  'SU',
  'TP',
  'YD',
  'YU',
  'ZR',
  'HV',
  'RH',
  'VD',
  'DY',
  'NH',
])

const made = new Map<Language, readonly Country[]>()

/** Every country of ISO 3166-1 with its name, sorted as the language sorts. */
export function countriesIn(language: Language): readonly Country[] {
  const known = made.get(language)
  if (known !== undefined) return known
  const { country } = formatFor(language)
  const order = new Intl.Collator(language)
  const countries = allPairs()
    .filter((code) => !NOT_COUNTRIES.has(code) && country(code) !== code)
    .map((code) => ({ value: code, label: country(code) }))
    .toSorted((a, b) => order.compare(a.label, b.label))
  made.set(language, countries)
  return countries
}

function allPairs(): readonly string[] {
  const letters = Array.from({ length: 26 }, (_, index) => String.fromCharCode(65 + index))
  return letters.flatMap((first) => letters.map((second) => first + second))
}

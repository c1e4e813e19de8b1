import type { DocumentType } from '#acts/person.ts'

/** What kind of document these words mean, the first that says something deciding: most specific first. */
export function documentTypeOf(...words: readonly (string | undefined)[]): DocumentType | undefined {
  for (const text of words) {
    const kind = text === undefined ? undefined : KINDS.find(({ pattern }) => pattern.test(text))
    if (kind !== undefined) return kind.type
  }
  return undefined
}

const KINDS: readonly { readonly pattern: RegExp; readonly type: DocumentType }[] = [
  {
    pattern: /travel document|laissez.?passer|birth cert|ration|voter|student|military|certificate/i,
    type: 'other',
  },
  { pattern: /driv(?:er|ing)/i, type: 'driving-licence' },
  { pattern: /passport|passeport|pasaporte/i, type: 'passport' },
  { pattern: /resident|residen(?:ce|cy)|alien registration/i, type: 'residence-permit' },
  { pattern: /\bvisa\b/i, type: 'visa' },
  {
    pattern: /(?:identity|identification|\bID) (?:card|document)|tazkira|ausweis|c[eé]dula/i,
    type: 'identity-card',
  },
  {
    pattern: /national|social security|\bSSN\b|fiscal|personal|civil|identification|identity/i,
    type: 'national-number',
  },
  { pattern: /\bID\b/i, type: 'other' },
]

/**
 * The bare number in a field that also holds words: `Diplomatic passport no. D00000898` → `D00000898`. Nothing when
 * no number can be told from the words.
 */
export function numberIn(text: string): string | undefined {
  if (text.length > SEARCHED_CHARS) return undefined
  const bare = /^[\p{Lu}\d][\p{Lu}\d ./-]*$/u.exec(text)
  if (bare !== null && /\d/.test(text)) return text
  const remarked = /^([\p{Lu}\d][\p{Lu}\d./-]*\d[\p{Lu}\d./-]*)\s*[(,]/u.exec(text)
  if (remarked !== null) return remarked[1]
  for (const [, found = ''] of text.matchAll(LABELLED)) {
    if (found.length >= 5) return found.trim()
  }
  return /^\d[\d./-]{3,}\d/.exec(text)?.[0]
}

/** Patterns below look back; no list writes anything near this length around a number. */
const SEARCHED_CHARS = 1_000

/** A number after the word that announces it. Short ones may be a part of something else and are not taken. */
const LABELLED =
  /(?:[Nn]umber|[Nn]o\b\.?|N°|[Cc]ode|SSN|[Pp]assport|[Cc]ard|\))\s*:?\s*(\p{Lu}{0,8}-? ?\d[\p{Lu}\d./-]*[\p{Lu}\d])/gu

import { type Language, LANGUAGES } from '#acts/charter.ts'

const LONGEST_HEADER_CHARS = 200

/**
 * The working language that a reader prefers, from `Accept-Language` (RFC 9110 §12.5.4). English when the header is
 * absent or names none of the four.
 */
export function languageOf(header: string | undefined | null): Language {
  // attacker-controlled: the header is cut before it is read.
  const wishes = (header ?? '').slice(0, LONGEST_HEADER_CHARS).split(',').flatMap(wishOf)
  return wishes.toSorted((a, b) => b.weight - a.weight)[0]?.language ?? 'en'
}

function wishOf(text: string): readonly { readonly language: Language; readonly weight: number }[] {
  const [tag = '', ...parameters] = text.split(';').map((part) => part.trim())
  const language = LANGUAGES.find((known) => known === tag.toLowerCase().split('-')[0])
  const quality = parameters.find((parameter) => parameter.startsWith('q='))
  const weight = quality === undefined ? 1 : Number(quality.slice(2))
  return language === undefined || !(weight > 0) ? [] : [{ language, weight }]
}

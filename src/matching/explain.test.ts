import { describe, expect, test } from 'vitest'
import { explainMatch } from './explain.ts'
import type { ExplanationLanguage } from './explain.ts'
import type { PersonMatch } from './types.ts'

const LANGUAGES: readonly ExplanationLanguage[] = ['ar', 'en', 'fr', 'es']

const aMatch = (changes: Partial<PersonMatch['explanation']> = {}): PersonMatch => ({
  score: 0.934,
  nameScore: 0.8,
  explanation: {
    listedName: 'Sergei Petrovich MALENKO',
    parts: [{ asked: 'Маленко', listed: 'MALENKO', agreement: 'transliteration', similarity: 0.98 }],
    unmatchedAsked: ['Юрий'],
    unmatchedListed: ['Petrovich'],
    birth: { level: 'swapped', asked: '1970-03-02', listed: '1970-02-03' },
    nationality: 'same',
    sex: 'unknown',
    terms: [],
    ...changes,
  },
})

const withoutIsolates = (text: string): string => text.replaceAll(/[\u2068\u2069]/g, '')

describe('a match is explained in a sentence', () => {
  test('in English', () => {
    expect(withoutIsolates(explainMatch(aMatch(), 'en'))).toBe(
      'Resembles “Sergei Petrovich MALENKO” (93%); “Маленко” is written “MALENKO” in another script; only in the question: “Юрий”; ' +
        'only on the record: “Petrovich”; date of birth with day and month exchanged (asked 1970-03-02, recorded 1970-02-03); ' +
        'same nationality.',
    )
  })

  test.each(LANGUAGES)('in %s it names every part, both dates and the percentage', (language) => {
    const sentence = withoutIsolates(explainMatch(aMatch(), language))
    for (const text of ['Маленко', 'MALENKO', 'Юрий', 'Petrovich', '1970-03-02', '1970-02-03'])
      expect(sentence).toContain(text)
  })

  test('the four languages differ', () => {
    expect(new Set(LANGUAGES.map((language) => explainMatch(aMatch(), language))).size).toBe(4)
  })

  test('names are isolated, so that directions do not mix', () => {
    const sentence = explainMatch(aMatch(), 'ar')
    expect(sentence).toContain('\u2068Маленко\u2069')
    expect(sentence.split('\u2068')).toHaveLength(sentence.split('\u2069').length)
  })

  test.each(LANGUAGES)('certainty is never claimed in %s', (language) => {
    const certain = explainMatch({ ...aMatch(), score: 1 }, language)
    expect(certain).not.toMatch(/100|١٠٠/)
  })

  test.each(LANGUAGES)('every level and agreement has words in %s', (language) => {
    const levels = ['same', 'same-year', 'swapped', 'close', 'conflict', 'unknown'] as const
    const agreements = ['same', 'close', 'transliteration', 'initial', 'joined', 'different'] as const
    const sentences = levels.flatMap((level) =>
      agreements.map((agreement) =>
        explainMatch(
          aMatch({ birth: { level }, parts: [{ asked: 'A', listed: 'B', agreement, similarity: 1 }] }),
          language,
        ),
      ),
    )
    expect(new Set(sentences).size).toBe(levels.length * agreements.length)
    for (const sentence of sentences) expect(sentence).not.toMatch(/undefined|null|\(\)/)
  })
})

test('a common name is said to be one, in every language', () => {
  const rare = aMatch()
  const common = aMatch({ terms: [{ term: 'rivals', logOdds: -1.2 }] })
  for (const language of LANGUAGES)
    expect(explainMatch(common, language).length).toBeGreaterThan(explainMatch(rare, language).length)
  expect(explainMatch(common, 'en')).toContain('many people are called so')
})

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type Language, LANGUAGES } from '#acts/charter.ts'
import type { Fault, FaultCode } from '#gateway/fault.ts'
import { problemOf } from '#http/problems.ts'
import { FAULT_TEXTS, faultSentence } from './fault-sentence.ts'

/** One of each: a code without its example does not compile. */
const FAULTS: { readonly [C in FaultCode]: Fault<C> } = {
  'source-stopped': { code: 'source-stopped', error: 'EIO' },
  'file-too-large': { code: 'file-too-large', limitBytes: 64 * 1024 * 1024 },
  'utf-16': { code: 'utf-16', order: 'big-endian' },
  'not-utf-8': { code: 'not-utf-8' },
  'other-encoding': { code: 'other-encoding' },
  'ends-in-character': { code: 'ends-in-character' },
  'ends-before-root': { code: 'ends-before-root' },
  'ends-in-element': { code: 'ends-in-element', element: 'INDIVIDUAL' },
  'ends-in-quotation': { code: 'ends-in-quotation' },
  'ends-in-row': { code: 'ends-in-row', columns: 3, expected: 12 },
  'row-columns': { code: 'row-columns', columns: 13, expected: 12 },
  'row-too-long': { code: 'row-too-long', limitChars: 65_536 },
  'too-many-rows': { code: 'too-many-rows', limit: 250_000 },
  'stray-quotation': { code: 'stray-quotation' },
  'text-after-end-mark': { code: 'text-after-end-mark' },
  'first-row-unnumbered': { code: 'first-row-unnumbered' },
  'xml-tags': { code: 'xml-tags' },
  'xml-character': { code: 'xml-character' },
  'xml-entity': { code: 'xml-entity' },
  'xml-attribute': { code: 'xml-attribute' },
  'xml-outside-root': { code: 'xml-outside-root' },
  'xml-declaration': { code: 'xml-declaration' },
  'xml-malformed': { code: 'xml-malformed' },
  'xml-version': { code: 'xml-version' },
  doctype: { code: 'doctype' },
  'nested-too-deep': { code: 'nested-too-deep', limit: 24 },
  'too-many-attributes': { code: 'too-many-attributes', limit: 32 },
  'too-many-elements': { code: 'too-many-elements', limit: 5_000 },
  'too-many-entries': { code: 'too-many-entries', limit: 250_000 },
  'text-too-long': { code: 'text-too-long', limitChars: 65_536 },
  'markup-too-long': { code: 'markup-too-long' },
  'other-root': { code: 'other-root', expected: 'CONSOLIDATED_LIST' },
  'no-entry': { code: 'no-entry' },
  'entry-repeated': { code: 'entry-repeated', name: 'ent_num' },
  'number-required': { code: 'number-required', limitDigits: 12 },
  'name-required': { code: 'name-required' },
  'value-required': { code: 'value-required' },
  'value-too-long': { code: 'value-too-long', limitChars: 300 },
  'too-many-values': { code: 'too-many-values', limit: 120 },
  'not-a-day': { code: 'not-a-day' },
  'control-characters': { code: 'control-characters' },
  'value-unfit': { code: 'value-unfit' },
  'line-characters': { code: 'line-characters', characters: 43, expected: 44 },
}
const ALL: readonly Fault[] = Object.values(FAULTS)

describe('why a file is refused', () => {
  test.each(ALL)('$code is a sentence of its own in four languages, with its values', (fault) => {
    const sentences = LANGUAGES.map((language) => faultSentence(fault, language))
    expect(new Set(sentences).size).toBe(LANGUAGES.length)
    for (const sentence of sentences) {
      expect(sentence).toMatch(/.\.$/)
      expect(sentence).not.toMatch(/undefined|NaN|\[object|#|\{/)
    }
    const { code, ...values } = fault
    for (const [name, value] of Object.entries(values)) {
      if (name === 'order') continue
      const shown = name === 'limitBytes' ? '64' : String(value)
      for (const sentence of sentences) expect(unspaced(sentence), `${code}.${name}`).toContain(shown)
    }
  })

  test('no two codes say the same in one language', () => {
    for (const language of LANGUAGES) {
      const sentences = ALL.map((fault) => faultSentence(fault, language))
      expect(new Set(sentences).size, language).toBe(sentences.length)
    }
  })

  test('Arabic sentences hold foreign letters only as isolated names', () => {
    for (const fault of ALL) {
      const sentence = faultSentence(fault, 'ar')
      expect(sentence).toMatch(/\p{Script=Arabic}/u)
      expect(sentence.replaceAll(/\u2068[^\u2069]*\u2069/g, '')).not.toMatch(/\p{Script=Latin}/u)
    }
  })

  test.each<[Language, string]>([
    ['ar', 'الصف الأخير مكوّن من عمودين، والمطلوب 12.'],
    ['en', 'The last row has 2 columns, not 12.'],
    ['fr', 'La dernière ligne a 2 colonnes, et non 12.'],
    ['es', 'La última fila tiene 2 columnas, no 12.'],
  ])('counts as %s counts', (language, sentence) => {
    expect(faultSentence({ code: 'ends-in-row', columns: 2, expected: 12 }, language)).toBe(sentence)
  })

  test('is told in a problem, with its code', () => {
    const refusal = { kind: 'import/truncated', line: 4, fault: FAULTS['ends-in-element'] } as const
    expect(problemOf(refusal, 'fr')).toMatchObject({
      line: 4,
      detail: 'Le fichier se termine à l’intérieur de INDIVIDUAL.',
      detailCode: 'ends-in-element',
    })
    const bare = { kind: 'mrz/empty', detail: 'English words from below' } as const
    expect(problemOf(bare, 'ar')).not.toHaveProperty('detail')
  })

  test('spec/problems.md lists every code, and no other', () => {
    const text = readFileSync(new URL('../../../../spec/problems.md', import.meta.url), 'utf8')
    const details = text.split('\n## Details\n')[1]?.split('\n## ')[0] ?? ''
    const listed = [...details.matchAll(/^\| `([a-z0-9-]+)` \|/gm)].map(([, code]) => code)
    expect(listed).toEqual(Object.keys(FAULTS))
  })

  test('every table has the words of every code, and of no other', () => {
    for (const language of LANGUAGES)
      expect(Object.keys(FAULT_TEXTS[language]).toSorted()).toEqual(Object.keys(FAULTS).toSorted())
  })
})

/** Without what separates thousands. */
const unspaced = (text: string): string => text.replaceAll(/(?<=\d)[.,\u00a0\u202f](?=\d{3})/g, '')

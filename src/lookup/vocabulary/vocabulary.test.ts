import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { differByEnding } from '#matching/endings.ts'
import type { NameForm } from '#matching/names.ts'
import { parseName } from '#matching/names.ts'
import { formSimilarity } from '#matching/similarity.ts'
import { buildVocabulary } from './build.ts'
import { openVocabulary } from './open.ts'
import type { Vocabulary } from './vocabulary.ts'

const formsOf = (...texts: readonly string[]): readonly NameForm[] =>
  texts.flatMap((text) => parseName(text).parts.map((part) => part.form))

const formOf = (text: string): NameForm => formsOf(text)[0] as NameForm

/** Keys and likenesses of what was found. */
function found(vocabulary: Vocabulary, form: NameForm, least: number): ReadonlyMap<string, number> {
  const { count, words, similarities } = vocabulary.near(form, least)
  return new Map(
    Array.from({ length: count }, (_, at) => [vocabulary.formOf(words[at] ?? 0).key, similarities[at] ?? 0]),
  )
}

const MIXED = formsOf(
  ...[
    'Mohammed Müller',
    'Юлия Орлова',
    '欧阳 明 明明 小明明',
    'محمد عبدالله حسين',
    'Muhammad Miller',
    'Γεώργιος',
  ],
  ...[
    'François Françoise',
    'さくら サクラ',
    '김 민준',
    'יוסף',
    'Zhang Chang Jiang',
    'Iwanowa Ivanova Ивановa',
  ],
)

describe('the vocabulary of a segment', () => {
  const vocabulary = buildVocabulary([...MIXED, ...MIXED])

  test('numbers each word once, finds it by its key and gives its form back', () => {
    expect(vocabulary.size).toBe(new Set(MIXED.map((form) => form.key)).size)
    for (const form of MIXED) expect(vocabulary.formOf(vocabulary.find(form.key))).toEqual(form)
    expect(vocabulary.find('latin:nobody')).toBe(-1)
    expect(vocabulary.find('nowhere')).toBe(-1)
    expect(vocabulary.find(`latin:${'a'.repeat(5000)}`)).toBe(-1)
  })

  test('numbers words in order of script and key', () => {
    const keys = Array.from({ length: vocabulary.size }, (_, word) => vocabulary.formOf(word).key)
    expect(keys).toEqual(keys.toSorted())
  })

  test('is the same bytes whatever the order of its words', () => {
    const bytes = (forms: readonly NameForm[]): Uint8Array =>
      Uint8Array.from(buildVocabulary(forms).sections.vocabulary)
    // Their keys are equal, their sounds are not.
    const forms = [...MIXED, ...formsOf('Goncalo', 'Gonçalo')]
    expect(bytes([...forms].reverse())).toEqual(bytes(forms))
  })

  test('opens from its memory without copying, and from its sections', () => {
    const again = openVocabulary(vocabulary.memory)
    expect(again.memory).toBe(vocabulary.memory)
    const copy = openVocabulary(vocabulary.sections)
    for (const form of MIXED) {
      const first = found(vocabulary, form, 0.5)
      expect(found(again, form, 0.5)).toEqual(first)
      expect(found(copy, form, 0.5)).toEqual(first)
    }
  })

  test('holds nothing and finds nothing when it is empty', () => {
    const empty = buildVocabulary([])
    expect(empty.size).toBe(0)
    expect(empty.near(formOf('Anna'), 0.5).count).toBe(0)
    expect(empty.find('latin:anna')).toBe(-1)
  })

  test('adds weights up by class of sound, a word once for each of its classes', () => {
    const words = buildVocabulary(formsOf('Maria', 'Mario', 'Meyer', 'Anna'))
    const weights = Uint32Array.from({ length: words.size }, () => 1)
    const sums = words.classWeights(weights)
    const weightOf = (name: string): number => sums[words.classesOf(formOf(name))[0] ?? -1] ?? 0
    expect(weightOf('Marie')).toBe(3)
    expect(weightOf('Anna')).toBe(1)
    expect(words.classesOf(formOf('Xerxes')).every((one) => one === -1)).toBe(true)
    expect(words.classOf(words.find('latin:mario'))).toBe(words.classesOf(formOf('Maria'))[0])
  })
})

describe('looking for neighbours', () => {
  test('says of each the likeness that matching says, most alike first', () => {
    const letters = fc.string({
      unit: fc.constantFrom(...'aeioumnrtkshdjvwgzyc'.split('')),
      minLength: 1,
      maxLength: 18,
    })
    const others = fc.constantFrom(
      'Юлия',
      'Джордж',
      'محمد',
      'جورج',
      'יוסף',
      '민준',
      'サクラ',
      '小明明',
      '明明',
      'Γιώργος',
    )
    const words = fc.array(fc.oneof({ weight: 4, arbitrary: letters }, others), {
      minLength: 1,
      maxLength: 40,
    })
    fc.assert(
      fc.property(words, letters, fc.double({ min: 0.3, max: 0.95, noNaN: true }), (texts, extra, least) => {
        const forms = formsOf(...texts)
        if (forms.length === 0) return
        const vocabulary = buildVocabulary(forms)
        for (const asked of [...forms.slice(0, 8), ...formsOf(extra)]) {
          const { count, words: near, similarities } = vocabulary.near(asked, least)
          for (let at = 0; at < count; at++) {
            const form = vocabulary.formOf(near[at] ?? 0)
            if (form.script !== 'latin' && differByEnding(asked, form)) continue
            expect(similarities[at]).toBeCloseTo(formSimilarity(asked, form, least), 6)
            if (at > 0) expect(similarities[at]).toBeLessThanOrEqual(similarities[at - 1] ?? 0)
          }
          expect(new Set(near.subarray(0, count)).size).toBe(count)
        }
      }),
      { numRuns: 150 },
    )
  })

  test.each([
    ['Ivanova', 'Iwanowa'],
    ['Igor', 'Ihar'],
    ['Maria', 'Naria'],
    ['Alena', 'A1ena'],
    ['Saleh', '5aleh'],
    ['Miloslav', 'Rniloslav'],
    ['George', 'Teorge'],
    ['Muhammad', 'Mxhamed'],
    ['Alejandro', 'Aleyandro'],
    ['Katarina', 'Kataryna'],
    ['Юлия', 'Yulia'],
    ['William', 'Bill'],
    ['Kazlauskas', 'Kazlauskiene'],
    ['محمد', 'Mohamed'],
  ])('finds %s when %s is asked for', (listed, asked) => {
    const vocabulary = buildVocabulary([...MIXED, ...formsOf(listed)])
    expect([...found(vocabulary, formOf(asked), 0.68).keys()]).toContain(formOf(listed).key)
  })

  test('compares names in Chinese characters by their characters', () => {
    const near = found(buildVocabulary(MIXED), formOf('大明明 甲'), 0.6)
    expect(near.get('han:小明明')).toBeCloseTo(2 / 3, 6)
    expect([...near.keys()].filter((key) => key.startsWith('han:'))).toEqual(['han:小明明'])
  })

  test('bounds its work in a vocabulary of names that sound alike, and still finds the same', () => {
    const vowels = 'aeiou'.split('')
    const alike = Array.from({ length: 15_000 }, (_, at) => {
      const vowel = (place: number): string => vowels[Math.floor(at / 5 ** place) % 5] ?? ''
      return `m${vowel(0)}${vowel(1)}r${vowel(2)}${vowel(3)}t${vowel(4)}n${vowel(5)}${vowel(6)}${vowel(7)}`
    })
    const vocabulary = buildVocabulary(formsOf(...new Set(alike)))
    const { count, words } = vocabulary.near(formOf('maaraatanaaa'), 0.68)
    expect(vocabulary.formOf(words[0] ?? 0).key).toBe('latin:maaraatanaaa')
    expect(count).toBeLessThanOrEqual(16_384)
    const again = buildVocabulary(formsOf(...new Set(alike.toReversed())))
    expect([...again.near(formOf('maaraatanaaa'), 0.68).words]).toEqual([...words])
  })
})

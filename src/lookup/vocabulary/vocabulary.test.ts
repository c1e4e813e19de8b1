import { describe, expect, test } from 'vitest'
import type { NameForm } from '#matching/names.ts'
import { parseName } from '#matching/names.ts'
import { buildVocabulary } from './build.ts'
import { openVocabulary } from './open.ts'

const formsOf = (...texts: readonly string[]): readonly NameForm[] =>
  texts.flatMap((text) => parseName(text).parts.map((part) => part.form))

describe('the vocabulary of a segment', () => {
  const forms = formsOf('Mohammed Müller', 'Юлия Орлова', '欧阳明', 'محمد', 'Muhammad Miller')

  test('numbers each word once, finds it by its key and gives its form back', () => {
    const vocabulary = buildVocabulary([...forms, ...forms])
    expect(vocabulary.size).toBe(new Set(forms.map((form) => form.key)).size)
    for (const form of forms) expect(vocabulary.formOf(vocabulary.find(form.key))).toEqual(form)
    expect(vocabulary.find('latin:nobody')).toBe(-1)
  })

  test('is the same bytes whatever the order of its words, and opens without copying', () => {
    const one = buildVocabulary(forms)
    const other = buildVocabulary([...forms].reverse())
    expect(Uint8Array.from(one.sections.vocabulary)).toEqual(Uint8Array.from(other.sections.vocabulary))
    const [asked] = formsOf('Mohamed')
    const found = openVocabulary(one.memory).near(asked as NameForm, 0.6)
    expect(openVocabulary(one.memory).memory).toBe(one.memory)
    expect([...openVocabulary(one.sections).near(asked as NameForm, 0.6).words]).toEqual([...found.words])
    expect(found.count).toBeGreaterThan(2)
  })
})

import { describe, expect, test } from 'vitest'
import { FORMS_ABROAD } from './forms-abroad.ts'
import { areEquivalent, equivalentKeys } from './equivalents.ts'
import { parseName } from './names.ts'
import type { NameForm } from './names.ts'
import { SHORT_FORMS } from './short-forms.ts'
import { formSimilarity } from './similarity.ts'

function form(text: string): NameForm {
  const [part] = parseName(text).parts
  if (part === undefined) throw new Error('a test names a name')
  return part.form
}

describe('given names that are one name', () => {
  test.each([
    ['Bill', 'William'],
    ['Саша', 'Aleksandr'],
    ['Paco', 'Francisco'],
    ['Mohd', 'Muhammad'],
    ['Yusuf', 'Joseph'],
    ['Giovanni', 'Yahya'],
    ['José', 'Giuseppe'],
    ['إبراهيم', 'Abraham'],
    ['משה', 'Musa'],
  ])('%s and %s', (one, other) => {
    expect(areEquivalent(form(one), form(other))).toBe(true)
    expect(formSimilarity(form(one), form(other))).toBeGreaterThanOrEqual(0.75)
  })

  test('a short form is nearer than a form abroad, and neither is the name itself', () => {
    const short = formSimilarity(form('Peggy'), form('Margaret'))
    const abroad = formSimilarity(form('Guillermo'), form('William'))
    expect(short).toBeGreaterThan(abroad)
    expect(short).toBeLessThan(0.9)
  })

  test.each([
    ['William', 'Robert'],
    ['Musa', 'Isa'],
    ['Samuel', 'Ismail'],
  ])('%s and %s are not', (one, other) => {
    expect(areEquivalent(form(one), form(other))).toBe(false)
  })

  test('each leads to the keys of the others', () => {
    expect(equivalentKeys(form('Bill'))).toContain('latin:william')
    expect(equivalentKeys(form('Bill'))).not.toContain('latin:bill')
    expect(equivalentKeys(form('Youssef'))).toContain('arabic:يوسف')
    expect(equivalentKeys(form('Quorath'))).toEqual([])
  })

  test('the tables hold words as forms have them', () => {
    for (const word of `${SHORT_FORMS} ${FORMS_ABROAD}`.split(/\s+/).filter((text) => text !== ''))
      expect(form(word).key).toBe(`latin:${word}`)
  })

  test('no name leads to very many', () => {
    const words = new Set(`${SHORT_FORMS} ${FORMS_ABROAD}`.split(/\s+/).filter((text) => text !== ''))
    for (const word of words) expect(equivalentKeys(form(word)).length).toBeLessThan(80)
  })
})

describe('surnames of one family', () => {
  test.each([
    ['Вересов', 'Veresova'],
    ['Malinowski', 'Malinowska'],
    ['Alexopoulos', 'Alexopoulou'],
    ['Zelenskiy', 'Zelenskaya'],
    ['Dvorak', 'Dvorakova'],
  ])('%s and %s are nearly the same', (one, other) => {
    expect(formSimilarity(form(one), form(other))).toBeGreaterThanOrEqual(0.95)
  })

  test('a name that merely ends otherwise stays another', () => {
    expect(formSimilarity(form('Malinowski'), form('Malinda'))).toBeLessThan(0.8)
  })
})

import { IDENTIFIER_TYPES as LISTED_IDENTIFIER_TYPES } from '#acts/person.ts'
import { IDENTIFIER_TYPES } from '#matching/identifiers/types.ts'
import { describe, expect, test } from 'vitest'
import { LANGUAGES } from '#acts/charter.ts'
import { ACCESS_KINDS } from '#desks/ports.ts'
import {
  CandidateShape,
  DECISIONS,
  HolderShape,
  IdentifierReadingShape,
  KeyExplanationShape,
  MrzShape,
  NameExplanationShape,
} from '#http/contract/shapes.ts'
import { PERMISSIONS, ROLES } from '#rulebook/permissions.ts'
import { labelsOf } from './labels-of.ts'
import { wordOf } from './labels.ts'

describe.each(LANGUAGES)('the words of coded values in %s', (language) => {
  const labels = labelsOf(language)

  test('are all present and none is empty', () => {
    const english = labelsOf('en')
    expect(codesOf(labels)).toEqual(codesOf(english))
    const tables: Readonly<Record<string, Readonly<Record<string, string>>>> = { ...labels }
    const words = Object.values(tables).flatMap((table) => Object.values(table))
    expect(words.filter((word) => word.trim() === '')).toEqual([])
  })

  test('tell two codes of one table apart', () => {
    for (const [table, words] of Object.entries(labels)) {
      const texts = Object.values(words)
      expect(new Set(texts).size, table).toBe(texts.length)
    }
  })
})

test('codes of modules above the vocabulary are those of their source', () => {
  const labels = labelsOf('en')
  const part = NameExplanationShape.shape.parts.element.shape.agreement
  const sources: readonly (readonly [object, readonly string[]])[] = [
    [labels.accessKinds, ACCESS_KINDS],
    [labels.roles, ROLES],
    [labels.permissions, PERMISSIONS],
    [labels.measures, CandidateShape.shape.may.element.options],
    [labels.prohibitions, CandidateShape.shape.mayNot.element.options],
    [labels.decisions, DECISIONS],
    [labels.strengths, CandidateShape.shape.strength.options],
    [labels.subjectTypes, CandidateShape.shape.subjectType.options],
    [labels.partAgreements, part.options],
    [labels.matchTerms, NameExplanationShape.shape.terms.element.shape.term.options],
    [labels.identifierTypes, IDENTIFIER_TYPES],
    [labels.identifierTypes, ['document', 'national-number', ...LISTED_IDENTIFIER_TYPES]],
    [labels.checkDigits, IdentifierReadingShape.shape.checkDigit.options],
    [labels.keyAgreements, KeyExplanationShape.shape.agreement.options],
    [labels.birthLevels, NameExplanationShape.shape.birth.shape.level.options],
    [labels.comparisons, NameExplanationShape.shape.sex.options],
    [labels.holderStates, HolderShape.shape.state.options],
    [labels.mrzFields, MrzShape.shape.checks.element.shape.field.options],
  ]
  for (const [words, codes] of sources) expect(Object.keys(words).toSorted()).toEqual(codes.toSorted())
})

test('a code that this version does not know is shown as it is', () => {
  expect(wordOf(labelsOf('en').roles, 'border-officer')).toBe('Border officer')
  expect(wordOf(labelsOf('en').roles, 'constructor')).toBe('constructor')
})

function codesOf(labels: object): readonly string[] {
  return Object.entries(labels)
    .flatMap(([table, words]) => Object.keys(words).map((code) => `${table}.${code}`))
    .toSorted()
}

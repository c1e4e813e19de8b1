import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { LANGUAGES } from '#acts/charter.ts'
import * as fields from '#acts/fields.ts'
import { RULES } from '#rulebook/judge.ts'
import { PROBLEMS } from './catalogue.ts'
import { ROUTES } from './routes.ts'
import { invalidRequest, isFieldForm } from './field-problems.ts'
import { problemOf, TEXTS } from './problems.ts'
import { FIELD_FAULTS, FIELD_FORMS, RULE_KINDS } from './texts/texts.ts'

const KINDS = Object.keys(PROBLEMS)

describe('the catalogue of problems', () => {
  test('every kind has a title and a cure in four languages', () => {
    for (const language of LANGUAGES) {
      const { problems, rules, faults, forms } = TEXTS[language]
      expect(Object.keys(problems).toSorted()).toEqual(KINDS.toSorted())
      expect(Object.keys(rules).toSorted()).toEqual(RULE_KINDS.toSorted())
      expect(Object.keys(faults).toSorted()).toEqual(FIELD_FAULTS.toSorted())
      expect(Object.keys(forms).toSorted()).toEqual(FIELD_FORMS.toSorted())
      for (const text of [...Object.values(problems), ...Object.values(rules)]) {
        expect(text.title.trim().length).toBeGreaterThan(3)
        expect(text.cure.trim().length).toBeGreaterThan(3)
      }
    }
  })

  test('a text takes the same parameters in every language', () => {
    const parametersOf = (text: object): readonly string[] =>
      [...JSON.stringify(text).matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? '').toSorted()
    for (const kind of KINDS) {
      const each = LANGUAGES.map((language) => parametersOf(Object(TEXTS[language].problems)[kind]))
      expect(new Set(each.map(String)).size, kind).toBe(1)
    }
  })

  test('every language is written in its own words', () => {
    for (const kind of KINDS) {
      const titles = LANGUAGES.map((language) => problemOf({ kind } as never, language).title)
      expect(new Set(titles).size, kind).toBe(LANGUAGES.length)
    }
    for (const { title } of Object.values(TEXTS.ar.problems)) expect(title).toMatch(/\p{Script=Arabic}/u)
  })

  test('every rule of the rulebook has its texts, and no text outlives its rule', () => {
    expect(RULES.map(({ kind }) => kind).toSorted()).toEqual(RULE_KINDS.toSorted())
  })

  test('spec/problems.md lists exactly the catalogue, with its statuses', () => {
    const text = readFileSync(new URL('../../spec/problems.md', import.meta.url), 'utf8')
    const listed = [...text.matchAll(/^\| `([a-z/-]+)` \| (\d{3}) \|/gm)].map(
      ([, kind, status]) => `${kind} ${status}`,
    )
    expect(listed.toSorted()).toEqual(
      Object.entries(PROBLEMS)
        .map(([kind, { status }]) => `${kind} ${status}`)
        .toSorted(),
    )
    const rules = [...text.matchAll(/^\| `(rule\/[a-z-]+)` \| ([^|]+) \|/gm)].map(
      ([, kind, article]) => `${kind} ${article?.trim()}`,
    )
    expect(rules.toSorted()).toEqual(RULES.map(({ kind, article }) => `${kind} ${article}`).toSorted())
  })
})

describe('a problem', () => {
  test('fills its parameters from the refusal', () => {
    const problem = problemOf({ kind: 'import/too-many-withdrawals', share: 31, count: 412 } as never, 'en')
    expect(problem.title).toBe('The import would withdraw 412 records, too large a share of the list (31 %)')
  })

  test('passes on the line, and no field that is not known to be harmless', () => {
    const problem = problemOf(
      { kind: 'import/entry-invalid', line: 7, field: 'subject.names', name: 'Someone' } as never,
      'fr',
    )
    expect(problem).toMatchObject({ status: 422, line: 7, field: 'subject.names' })
    expect(JSON.stringify(problem)).not.toContain('Someone')
  })

  test('names every rule that refuses, with article, title and cure in the reader’s language', () => {
    const refusals = [
      { kind: 'rule/not-the-issuing-country', article: 'RPD 36(1)(g), 37' },
      { kind: 'rule/retention-past', article: 'RPD 49, 51' },
    ]
    const problem = problemOf({ kind: 'record/rules-refuse', refusals } as never, 'es')
    expect(problem.refusals?.map(({ article }) => article)).toEqual(['RPD 36(1)(g), 37', 'RPD 49, 51'])
    expect(problem.refusals?.[0]?.title).toContain('expidió')
  })

  test('of an unknown kind is our own bug', () => {
    expect(() => problemOf({ kind: 'made/up' } as never, 'en')).toThrow('catalogue')
  })
})

describe('the faults of a request', () => {
  test('say what each field needs, once, in the reader’s language, and never repeat a value', () => {
    const body = { purpose: 'curiosity', name: '', birthDate: 'yesterday', nationality: 'Kenya', secret: 1 }
    const parsed = ROUTES.checkPerson.body.safeParse(body, { reportInput: true })
    const refusal = invalidRequest(parsed.error as never, 'en')
    expect(refusal.fields).toEqual([
      { path: 'purpose', message: 'is not one of the allowed values' },
      { path: 'name', message: 'is required' },
      { path: 'birthDate', message: 'must be a date as YYYY, YYYY-MM or YYYY-MM-DD' },
      { path: 'nationality', message: 'must be a country code of two capital letters (ISO 3166-1)' },
      { path: '', message: 'is not a field of this request' },
    ])
    expect(JSON.stringify(refusal)).not.toMatch(/curiosity|yesterday|Kenya|secret/)
  })

  test('tell a missing field from a wrong one', () => {
    const missing = ROUTES.checkPerson.body.safeParse({}, { reportInput: true })
    expect(invalidRequest(missing.error as never, 'fr').fields).toEqual([
      { path: 'purpose', message: 'est obligatoire' },
      { path: 'name', message: 'est obligatoire' },
    ])
  })

  test('know every form that the vocabulary asks for', () => {
    const {
      UuidField,
      MemberField,
      CountryField,
      DayField,
      PartialDateField,
      InstantField,
      ShortText,
      LongText,
    } = fields
    const schemas = [
      UuidField,
      MemberField,
      CountryField,
      DayField,
      PartialDateField,
      InstantField,
      ShortText,
      LongText,
    ]
    const messages = schemas.flatMap(
      (schema) => schema.safeParse('\u0001').error?.issues.map((issue) => issue.message) ?? [],
    )
    expect(messages).toHaveLength(schemas.length)
    expect(messages.filter((message) => !isFieldForm(message))).toEqual([])
  })
})

import type { z } from 'zod'
import type { Language } from '#acts/charter.ts'
import { type FieldProblem, type InvalidRequest, TEXTS } from './problems.ts'
import { FIELD_FORMS, type FieldFault, type FieldForm } from './texts/texts.ts'

/** A request with more faults than this is not being mended field by field. */
const MOST_FIELDS = 40

/** What zod found, in words of the reader's language: each field once, and never a value of the request. */
export function invalidRequest(error: z.core.$ZodError, language: Language): InvalidRequest {
  const problems = error.issues.flatMap((issue) => problemsOf(issue, [], language))
  const first = new Map<string, FieldProblem>()
  for (const problem of problems) if (!first.has(problem.path)) first.set(problem.path, problem)
  return { kind: 'request/invalid', fields: [...first.values()].slice(0, MOST_FIELDS) }
}

export function invalidField(path: string, fault: FieldFault, language: Language): InvalidRequest {
  return { kind: 'request/invalid', fields: [{ path, message: TEXTS[language].faults[fault] }] }
}

function problemsOf(
  issue: z.core.$ZodIssue,
  parent: readonly PropertyKey[],
  language: Language,
): readonly FieldProblem[] {
  const path = [...parent, ...issue.path]
  // attacker-controlled: an unknown field's name is the sender's own text, so only its place is told.
  if (issue.code === 'unrecognized_keys')
    return [{ path: dotted(path), message: TEXTS[language].faults['unknown-field'] }]
  return [{ path: dotted(path), message: messageOf(issue, language) }]
}

const dotted = (path: readonly PropertyKey[]): string => path.map(String).join('.')

function messageOf(issue: z.core.$ZodIssue, language: Language): string {
  const { faults, forms } = TEXTS[language]
  switch (issue.code) {
    case 'invalid_type':
      return faults[issue.input === undefined ? 'required' : 'wrong-form']
    case 'too_small':
      // An empty text or list is one that was not given.
      if (isSized(issue.origin) && issue.minimum === 1) return faults.required
      return filled(
        faults[isSized(issue.origin) ? sizeFault(issue.origin, 'small') : 'too-small'],
        issue.minimum,
      )
    case 'too_big':
      return filled(
        faults[isSized(issue.origin) ? sizeFault(issue.origin, 'big') : 'too-large'],
        issue.maximum,
      )
    case 'invalid_value':
      return faults[issue.input === undefined ? 'required' : 'not-one-of']
    case 'custom':
      return isFieldForm(issue.message) ? forms[issue.message] : faults['wrong-form']
    default:
      return faults['wrong-form']
  }
}

const isSized = (origin: string): origin is 'string' | 'array' => origin === 'string' || origin === 'array'

function sizeFault(origin: 'string' | 'array', size: 'small' | 'big'): FieldFault {
  if (origin === 'string') return size === 'small' ? 'too-short' : 'too-long'
  return size === 'small' ? 'too-few' : 'too-many'
}

const filled = (text: string, limit: number | bigint): string =>
  text.replace('{minimum}', String(limit)).replace('{maximum}', String(limit))

export function isFieldForm(message: string): message is FieldForm {
  return FIELD_FORMS.some((form) => form === message)
}

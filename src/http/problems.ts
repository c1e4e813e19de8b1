import type { Language } from '#acts/charter.ts'
import type { Problem } from '#http/contract/problem.ts'
import { assert } from '#kernel/assert.ts'
import type { Refusal } from '#kernel/result.ts'
import type { RuleRefusal } from '#rulebook/rule.ts'
import { isProblemKind, PROBLEMS, type PublicRefusal } from './catalogue.ts'
import { AR } from './texts/ar.ts'
import { EN } from './texts/en.ts'
import { ES } from './texts/es.ts'
import { faultSentence } from './texts/faults/fault-sentence.ts'
import { FR } from './texts/fr.ts'
import { isRuleKind, type Texts } from './texts/texts.ts'

export const TEXTS: Readonly<Record<Language, Texts>> = { ar: AR, en: EN, fr: FR, es: ES }

/**
 * A refusal as RFC 9457 problem+json in the reader's language. A kind outside the catalogue is our own bug and throws
 * `InvariantError`. Plain fields of the refusal fill the `{name}` parameters of its texts; `line`, `column`,
 * `position`, `file`, `field`, `incident` and `retryAfterSeconds` are passed on, and a fault becomes `detail` and
 * `detailCode`; anything else is not.
 */
export function problemOf(refusal: PublicRefusal, language: Language): Problem {
  assert(isProblemKind(refusal.kind), `refusal ${refusal.kind} is in the catalogue of problems`)
  const text = TEXTS[language].problems[refusal.kind]
  return {
    type: refusal.kind,
    status: PROBLEMS[refusal.kind].status,
    title: filled(text.title, refusal),
    cure: filled(text.cure, refusal),
    ...passedOn(refusal),
    ...detailOf(refusal, language),
    ...fieldsOf(refusal),
    ...rulesOf(refusal, language),
  }
}

const PASSED_ON = ['line', 'column', 'position', 'file', 'field', 'incident', 'retryAfterSeconds'] as const

function passedOn(refusal: Refusal): object {
  const kept = PASSED_ON.flatMap((name): readonly (readonly [string, string | number])[] => {
    const value = plainField(refusal, name)
    return value === undefined ? [] : [[name, value]]
  })
  return Object.fromEntries(kept)
}

function detailOf({ fault }: PublicRefusal, language: Language): Pick<Problem, 'detail' | 'detailCode'> {
  return fault === undefined ? {} : { detail: faultSentence(fault, language), detailCode: fault.code }
}

function plainField(refusal: Refusal, name: string): string | number | undefined {
  const value: unknown = Object.entries(refusal).find(([key]) => key === name)?.[1]
  return typeof value === 'string' || typeof value === 'number' ? value : undefined
}

function filled(text: string, refusal: Refusal): string {
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(plainField(refusal, name) ?? '?'))
}

/** What to mend in a request, as `invalidRequest` puts it into a refusal. */
export interface FieldProblem {
  readonly path: string
  readonly message: string
}
export interface InvalidRequest extends Refusal {
  readonly kind: 'request/invalid'
  readonly fields: readonly FieldProblem[]
}

function fieldsOf(refusal: Refusal): Pick<Problem, 'fields'> {
  return isInvalidRequest(refusal)
    ? { fields: refusal.fields.map(({ path, message }) => ({ path, message })) }
    : {}
}

function isInvalidRequest(refusal: Refusal): refusal is InvalidRequest {
  return refusal.kind === 'request/invalid' && 'fields' in refusal && Array.isArray(refusal.fields)
}

function rulesOf(refusal: Refusal, language: Language): Pick<Problem, 'refusals'> {
  if (!isRefusedByRules(refusal)) return {}
  return {
    refusals: refusal.refusals.map(({ kind, article }) => {
      assert(isRuleKind(kind), `rule ${kind} has its texts`)
      const { title, cure } = TEXTS[language].rules[kind]
      return { kind, article, title, cure }
    }),
  }
}

function isRefusedByRules(
  refusal: Refusal,
): refusal is Refusal & { readonly refusals: readonly RuleRefusal[] } {
  return refusal.kind === 'record/rules-refuse' && 'refusals' in refusal && Array.isArray(refusal.refusals)
}

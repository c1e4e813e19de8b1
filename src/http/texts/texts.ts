import type { ProblemKind } from '#http/catalogue.ts'

/** What is wrong, and what to do about it. No value of the request is ever repeated. */
export interface Text {
  readonly title: string
  readonly cure: string
}

/** Every rule of the rulebook that can refuse. A test holds this list equal to `RULES`, both ways. */
export const RULE_KINDS = [
  'rule/other-network',
  'rule/issuer-not-a-member',
  'rule/recipient-not-a-member',
  'rule/recipient-repeated',
  'rule/not-the-source',
  'rule/not-the-owner',
  'rule/identifier-taken',
  'rule/nothing-to-change',
  'rule/database-changed',
  'rule/retention-too-long',
  'rule/retention-past',
  'rule/purpose-repeated',
  'rule/special-notice-needs-secretariat',
  'rule/un-notice-needs-un-status',
  'rule/not-the-issuing-country',
  'rule/document-number-too-short',
  'rule/member-without-country',
  'rule/plate-without-country',
  'rule/hit-not-to-owner',
  'rule/hit-on-nothing-held',
  'rule/hit-on-withdrawn',
] as const
export type RuleKind = (typeof RULE_KINDS)[number]

export function isRuleKind(kind: string): kind is RuleKind {
  return RULE_KINDS.some((known) => known === kind)
}

/** Why a field of a request does not fit. */
export const FIELD_FAULTS = [
  'required',
  'too-short',
  'too-long',
  'too-small',
  'too-large',
  'too-few',
  'too-many',
  'wrong-form',
  'not-one-of',
  'unknown-field',
  'repeated',
] as const
export type FieldFault = (typeof FIELD_FAULTS)[number]

/** The forms that fields ask for in words, keyed by the message of the schema (acts/fields.ts and the contract). */
export const FIELD_FORMS = [
  'a UUID in lower case',
  'a member of the charter, such as MA or GS',
  'a country code of two capital letters (ISO 3166-1)',
  'a day as YYYY-MM-DD',
  'a date as YYYY, YYYY-MM or YYYY-MM-DD',
  'a moment as YYYY-MM-DDTHH:MM:SS.sssZ',
  'no control characters',
  'give the identification number (VIN) or the plate',
  'give a name, a document or a vehicle',
] as const
export type FieldForm = (typeof FIELD_FORMS)[number]

/** All texts of the interface in one language: a missing one does not compile. */
export interface Texts {
  readonly problems: Readonly<Record<ProblemKind, Text>>
  readonly rules: Readonly<Record<RuleKind, Text>>
  readonly faults: Readonly<Record<FieldFault, string>>
  readonly forms: Readonly<Record<FieldForm, string>>
}

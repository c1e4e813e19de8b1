/**
 * What an identifier can be. `document` covers travel and identity documents, which people name differently; `site` a
 * domain or an address on it. Payment cards are left out on purpose: PCI DSS 3.5 forbids keeping a whole number, and
 * what may be kept (the first six and last four digits) identifies no card.
 */
export const IDENTIFIER_TYPES = [
  'document',
  'national-number',
  'tax-number',
  'registration-number',
  'vin',
  'plate',
  'iban',
  'account',
  'bic',
  'phone',
  'email',
  'site',
  'wallet',
  'imo',
  'mmsi',
  'call-sign',
  'aircraft',
  'imei',
  'serial-number',
] as const
export type IdentifierType = (typeof IDENTIFIER_TYPES)[number]

/** `none`: the form has no check digit, or nobody outside its issuer can verify it. */
export type CheckDigit = 'valid' | 'invalid' | 'none'

export interface ParsedIdentifier {
  readonly type: IdentifierType
  /** `family:issuer:number`, the number normalised as its file says. Exact: confusable characters are kept apart. */
  readonly key: string
  /** Other readings of what was asked: the site of a page, a number whose country is not said. They agree in part at most. */
  readonly alsoAsk: readonly string[]
  /** As people write it. */
  readonly display: string
  readonly check: CheckDigit
}

export interface IdentifierAsked {
  readonly type: IdentifierType
  readonly value: string
  /** ISO 3166-1 alpha-2, or the code that the document carries. */
  readonly country?: string | undefined
}

export type IdentifierRefusal =
  /** No letter or digit. */
  | { readonly kind: 'identifier/empty' }
  | { readonly kind: 'identifier/too-long'; readonly limitChars: number }
  /** Not of the form that its type has (an IBAN of seven characters, an address without a domain). */
  | { readonly kind: 'identifier/wrong-form'; readonly type: IdentifierType }

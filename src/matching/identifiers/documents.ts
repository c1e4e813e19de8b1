import { compact } from './characters.ts'
import { exactKey } from './keys.ts'

export interface DocumentReference {
  readonly number: string
  /** ISO 3166-1 alpha-2 or the code that the document carries. Without it the key matches on the number alone. */
  readonly issuer?: string | undefined
}

/**
 * Numbers of travel and identity documents, national and tax numbers: capital letters and digits only.
 *
 * ICAO 9303-3 §4 gives document numbers to issuers, who print blanks and dashes as they like and replace them with
 * fillers in the machine-readable zone. National and tax numbers share the family, since the same number is asked for
 * under either name; their check digits are each country's own and are not verified.
 */
export function normaliseDocumentNumber(text: string): string {
  return compact(text)
}

/** The exact key of a document. Empty when the number holds no letter or digit. */
export function documentKey({ number, issuer }: DocumentReference): string {
  const normalised = compact(number)
  return normalised === ''
    ? ''
    : exactKey('document', issuer === undefined ? '' : compact(issuer), normalised)
}

/** The number of a company or other organisation in a register. Registers are told apart by their country. */
export function registrationKey({ number, issuer }: DocumentReference): string {
  const normalised = compact(number)
  return normalised === ''
    ? ''
    : exactKey('registration', issuer === undefined ? '' : compact(issuer), normalised)
}

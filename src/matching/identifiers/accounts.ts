import { compact } from './characters.ts'
import type { CheckDigit } from './types.ts'

export interface Iban {
  readonly iban: string
  readonly check: CheckDigit
  /** In groups of four, as ISO 13616 prints it. */
  readonly display: string
}

/**
 * An international bank account number (ISO 13616-1): country, two check digits, and up to 30 characters, the number of
 * which each country registered. `invalid` means check digits (ISO 7064 MOD 97-10) or length are wrong.
 */
export function parseIban(text: string): Iban | undefined {
  const iban = compact(text.replace(/^\s*iban\b[\s:.]*/i, ''))
  if (!/^[A-Z]{2}[0-9A-Z]{2}[0-9A-Z]{8,30}$/.test(iban)) return undefined
  const length = IBAN_CHARS[iban.slice(0, 2)]
  // Neither a country of the registry nor digits where they must be: some other number.
  if (length === undefined && !/^..\d\d/.test(iban)) return undefined
  const isValid = mod97(iban) === 1 && (length === undefined || length === iban.length)
  return { iban, check: isValid ? 'valid' : 'invalid', display: iban.replace(/(.{4})(?=.)/g, '$1 ') }
}

function mod97(iban: string): number {
  let rest = 0
  for (const char of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(char, 36)
    rest = (value > 9 ? rest * 100 + value : rest * 10 + value) % 97
  }
  return rest
}

/** Whether the country is in the registry and accounts there are as long as this one. */
export const hasIbanLength = (iban: string): boolean => IBAN_CHARS[iban.slice(0, 2)] === iban.length

/** Characters of an IBAN by country: the registry that SWIFT keeps for ISO 13616-2 (release 99). */
// biome-ignore format: a table reads in rows
const IBAN_CHARS: Readonly<Record<string, number>> = {
  AD: 24, AE: 23, AL: 28, AT: 20, AZ: 28, BA: 20, BE: 16, BG: 22, BH: 22, BI: 27, BR: 29, BY: 28, CH: 21, CR: 22,
  CY: 28, CZ: 24, DE: 22, DJ: 27, DK: 18, DO: 28, EE: 20, EG: 29, ES: 24, FI: 18, FK: 18, FO: 18, FR: 27, GB: 22,
  GE: 22, GI: 23, GL: 18, GR: 27, GT: 28, HN: 28, HR: 21, HU: 28, IE: 22, IL: 23, IQ: 23, IS: 26, IT: 27, JO: 30,
  KW: 30, KZ: 20, LB: 28, LC: 32, LI: 21, LT: 20, LU: 20, LV: 21, LY: 25, MC: 27, MD: 24, ME: 22, MK: 19, MN: 20,
  MR: 27, MT: 31, MU: 30, NI: 28, NL: 18, NO: 15, OM: 23, PK: 24, PL: 28, PS: 29, PT: 25, QA: 29, RO: 24, RS: 22,
  RU: 33, SA: 24, SC: 31, SD: 18, SE: 24, SI: 19, SK: 24, SM: 27, SO: 23, ST: 25, SV: 28, TL: 23, TN: 24, TR: 26,
  UA: 29, VA: 22, VG: 24, XK: 20, YE: 30,
}

/**
 * A business identifier code (ISO 9362): four characters of the institution, the country, two of the place, and the branch;
 * `XXX` is the head office and the same as none.
 */
export function parseBic(text: string): string | undefined {
  const bic = compact(text.replace(/^\s*(?:swift|bic)\b[\s:./]*/i, ''))
  if (!/^[A-Z0-9]{4}[A-Z0-9]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/.test(bic)) return undefined
  return bic.length === 11 && bic.endsWith('XXX') ? bic.slice(0, 8) : bic
}

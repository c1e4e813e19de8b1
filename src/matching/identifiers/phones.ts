import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { digitsFor, withAsciiDigits } from './characters.ts'
import { exactKey } from './keys.ts'
import type { CheckDigit } from './types.ts'

export interface Phone {
  readonly key: string
  readonly alsoAsk: readonly string[]
  readonly display: string
  /** Whether the country's numbering plan has such a number; `none` when the country is not known. */
  readonly check: CheckDigit
}

/** ITU-T E.164 allows 15 digits; prefixes, blanks and signs come on top. */
const MAX_DIGITS = 20
const MIN_DIGITS = 5

/**
 * A telephone number (ITU-T E.164), its country code as the issuer: `+212 661-234567` → `phone:212:661234567`.
 *
 * `+`, `00` and (with ten or more digits after it) `011` announce a country code. A number without one is read in the country given,
 * or as an international number when its digits are one, and also on its own; that reading agrees in part at most.
 */
export function parsePhone(text: string, country: string | undefined): Phone | undefined {
  const written = digitsFor(withAsciiDigits(text.slice(0, 80).normalize('NFKC')))
  if (!/^[^\p{L}]*$/u.test(written.replace(/(?:ext|x|#)\.?\s*\d{1,6}\s*$/i, ''))) return undefined
  const bare = written.replace(/(?:ext|x|#)\.?\s*\d{1,6}\s*$/i, '')
  const digits = bare.replaceAll(/\(0\)/g, '').replaceAll(/\D/g, '')
  if (digits.length < MIN_DIGITS || digits.length > MAX_DIGITS) return undefined
  const international = internationalDigits(bare, digits)
  const region = country !== undefined && isSupportedCountry(country) ? country : undefined
  const parsed =
    international !== undefined
      ? parsePhoneNumberFromString(`+${international}`)
      : region !== undefined
        ? parsePhoneNumberFromString(digits, region)
        : undefined
  if (parsed !== undefined) return phoneOf(parsed, [])
  const guessed = international ?? digits.replace(/^0+/, '')
  const whole = parsePhoneNumberFromString(`+${guessed}`)
  const alone = exactKey('phone', '', digits)
  if (whole?.isValid() === true && guessed.length >= 10) return phoneOf(whole, [alone])
  return { key: alone, alsoAsk: [], display: bare.trim(), check: 'none' }
}

type LibraryNumber = NonNullable<ReturnType<typeof parsePhoneNumberFromString>>

const phoneOf = (parsed: LibraryNumber, alsoAsk: readonly string[]): Phone => ({
  key: exactKey('phone', parsed.countryCallingCode, parsed.nationalNumber),
  alsoAsk,
  display: parsed.formatInternational(),
  check: parsed.isValid() ? 'valid' : 'invalid',
})

function internationalDigits(written: string, digits: string): string | undefined {
  if (/^\s*\(?\s*\+/.test(written)) return digits
  if (digits.startsWith('00')) return digits.replace(/^0+/, '')
  return digits.startsWith('011') && digits.length >= 13 ? digits.slice(3) : undefined
}

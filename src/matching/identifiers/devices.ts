import { digitsFor, withAsciiDigits } from './characters.ts'
import type { CheckDigit } from './types.ts'

/**
 * The identity of a mobile device (3GPP TS 23.003 §6.2): eight digits of its type, six of the device, and a check digit (Luhn, annex B)
 * or, in an IMEISV, two of the software. The first fourteen tell the device.
 */
export function parseImei(text: string): { readonly device: string; readonly check: CheckDigit } | undefined {
  const digits = digitsFor(
    withAsciiDigits(
      text
        .replace(/^\W*imei(?:sv)?\b\W*/i, '')
        .slice(0, 40)
        .normalize('NFKC'),
    ),
  ).replaceAll(/[\s./-]/g, '')
  if (!/^\d{14,16}$/.test(digits)) return undefined
  const device = digits.slice(0, 14)
  if (digits.length !== 15) return { device, check: 'none' }
  return { device, check: luhnDigit(device) === digits[14] ? 'valid' : 'invalid' }
}

/** ISO/IEC 7812-1, annex B. */
function luhnDigit(digits: string): string {
  let sum = 0
  for (let at = 0; at < digits.length; at++) {
    const value = Number(digits[digits.length - 1 - at]) * (at % 2 === 0 ? 2 : 1)
    sum += value > 9 ? value - 9 : value
  }
  return String((10 - (sum % 10)) % 10)
}

import { isCountryCode } from '#kernel/ids.ts'
import { hasIbanLength } from './accounts.ts'
import { compact, withAsciiDigits } from './characters.ts'
import { nationalityMark } from './craft.ts'
import { numberOfKey } from './keys.ts'
import { parseIdentifier } from './parse.ts'
import type { IdentifierType, ParsedIdentifier } from './types.ts'

export interface DetectedIdentifier {
  readonly identifier: ParsedIdentifier
  /** `sure`: a check digit or a form that nothing else has says so. */
  readonly likelihood: 'sure' | 'plausible'
}

/** More readings than this help nobody. */
const MAX_READINGS = 5

/**
 * What a text may be, most likely first. Sure readings leave out the plausible ones. Empty when it is nothing that could be asked.
 */
export function detectIdentifiers(text: string, country?: string): readonly DetectedIdentifier[] {
  const readings: DetectedIdentifier[] = []
  const written = withAsciiDigits(text.trim())
  for (const [type, likelihoodOf] of DETECTORS) {
    const parsed = parseIdentifier({ type, value: text, country })
    const likelihood = parsed.ok ? likelihoodOf(parsed.value, written) : undefined
    if (parsed.ok && likelihood !== undefined) readings.push({ identifier: parsed.value, likelihood })
  }
  const sure = readings.filter(({ likelihood }) => likelihood === 'sure')
  return sure.length > 0 ? sure : readings.slice(0, MAX_READINGS)
}

type LikelihoodOf = (
  identifier: ParsedIdentifier,
  text: string,
) => DetectedIdentifier['likelihood'] | undefined

const sureIf = (isSure: boolean): 'sure' | 'plausible' => (isSure ? 'sure' : 'plausible')
const plausibleIf = (isPlausible: boolean): 'plausible' | undefined => (isPlausible ? 'plausible' : undefined)
const byCheckDigit: LikelihoodOf = ({ check }) => sureIf(check === 'valid')
const named =
  (name: RegExp, otherwise: LikelihoodOf): LikelihoodOf =>
  (identifier, text) =>
    name.test(text) ? 'sure' : otherwise(identifier, text)

const DETECTORS: readonly (readonly [IdentifierType, LikelihoodOf])[] = [
  ['email', () => 'sure'],
  ['wallet', ({ check, display }) => sureIf(check === 'valid' || display.startsWith('0x'))],
  ['iban', ({ check, key }) => sureIf(check === 'valid' || hasIbanLength(numberOfKey(key)))],
  [
    'site',
    (_, text) =>
      /^\w+\W{0,3}:\W{0,3}\/\/|^www\./i.test(text) ? 'sure' : plausibleIf(/\p{L}{2,}\W*$|\//u.test(text)),
  ],
  [
    'phone',
    ({ check, key }, text) => {
      if (/^\W*(?:\+|00)/.test(text)) return check === 'invalid' ? 'plausible' : 'sure'
      return plausibleIf(/^[\d\s()./-]{7,}$/.test(text) && (check === 'valid' || key.startsWith('phone::')))
    },
  ],
  ['imo', named(/^\W*imo/i, ({ check }) => plausibleIf(check === 'valid'))],
  ['mmsi', named(/^\W*mmsi/i, (_, text) => plausibleIf(/^[2-7]/.test(text)))],
  ['imei', named(/^\W*imei/i, ({ check }) => (check === 'invalid' ? undefined : 'plausible'))],
  ['vin', (identifier, text) => (compact(text).length === 17 ? byCheckDigit(identifier, text) : undefined)],
  [
    'bic',
    ({ display }, text) =>
      plausibleIf(/^[A-Z]{4}/.test(display) && isCountryCode(display.slice(4, 6)) && !/[.@/]/.test(text)),
  ],
  ['document', (_, text) => plausibleIf(isOneNumber(text) && compact(text).length <= 24)],
  ['registration-number', (_, text) => plausibleIf(isOneNumber(text) && compact(text).length <= 24)],
  ['account', (_, text) => plausibleIf(isOneNumber(text) && compact(text).length >= 6)],
  ['plate', (_, text) => plausibleIf(compact(text).length <= 10 && /\d/.test(text))],
  [
    'aircraft',
    ({ display }, text) => plausibleIf(display.includes('-') && nationalityMark(compact(text)) !== undefined),
  ],
  ['serial-number', (_, text) => plausibleIf(isOneNumber(text))],
]

/** Letters and digits with the signs that numbers are grouped by, and at least one digit. */
const isOneNumber = (text: string): boolean => /^[\p{L}\p{Nd}\s./-]+$/u.test(text) && /\p{Nd}/u.test(text)

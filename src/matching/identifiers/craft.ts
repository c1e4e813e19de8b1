import { compact, digitsFor, withAsciiDigits } from './characters.ts'
import type { CheckDigit } from './types.ts'

/**
 * The number of a ship (IMO resolution A.1117(30)): seven digits, the last of them the last digit of the sum of the first six
 * weighted 7 to 2. Zeros in front of the seven are padding.
 */
export function parseImo(text: string): { readonly number: string; readonly check: CheckDigit } | undefined {
  const digits = bareDigits(text.replace(/^\W*imo\b(?:\s*(?:no|number))?/i, '')).replace(/^0+(?=\d{7}$)/, '')
  if (!/^\d{7}$/.test(digits)) return undefined
  let sum = 0
  for (let at = 0; at < 6; at++) sum += Number(digits[at]) * (7 - at)
  return { number: digits, check: sum % 10 === Number(digits[6]) ? 'valid' : 'invalid' }
}

/** A maritime mobile service identity (ITU-R M.585): nine digits, without a check digit. */
export function parseMmsi(text: string): string | undefined {
  const digits = bareDigits(text.replace(/^\W*mmsi\b/i, '')).replace(/^0+(?=\d{9}$)/, '')
  return /^\d{9}$/.test(digits) ? digits : undefined
}

/** The call sign of a ship or aircraft station (ITU Radio Regulations, art. 19). None begins with 0 or 1. */
export function parseCallSign(text: string): string | undefined {
  const sign = compact(text).replace(/^0+/, '')
  return /^(?=.*[A-Z])[A-Z0-9]{3,8}$/.test(sign) ? sign : undefined
}

/**
 * The nationality and registration marks of an aircraft (ICAO Annex 7): `ep-gom` → `EPGOM`. `display` has the hyphen that Annex 7
 * §2.4 puts after a nationality mark unless the registration is digits first (`N123AB`, `YV3071`).
 */
export function parseAircraft(
  text: string,
): { readonly marks: string; readonly display: string } | undefined {
  const marks = compact(text)
  if (!/^(?=.*[A-Z])[A-Z0-9]{3,10}$/.test(marks)) return undefined
  const nationality = nationalityMark(marks)
  const rest = marks.slice(nationality?.length ?? 0)
  const isHyphened = nationality !== undefined && rest !== '' && !/^\d/.test(rest)
  return { marks, display: isHyphened ? `${nationality}-${rest}` : marks }
}

/** The longest nationality mark that begins these marks. */
export const nationalityMark = (marks: string): string | undefined =>
  [4, 3, 2, 1].map((length) => marks.slice(0, length)).find((mark) => NATIONALITY_MARKS.has(mark))

/** ICAO Annex 7, supplement: nationality marks that States have notified, two of the most used first letters for some. */
const NATIONALITY_MARKS: ReadonlySet<string> = new Set(
  (
    'YA ZA 7T C3 D2 V2 LV EK P4 VH OE 4K C6 A9C S2 8P EW OO V3 TY A5 CP E7 A2 PP PR PS PT PU V8 LZ XT 9U XU TJ C D4 TL TT CC B HK ' +
    'D6 TN E5 TI TU 9A CU 5B OK OY J2 J7 HI 4W HC SU YS 3C E3 ES 3DC ET DQ OH F TR C5 4L D 9G SX J3 TG 3X J5 8R HH HR HA TF VT PK ' +
    'EP YI EI EJ 4X I 6Y JA JY UP 5Y T3 P HL 9K EX RDPL YL OD 7P A8 5A HB LY LX 5R 7Q 9M 8Q TZ 9H V7 5T 3B XA XB XC V6 ER 3A JU 4O ' +
    'CN C9 XY V5 C2 9N PH ZK YN 5U 5N Z3 LN A4O AP T8 HP P2 ZP OB RP SP CR CS A7 YR RA RF 9XR V4 J6 J8 5W T7 S9 HZ 6V YU S7 9L 9V ' +
    'OM S5 H4 6O ZS ZT ZU Z8 EC 4R ST PZ SE YK EY 5H HS 5V A3 9Y TS TC EZ T2 5X UR A6 G M N CX UK YJ YV VN 7O 9J Z'
  ).split(' '),
)

const bareDigits = (text: string): string =>
  digitsFor(withAsciiDigits(text.slice(0, 40).normalize('NFKC'))).replaceAll(/[\s./-]/g, '')

/** Longest number any known document carries, with room; longer text is cut, never refused: a cut key finds nothing. */
const MAX_CHARS = 40

/** ICAO 9303-3 §4.9 warns of these pairs when a number is read by eye or by machine. */
// biome-ignore format: a table reads in rows
const CONFUSIONS: Readonly<Record<string, string>> = {
  '0': 'O', O: '0', '1': 'I', I: '1', '8': 'B', B: '8', '5': 'S', S: '5', '2': 'Z', Z: '2', '6': 'G', G: '6',
}

/** Capital letters and digits only: `ab 123-456` → `AB123456`. Digits of other scripts become ASCII digits. */
export function normaliseDocumentNumber(text: string): string {
  let out = ''
  for (const char of text
    .slice(0, MAX_CHARS * 4)
    .normalize('NFKC')
    .toUpperCase()) {
    if (/[\p{L}\p{Nd}]/u.test(char)) out += asciiDigit(char)
  }
  return out.slice(0, MAX_CHARS)
}

export interface DocumentReference {
  readonly number: string
  /** ISO 3166-1 alpha-2 or the code that the document carries. Without it the key matches on the number alone. */
  readonly issuer?: string
}

/** The exact key of a document. Empty when the number holds no letter or digit. */
export function documentKey({ number, issuer }: DocumentReference): string {
  const normalised = normaliseDocumentNumber(number)
  if (normalised === '') return ''
  return `document:${normaliseDocumentNumber(issuer ?? '')}:${normalised}`
}

/** The keys under which a record of a document is kept: with its issuer, and by its number alone. */
export function documentKeys(reference: DocumentReference): readonly string[] {
  const keys = [documentKey(reference), documentKey({ number: reference.number })]
  return [...new Set(keys)].filter((key) => key !== '')
}

/** Keys of the numbers one confusion away (O/0, I/1, B/8, S/5, Z/2, G/6). A hit on one is only ever "possible". */
export function confusedDocumentKeys({ number, issuer }: DocumentReference): readonly string[] {
  const normalised = normaliseDocumentNumber(number)
  const keys: string[] = []
  for (let at = 0; at < normalised.length; at++) {
    const other = CONFUSIONS[normalised[at] ?? '']
    if (other === undefined) continue
    const neighbour = normalised.slice(0, at) + other + normalised.slice(at + 1)
    keys.push(documentKey(issuer === undefined ? { number: neighbour } : { number: neighbour, issuer }))
  }
  return keys
}

export interface NormalisedVin {
  readonly vin: string
  /** `not-applicable`: shorter than 17, or made where no check digit is required. */
  readonly checkDigit: 'valid' | 'invalid' | 'not-applicable'
}

/**
 * A vehicle identification number (ISO 3779). I, O and Q, which it never holds, are read as 1, 0 and 0.
 *
 * ISO 3779 leaves position 9 to the maker; the check digit is required in North America (49 CFR 565.15) and China
 * (GB 16735), so only there can it be wrong.
 */
export function normaliseVin(text: string): NormalisedVin {
  const vin = normaliseDocumentNumber(text).replaceAll('I', '1').replaceAll(/[OQ]/g, '0')
  if (!/^[A-HJ-NPR-Z0-9]{17}$/.test(vin) || !/^[1-5L]/.test(vin)) return { vin, checkDigit: 'not-applicable' }
  return { vin, checkDigit: vin[8] === vinCheckDigit(vin) ? 'valid' : 'invalid' }
}

export function vinKey(text: string): string {
  const { vin } = normaliseVin(text)
  return vin === '' ? '' : `vin:${vin}`
}

/** A registration plate without blanks, dashes and dots: `12345-أ-6` → `12345ا6`, `ab-12-cd` → `AB12CD`. */
export function normalisePlate(text: string): string {
  return normaliseDocumentNumber(text.normalize('NFKD').replaceAll(/\p{M}/gu, ''))
}

/** Plates are told apart only with the country that gave them. */
export function plateKey(text: string, country: string): string {
  const plate = normalisePlate(text)
  return plate === '' ? '' : `plate:${normaliseDocumentNumber(country)}:${plate}`
}

const VIN_WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]
// biome-ignore format: a table reads in rows
const VIN_LETTERS: Readonly<Record<string, number>> = {
  A: 1, B: 2, C: 3, D: 4, E: 5, F: 6, G: 7, H: 8, J: 1, K: 2, L: 3, M: 4, N: 5, P: 7, R: 9,
  S: 2, T: 3, U: 4, V: 5, W: 6, X: 7, Y: 8, Z: 9,
}

function vinCheckDigit(vin: string): string {
  const sum = VIN_WEIGHTS.reduce((total, weight, at) => {
    const char = vin[at] ?? '0'
    return total + weight * (VIN_LETTERS[char] ?? Number(char))
  }, 0)
  return sum % 11 === 10 ? 'X' : String(sum % 11)
}

/** Decimal digits come in runs of ten that begin at their zero; NFKC leaves Arabic-Indic and others as they are. */
function asciiDigit(char: string): string {
  if (char < '\u0660' || !/\p{Nd}/u.test(char)) return char
  const code = char.codePointAt(0) ?? 0
  for (let value = 0; value < 10; value++) {
    const before = String.fromCodePoint(code - value - 1)
    if (!/\p{Nd}/u.test(before)) return String(value)
  }
  return char
}

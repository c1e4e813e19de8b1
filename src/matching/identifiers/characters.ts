/** Longest number any known document carries, with room; longer text is cut: a cut key finds nothing. */
const MAX_NUMBER_CHARS = 40
/** What is looked at of a longer text, blanks and separators included. */
const MAX_READ_CHARS = MAX_NUMBER_CHARS * 4

/**
 * Capital letters and digits only: `ab 123-456` → `AB123456`. Digits of other scripts become ASCII digits.
 *
 * ASCII, which nearly all numbers are, goes through a table and no pattern: batches ask hundreds of thousands a second.
 */
export function compact(text: string): string {
  const length = Math.min(text.length, MAX_READ_CHARS)
  let out = ''
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at)
    if (code > 127) return compactAnyScript(text)
    out += CAPITALS[code] ?? ''
  }
  return out.length > MAX_NUMBER_CHARS ? out.slice(0, MAX_NUMBER_CHARS) : out
}

function compactAnyScript(text: string): string {
  let out = ''
  for (const char of text.slice(0, MAX_READ_CHARS).normalize('NFKC').toUpperCase()) {
    if (/[\p{L}\p{Nd}]/u.test(char)) out += asciiDigit(char)
  }
  return out.slice(0, MAX_NUMBER_CHARS)
}

/** Any script's digits as ASCII digits, everything else as it is. */
export function withAsciiDigits(text: string): string {
  let out = ''
  for (const char of text) out += asciiDigit(char)
  return out
}

/**
 * One sign for all that eyes and machines confuse: O and 0, I and 1, B and 8, S and 5, Z and 2, G and 6, and Q.
 *
 * Standards bar such signs for their likeness: I, O and Q (ISO 3779), 0, O, I and l (Base58), 1, b, i and o (BIP 173).
 * Capitals and small letters are one here, since some identifiers tell them apart and people do not.
 */
export function foldConfusable(text: string): string {
  let out = ''
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    out += code > 127 ? text.charAt(at) : (FOLDED[code] ?? '')
  }
  return out
}

export function withoutLeadingZeros(text: string): string {
  let at = 0
  while (at < text.length - 1 && text.charCodeAt(at) === 48) at++
  return at === 0 ? text : text.slice(at)
}

/** Letters read where only digits can stand: `O9 738` → `09 738`. */
export function digitsFor(text: string): string {
  let out = ''
  for (const char of text) out += DIGIT_FOR[char] ?? char
  return out
}

const CAPITALS: readonly string[] = Array.from({ length: 128 }, (_, code) => {
  const char = String.fromCharCode(code).toUpperCase()
  return /[A-Z0-9]/.test(char) ? char : ''
})

// biome-ignore format: a table reads in rows
const DIGIT_FOR: Readonly<Record<string, string>> = {
  O: '0', o: '0', Q: '0', I: '1', i: '1', l: '1', B: '8', S: '5', s: '5', Z: '2', z: '2', G: '6',
}

const FOLDED: readonly string[] = Array.from({ length: 128 }, (_, code) => {
  const char = String.fromCharCode(code).toUpperCase()
  return DIGIT_FOR[char] ?? char
})

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

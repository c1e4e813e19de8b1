/**
 * Reads the shape of a machine readable zone while it is typed or scanned, and computes its check digits
 * (ICAO 9303-3 §4.9). The node reads the zone again: this is for the officer's eyes only.
 */
export type MrzCheckField = 'document-number' | 'birth-date' | 'expiry-date' | 'personal-number' | 'composite'

export interface MrzCheck {
  readonly field: MrzCheckField
  /** Where the digit is printed: line and column, from 0. */
  readonly line: number
  readonly column: number
  readonly printed: string
  readonly computed: string
  readonly valid: boolean
}

export interface MrzReading {
  readonly format: 'TD1' | 'TD2' | 'TD3' | undefined
  readonly lines: readonly string[]
  readonly checks: readonly MrzCheck[]
}

/** A stretch of one line: line, first column, column after the last. */
type Span = readonly [line: number, from: number, to: number]
interface CheckPlace {
  readonly field: MrzCheckField
  readonly of: readonly Span[]
  readonly at: readonly [line: number, column: number]
}

const PLACES: Readonly<Record<'TD1' | 'TD2' | 'TD3', readonly CheckPlace[]>> = {
  TD1: [
    { field: 'document-number', of: [[0, 5, 14]], at: [0, 14] },
    { field: 'birth-date', of: [[1, 0, 6]], at: [1, 6] },
    { field: 'expiry-date', of: [[1, 8, 14]], at: [1, 14] },
    {
      field: 'composite',
      of: [
        [0, 5, 30],
        [1, 0, 7],
        [1, 8, 15],
        [1, 18, 29],
      ],
      at: [1, 29],
    },
  ],
  TD2: [
    { field: 'document-number', of: [[1, 0, 9]], at: [1, 9] },
    { field: 'birth-date', of: [[1, 13, 19]], at: [1, 19] },
    { field: 'expiry-date', of: [[1, 21, 27]], at: [1, 27] },
    {
      field: 'composite',
      of: [
        [1, 0, 10],
        [1, 13, 20],
        [1, 21, 35],
      ],
      at: [1, 35],
    },
  ],
  TD3: [
    { field: 'document-number', of: [[1, 0, 9]], at: [1, 9] },
    { field: 'birth-date', of: [[1, 13, 19]], at: [1, 19] },
    { field: 'expiry-date', of: [[1, 21, 27]], at: [1, 27] },
    { field: 'personal-number', of: [[1, 28, 42]], at: [1, 42] },
    {
      field: 'composite',
      of: [
        [1, 0, 10],
        [1, 13, 20],
        [1, 21, 43],
      ],
      at: [1, 43],
    },
  ],
}

export function readMrz(text: string): MrzReading {
  const lines = linesOf(text)
  const format = formatOf(lines)
  if (format === undefined) return { format, lines, checks: [] }
  return {
    format,
    lines,
    checks: PLACES[format].map((place) => checkOf(lines, longNumber(lines, place, format))),
  }
}

/** What a scanner, a copy or a telephone leaves around the zone: blanks, guillemets for `<<`, one long line. */
function linesOf(text: string): readonly string[] {
  const clean = text
    .toUpperCase()
    .replaceAll('«', '<<')
    .replaceAll('‹', '<')
    .replace(/[^\S\n]|[\u200b-\u200f\ufeff]/g, '')
  const lines = clean.split('\n').filter((line) => line !== '')
  const only = lines.length === 1 ? (lines[0] ?? '') : ''
  const width = { 88: 44, 72: 36, 90: 30 }[only.length]
  if (width === undefined) return lines
  return only.match(new RegExp(`.{${width}}`, 'g')) ?? lines
}

function formatOf(lines: readonly string[]): MrzReading['format'] {
  const is = (count: number, width: number): boolean =>
    lines.length === count && lines.every((line) => line.length === width)
  if (is(2, 44)) return 'TD3'
  if (is(2, 36)) return 'TD2'
  return is(3, 30) ? 'TD1' : undefined
}

/** A number longer than nine characters runs on in the optional field, its digit after it (ICAO 9303-5 §4.2.4). */
function longNumber(lines: readonly string[], place: CheckPlace, format: 'TD1' | 'TD2' | 'TD3'): CheckPlace {
  if (place.field !== 'document-number' || format === 'TD3') return place
  const [line, column] = place.at
  const text = lines[line] ?? ''
  const start = format === 'TD1' ? 15 : 28
  const rest = /^[A-Z0-9]+/.exec(text.slice(start))?.[0] ?? ''
  if (text[column] !== '<' || rest.length < 2) return place
  const end = start + rest.length - 1
  return { field: place.field, of: [...place.of, [line, start, end]], at: [line, end] }
}

function checkOf(lines: readonly string[], { field, of, at }: CheckPlace): MrzCheck {
  const covered = of.map(([line, from, to]) => (lines[line] ?? '').slice(from, to)).join('')
  const [line, column] = at
  const printed = lines[line]?.[column] ?? ''
  const computed = checkDigit(covered)
  // An empty personal number may have `<` in place of its digit (ICAO 9303-4 §4.2.2.2).
  const isEmpty = field === 'personal-number' && printed === '<' && /^<*$/.test(covered)
  return { field, line, column, printed, computed, valid: isEmpty || printed === computed }
}

/** Weights 7, 3, 1; letters from A = 10; `<` is 0; modulo 10. */
export function checkDigit(text: string): string {
  const sum = [...text].reduce((total, sign, index) => total + valueOf(sign) * ([7, 3, 1][index % 3] ?? 0), 0)
  return String(sum % 10)
}

function valueOf(sign: string): number {
  if (/[0-9]/.test(sign)) return Number(sign)
  return /[A-Z]/.test(sign) ? sign.charCodeAt(0) - 55 : 0
}

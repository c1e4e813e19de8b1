/** Where each field of a machine-readable zone stands: line, first and last position (end excluded), from 0. */
export interface Span {
  readonly line: number
  readonly from: number
  readonly to: number
}

export type MrzFormat = 'TD1' | 'TD2' | 'TD3'
/** A visa has the size of TD3 (MRV-A) or TD2 (MRV-B) and ends without personal number and composite checks. */
export type LayoutName = MrzFormat | 'MRV-A' | 'MRV-B'

export interface MrzLayout {
  readonly format: MrzFormat
  readonly lineChars: number
  readonly lines: number
  readonly names: Span
  readonly documentNumber: Span
  readonly documentNumberCheck: Span
  readonly birthDate: Span
  readonly birthDateCheck: Span
  readonly sex: Span
  readonly expiryDate: Span
  readonly expiryDateCheck: Span
  readonly nationality: Span
  /** Optional data; TD1 has two. A document number longer than nine characters goes on in the first. */
  readonly optional: readonly Span[]
  readonly personalNumberCheck: Span | undefined
  readonly composite: { readonly over: readonly Span[]; readonly check: Span } | undefined
}

const span = (line: number, from: number, to: number): Span => ({ line, from, to })

/** The second line that TD2, TD3 and visas share up to the expiry date (ICAO 9303-4 to 9303-7, §4.2). */
const secondLine = {
  lines: 2,
  documentNumber: span(1, 0, 9),
  documentNumberCheck: span(1, 9, 10),
  nationality: span(1, 10, 13),
  birthDate: span(1, 13, 19),
  birthDateCheck: span(1, 19, 20),
  sex: span(1, 20, 21),
  expiryDate: span(1, 21, 27),
  expiryDateCheck: span(1, 27, 28),
} as const

/** ICAO Doc 9303, 8th edition: part 5 (TD1), part 6 (TD2), part 4 (TD3), part 7 (visas). */
export const LAYOUTS: Readonly<Record<LayoutName, MrzLayout>> = {
  TD1: {
    format: 'TD1',
    lineChars: 30,
    lines: 3,
    names: span(2, 0, 30),
    documentNumber: span(0, 5, 14),
    documentNumberCheck: span(0, 14, 15),
    birthDate: span(1, 0, 6),
    birthDateCheck: span(1, 6, 7),
    sex: span(1, 7, 8),
    expiryDate: span(1, 8, 14),
    expiryDateCheck: span(1, 14, 15),
    nationality: span(1, 15, 18),
    optional: [span(0, 15, 30), span(1, 18, 29)],
    personalNumberCheck: undefined,
    composite: {
      over: [span(0, 5, 30), span(1, 0, 7), span(1, 8, 15), span(1, 18, 29)],
      check: span(1, 29, 30),
    },
  },
  TD2: {
    format: 'TD2',
    lineChars: 36,
    names: span(0, 5, 36),
    ...secondLine,
    optional: [span(1, 28, 35)],
    personalNumberCheck: undefined,
    composite: { over: [span(1, 0, 10), span(1, 13, 20), span(1, 21, 35)], check: span(1, 35, 36) },
  },
  TD3: {
    format: 'TD3',
    lineChars: 44,
    names: span(0, 5, 44),
    ...secondLine,
    optional: [span(1, 28, 42)],
    personalNumberCheck: span(1, 42, 43),
    composite: { over: [span(1, 0, 10), span(1, 13, 20), span(1, 21, 43)], check: span(1, 43, 44) },
  },
  'MRV-A': {
    format: 'TD3',
    lineChars: 44,
    names: span(0, 5, 44),
    ...secondLine,
    optional: [span(1, 28, 44)],
    personalNumberCheck: undefined,
    composite: undefined,
  },
  'MRV-B': {
    format: 'TD2',
    lineChars: 36,
    names: span(0, 5, 36),
    ...secondLine,
    optional: [span(1, 28, 36)],
    personalNumberCheck: undefined,
    composite: undefined,
  },
}

/** Check digit of ICAO 9303-3 §4.9: weights 7, 3, 1; A is 10, Z is 35, the filler is 0. */
export function checkDigit(text: string): string {
  let sum = 0
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? '<'
    sum += (sign === '<' ? 0 : Number.parseInt(sign, 36)) * ([7, 3, 1][at % 3] ?? 0)
  }
  return String(sum % 10)
}

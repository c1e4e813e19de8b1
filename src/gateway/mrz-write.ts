import type { MrzFormat, MrzLayout, Span } from './mrz-layout.ts'
import { checkDigit, LAYOUTS } from './mrz-layout.ts'

/** What a zone is written from. Dates are `YYMMDD`, unknown parts `<<`; codes as printed (`KEN`, `D`). */
export interface MrzContent {
  readonly format: MrzFormat
  readonly documentCode: string
  readonly issuingState: string
  readonly documentNumber: string
  readonly surname: string
  readonly given: string
  readonly nationality: string
  readonly birthDate: string
  readonly sex: 'F' | 'M' | 'X' | '<'
  readonly expiryDate: string
  readonly optional?: string
}

/**
 * Writes a zone for tests and demonstrations, check digits computed. Names are transliterated (ICAO 9303-3 §6, Latin
 * letters only) and cut where the line ends.
 */
export function writeMrz(content: MrzContent): string {
  const layout = LAYOUTS[content.format]
  const lines = Array.from({ length: layout.lines }, () =>
    Array.from({ length: layout.lineChars }, () => '<'),
  )
  const put = (span: Span, text: string): void => {
    for (let at = 0; at < span.to - span.from && at < text.length; at++) {
      const line = lines[span.line]
      if (line !== undefined) line[span.from + at] = text[at] ?? '<'
    }
  }
  const at = (span: Span): string => lines[span.line]?.slice(span.from, span.to).join('') ?? ''
  put({ line: 0, from: 0, to: 2 }, content.documentCode)
  put({ line: 0, from: 2, to: 5 }, content.issuingState)
  put(layout.names, `${mrzName(content.surname)}<<${mrzName(content.given)}`)
  put(layout.nationality, content.nationality)
  put(layout.birthDate, content.birthDate)
  put(layout.birthDateCheck, checkDigit(content.birthDate))
  put(layout.sex, content.sex)
  put(layout.expiryDate, content.expiryDate)
  put(layout.expiryDateCheck, checkDigit(content.expiryDate))
  putNumber(layout, content, put)
  const [personal] = layout.optional
  if (layout.personalNumberCheck !== undefined && personal !== undefined) {
    put(layout.personalNumberCheck, checkDigit(at(personal)))
  }
  if (layout.composite !== undefined)
    put(layout.composite.check, checkDigit(layout.composite.over.map(at).join('')))
  return lines.map((line) => line.join('')).join('\n')
}

/** A passport as most countries print it: TD3, code `P<`, nationality that of the issuer. */
export function writeMrzTd3(
  content: Omit<MrzContent, 'format' | 'documentCode' | 'nationality'> & { readonly nationality?: string },
): string {
  return writeMrz({ nationality: content.issuingState, ...content, format: 'TD3', documentCode: 'P<' })
}

function putNumber(layout: MrzLayout, content: MrzContent, put: (span: Span, text: string) => void): void {
  const { documentNumber: number, optional = '' } = content
  const [first] = layout.optional
  put(layout.documentNumber, number.slice(0, 9))
  const isLong = number.length > 9 && layout.personalNumberCheck === undefined
  put(layout.documentNumberCheck, isLong ? '<' : checkDigit(number.padEnd(9, '<')))
  if (first !== undefined)
    put(first, isLong ? `${number.slice(9)}${checkDigit(number)}<${optional}` : optional)
}

const LETTERS: Readonly<Record<string, string>> = {
  Ä: 'AE',
  Å: 'AA',
  Æ: 'AE',
  Ð: 'D',
  Ö: 'OE',
  Ø: 'OE',
  Œ: 'OE',
  Þ: 'TH',
  Ü: 'UE',
  ẞ: 'SS',
  Đ: 'D',
  Ł: 'L',
  İ: 'I',
}

/** Capitals without accents; apostrophes vanish, other signs between letters become one filler. */
export function mrzName(name: string): string {
  return [...name.normalize('NFC').toUpperCase()]
    .map((letter) => LETTERS[letter] ?? letter)
    .join('')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/['’‘ʼ`]/g, '')
    .replace(/[^A-Z]+/g, '<')
    .replace(/^<+|<+$/g, '')
}

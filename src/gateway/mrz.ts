import type { DocumentType } from '#acts/person.ts'
import type { Day, PartialDate } from '#kernel/days.ts'
import { isDay, isPartialDate } from '#kernel/days.ts'
import type { CountryCode } from '#kernel/ids.ts'
import type { Result } from '#kernel/result.ts'
import { ok, refuse } from '#kernel/result.ts'
import { countryOfAlpha3 } from './countries.ts'
import type { MrzFormat, MrzLayout, Span } from './mrz-layout.ts'
import { checkDigit } from './mrz-layout.ts'
import type { MrzRefusal } from './mrz-lines.ts'
import { mrzLines } from './mrz-lines.ts'

export type { MrzFormat } from './mrz-layout.ts'
export type { MrzRefusal } from './mrz-lines.ts'

/** One check digit, as printed and as computed. Both are shown; a wrong one is never corrected. */
export interface MrzCheck {
  readonly field: 'document-number' | 'birth-date' | 'expiry-date' | 'personal-number' | 'composite'
  readonly printed: string
  readonly computed: string
  readonly valid: boolean
}

/** A character that may be another one (the letter O for zero, …). Reported for a person to look at the document. */
export interface MrzConfusion {
  readonly line: number
  readonly position: number
  readonly read: string
  readonly maybe: string
}

/** What a machine-readable zone says. Names are transliterated by the issuer (ICAO 9303-3 §6), not as the person writes them. */
export interface MrzReading {
  readonly format: MrzFormat
  readonly documentCode: string
  readonly documentType: DocumentType
  /** As printed (ISO 3166-1 alpha-3 or a code of ICAO 9303-3 §5 such as `D` or `UNO`). */
  readonly issuingState: string
  readonly issuingCountry?: CountryCode
  readonly documentNumber: string
  /** `text` is given names then surname. `isTruncated` when they fill the whole line. */
  readonly names: {
    readonly surname: string
    readonly given: string
    readonly text: string
    readonly isTruncated: boolean
  }
  readonly nationality: string
  readonly nationalityCountry?: CountryCode
  /** Absent where the zone gives no year, or no day of the calendar. */
  readonly birthDate?: PartialDate
  /** Absent where the zone leaves it open with `<`. */
  readonly sex?: 'F' | 'M' | 'X'
  readonly expiresOn?: Day
  readonly optional?: string
  readonly checks: readonly MrzCheck[]
  readonly confusions: readonly MrzConfusion[]
  /** The lines that were read, after capitals and fillers were restored. */
  readonly mrzText: string
}

/**
 * Reads the machine-readable zone of a travel document (ICAO 9303: TD1, TD2, TD3 and visas) from pasted text.
 *
 * attacker-controlled: the text. A wrong check digit does not refuse: it is in `checks`, because an officer must see
 * it. Two-digit years of birth are the latest that is not after `today`; so a holder over a hundred appears too young.
 */
export function readMrz(text: string, today: Day): Result<MrzReading, MrzRefusal> {
  const found = mrzLines(text)
  if (!found.ok) return found
  const { layout, lines } = found.value
  const at = (span: Span): string => lines[span.line]?.slice(span.from, span.to) ?? ''
  const names = namesIn(at(layout.names))
  if (names.surname === '') {
    const { line, from } = layout.names
    return refuse({ kind: 'mrz/name-missing', line: line + 1, position: from + 1 })
  }
  const code = lines[0]?.slice(0, 2) ?? ''
  const issuer = lines[0]?.slice(2, 5) ?? ''
  const number = documentNumberIn(layout, at)
  const issuingCountry = countryOfAlpha3(bare(issuer))
  const nationality = bare(at(layout.nationality))
  const nationalityCountry = countryOfAlpha3(nationality)
  const birthDate = birthDateIn(at(layout.birthDate), today)
  const sex = SEXES.get(at(layout.sex))
  const expiresOn = expiryIn(at(layout.expiryDate), today)
  const optional = [number.restOfOptional, ...layout.optional.slice(1).map(at)].map(spaced).join(' ').trim()
  return ok({
    format: layout.format,
    documentCode: bare(code),
    documentType: documentTypeOf(code),
    issuingState: bare(issuer),
    ...(issuingCountry === undefined ? {} : { issuingCountry }),
    documentNumber: number.number.replaceAll('<', ''),
    names,
    nationality,
    ...(nationalityCountry === undefined ? {} : { nationalityCountry }),
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(sex === undefined ? {} : { sex }),
    ...(expiresOn === undefined ? {} : { expiresOn }),
    ...(optional === '' ? {} : { optional }),
    checks: checksOf(layout, number, at),
    confusions: confusionsIn(layout, number, at),
    mrzText: lines.join('\n'),
  })
}

type At = (span: Span) => string

interface DocumentNumber {
  readonly number: string
  readonly printedCheck: string
  readonly restOfOptional: string
}

/**
 * A card whose number is longer than nine characters prints a filler for its check digit and goes on, check digit
 * last, at the start of the optional data (ICAO 9303-5 §4.2.2.1 note j, 9303-6 the same).
 */
function documentNumberIn(layout: MrzLayout, at: At): DocumentNumber {
  const number = at(layout.documentNumber)
  const printedCheck = at(layout.documentNumberCheck)
  const [first] = layout.optional
  const optional = first === undefined ? '' : at(first)
  const longer = /^([A-Z0-9]+)([0-9])(?:<|$)/.exec(optional)
  const isLong = printedCheck === '<' && layout.personalNumberCheck === undefined && !number.includes('<')
  if (!isLong || longer === null) return { number, printedCheck, restOfOptional: optional }
  const [matched, rest = '', check = ''] = longer
  return { number: number + rest, printedCheck: check, restOfOptional: optional.slice(matched.length) }
}

function checksOf(layout: MrzLayout, number: DocumentNumber, at: At): readonly MrzCheck[] {
  const checks = [
    checkOf('document-number', number.number, number.printedCheck),
    checkOf('birth-date', at(layout.birthDate), at(layout.birthDateCheck)),
    checkOf('expiry-date', at(layout.expiryDate), at(layout.expiryDateCheck)),
  ]
  const [personal] = layout.optional
  if (layout.personalNumberCheck !== undefined && personal !== undefined) {
    checks.push(checkOf('personal-number', at(personal), at(layout.personalNumberCheck)))
  }
  if (layout.composite !== undefined) {
    checks.push(checkOf('composite', layout.composite.over.map(at).join(''), at(layout.composite.check)))
  }
  return checks
}

/** An empty personal number may print a filler for its check digit (ICAO 9303-4 §4.2.2.2). */
function checkOf(field: MrzCheck['field'], text: string, printed: string): MrzCheck {
  const computed = checkDigit(text)
  const isEmptyPersonal = field === 'personal-number' && printed === '<' && /^<*$/.test(text)
  return { field, printed, computed, valid: printed === computed || isEmptyPersonal }
}

/** Letters where only digits may stand, digits among names, and the one change that would mend a document number's check. */
function confusionsIn(layout: MrzLayout, number: DocumentNumber, at: At): readonly MrzConfusion[] {
  const checkSpans = [
    layout.birthDateCheck,
    layout.expiryDateCheck,
    layout.documentNumberCheck,
    ...(layout.composite === undefined ? [] : [layout.composite.check]),
    ...(layout.personalNumberCheck === undefined ? [] : [layout.personalNumberCheck]),
  ]
  const digits = [layout.birthDate, layout.expiryDate, ...checkSpans].flatMap((span) =>
    lookalikes(span, at, TO_DIGIT),
  )
  const letters = [layout.names, layout.nationality].flatMap((span) => lookalikes(span, at, TO_LETTER))
  const numberIsWrong = checkDigit(number.number) !== number.printedCheck
  const mending = numberIsWrong
    ? lookalikes(layout.documentNumber, at, new Map([...TO_DIGIT, ...TO_LETTER])).filter(
        ({ position, maybe }) => {
          const index = position - 1 - layout.documentNumber.from
          const mended = number.number.slice(0, index) + maybe + number.number.slice(index + 1)
          return checkDigit(mended) === number.printedCheck
        },
      )
    : []
  return [...digits, ...letters, ...mending]
}

const TO_DIGIT: ReadonlyMap<string, string> = new Map([
  ['O', '0'],
  ['Q', '0'],
  ['D', '0'],
  ['I', '1'],
  ['L', '1'],
  ['Z', '2'],
  ['S', '5'],
  ['G', '6'],
  ['B', '8'],
])
const TO_LETTER: ReadonlyMap<string, string> = new Map([
  ['0', 'O'],
  ['1', 'I'],
  ['2', 'Z'],
  ['5', 'S'],
  ['6', 'G'],
  ['8', 'B'],
])

function lookalikes(span: Span, at: At, table: ReadonlyMap<string, string>): readonly MrzConfusion[] {
  return [...at(span)].flatMap((read, index) => {
    const maybe = table.get(read)
    return maybe === undefined ? [] : [{ line: span.line + 1, position: span.from + index + 1, read, maybe }]
  })
}

function namesIn(field: string): MrzReading['names'] {
  const [surname = '', ...given] = field.replace(/<+$/, '').split('<<')
  const names = { surname: spaced(surname), given: spaced(given.join('<')) }
  return { ...names, text: `${names.given} ${names.surname}`.trim(), isTruncated: !field.endsWith('<') }
}

const spaced = (text: string): string => text.replace(/<+/g, ' ').trim()
const bare = (text: string): string => text.replace(/<+$/, '')

/** The first letter is prescribed; the second is the issuer's (ICAO 9303-3 to 9303-7 §4.2), R in wide use for residence. */
function documentTypeOf(code: string): DocumentType {
  if (code.startsWith('P')) return 'passport'
  if (code.startsWith('V')) return 'visa'
  if (code === 'AC') return 'other'
  return code.endsWith('R') ? 'residence-permit' : 'identity-card'
}

const SEXES: ReadonlyMap<string, 'F' | 'M' | 'X'> = new Map([
  ['F', 'F'],
  ['M', 'M'],
  ['X', 'X'],
])

/** Unknown parts are fillers (ICAO 9303-3 §4.8); what follows an unknown part is not used. */
function birthDateIn(field: string, today: Day): PartialDate | undefined {
  const found = /^(\d\d)(\d\d|<<)(\d\d|<<)$/.exec(field)
  if (found === null) return undefined
  const [, year = '', month = '', day = ''] = found
  const rest = month === '<<' ? '' : day === '<<' ? `-${month}` : `-${month}-${day}`
  const century = Number(today.slice(0, 2))
  const latest = `${century}${year}${rest}`
  const date =
    latest > today.slice(0, latest.length) ? `${String(century - 1).padStart(2, '0')}${year}${rest}` : latest
  return isPartialDate(date) ? date : undefined
}

/** The year within fifty of today: documents neither expire later nor turn up older. */
function expiryIn(field: string, today: Day): Day | undefined {
  const found = /^(\d\d)(\d\d)(\d\d)$/.exec(field)
  if (found === null) return undefined
  const thisYear = Number(today.slice(0, 4))
  const inCentury = Math.floor(thisYear / 100) * 100 + Number(found[1])
  const year =
    inCentury > thisYear + 50 ? inCentury - 100 : inCentury <= thisYear - 50 ? inCentury + 100 : inCentury
  const date = `${year}-${found[2]}-${found[3]}`
  return isDay(date) ? date : undefined
}

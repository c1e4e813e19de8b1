import type { z } from 'zod'
import type { BirthField, IdentityDocumentField, Name, PlaceField } from '#acts/person.ts'
import { LIMITS } from '#kernel/limits.ts'
import { countryNamed } from './countries.ts'
import { documentTypeOf } from './document-words.ts'
import {
  distinctIdentifiers,
  type IdentifierInput,
  identifierOf,
  writtenIdentifiers,
} from './written-identifiers.ts'
import { WRITTEN_DATE, writtenDate } from './written-dates.ts'

/** What OFAC's remarks say in a form that fields can hold. The remarks themselves are kept whole beside it. */
export interface OfacRemarks {
  readonly names: readonly Pick<Name, 'text' | 'use' | 'quality'>[]
  readonly births: readonly z.input<typeof BirthField>[]
  readonly birthPlaces: readonly z.input<typeof PlaceField>[]
  readonly nationalities: readonly string[]
  readonly sex: 'F' | 'M' | undefined
  readonly documents: readonly z.input<typeof IdentityDocumentField>[]
  readonly identifiers: readonly IdentifierInput[]
}

/**
 * Reads the remarks of an OFAC entry: statements between `;`, each with its own small grammar, for example
 * `DOB 10 Dec 1948`, `alt. POB Oran, Algeria`, `Passport A1 (Mali) expires 1 Jan 2020`, `a.k.a. 'NAME'` (weak).
 */
export function ofacRemarks(remarks: string): OfacRemarks {
  const statements = remarks.split(/;|\.(?=\s+(?:DOB|POB|Passport|a\.k\.a\.)\b)/).map((statement) =>
    statement
      .trim()
      .replace(/\.$/, '')
      .replace(/^\(?alt\.\s+/, ''),
  )
  const numbers = statements.flatMap((statement) => labelledNumber(statement) ?? [])
  return {
    names: statements.flatMap((statement) => weakName(statement) ?? []),
    births: statements.flatMap((statement) => birth(statement) ?? []),
    birthPlaces: statements.flatMap((statement) => birthPlace(statement) ?? []),
    nationalities: [...new Set(statements.flatMap((statement) => nationality(statement) ?? []))],
    sex: statements.map((statement) => SEXES.get(statement)).find((sex) => sex !== undefined),
    documents: numbers.flatMap(({ label, ...document }) =>
      identifierTypeOf(label) === undefined ? [{ type: typeOf(label), ...document }] : [],
    ),
    identifiers: distinctIdentifiers([
      ...numbers.flatMap(identifier),
      ...statements.flatMap((statement) => (isProse(statement) ? [] : writtenIdentifiers(statement))),
    ]),
  }
}

const SEXES: ReadonlyMap<string, 'F' | 'M'> = new Map([
  ['Gender Male', 'M'],
  ['Gender Female', 'F'],
])

/** Weak names stand in single quotation marks in the remarks (OFAC, frequently asked question 122). */
function weakName(statement: string): Name | undefined {
  const found = /^([afn])\.k\.a\.,?\s+'+(.*?)'+$/.exec(statement)
  const text = found?.[2]?.trim() ?? ''
  if (text === '' || text.length > LIMITS.nameChars) return undefined
  return { text, use: found?.[1] === 'f' ? 'former' : 'alias', quality: 'low' }
}

const DOB = new RegExp(
  `^DOB\\s+(circa\\s+)?(${WRITTEN_DATE})(?:\\s*(?:to|-)\\s*(?:circa\\s+)?(${WRITTEN_DATE}))?$`,
  'i',
)

function birth(statement: string): z.input<typeof BirthField> | undefined {
  const found = DOB.exec(statement)
  const from = writtenDate(found?.[2] ?? '')
  const to = writtenDate(found?.[3] ?? '')
  if (found === null || from === undefined) return undefined
  if (to === undefined) return { type: found[1] === undefined ? 'exact' : 'approximately', on: from }
  const [fromYear, toYear] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))]
  return fromYear <= toYear ? { type: 'between', fromYear, toYear } : undefined
}

function birthPlace(statement: string): z.input<typeof PlaceField> | undefined {
  const written = /^POB\s+(.+)$/.exec(statement)?.[1]?.trim()
  if (written === undefined || written.length > LIMITS.shortTextChars) return undefined
  const parts = written.split(/,\s*/)
  // Two parts may be one country: `Korea, North`, `Congo, Democratic Republic of the`.
  for (const taken of [2, 1]) {
    const country = countryNamed(parts.slice(-taken).join(', '))
    if (country === undefined || parts.length < taken) continue
    const [city, ...regions] = parts.slice(0, -taken).filter((part) => part !== '')
    const region = regions.join(', ')
    return { ...(city === undefined ? {} : { city }), ...(region === '' ? {} : { region }), country }
  }
  return { text: written }
}

function nationality(statement: string): string | undefined {
  const written = /^(?:nationality|citizen)(?: of)?\s+(.+)$/i.exec(statement)?.[1]
  return written === undefined ? undefined : countryNamed(written)
}

interface LabelledNumber extends Omit<z.input<typeof IdentityDocumentField>, 'type'> {
  readonly label: string
}

const DOCUMENT = new RegExp(
  "^(?!Telephone|Phone|Fax|Cell|Email|Website|DOB|POB|Linked)(?<label>[A-Z][\\w.'/() -]{0,80}?" +
    '(?:No\\.|#|\\bNumber|Passport|Code|\\bCard|SSN|D\\.N\\.I\\.|R\\.F\\.C\\.|C\\.U\\.R\\.P\\.|C\\.U\\.I\\.T\\.|\\bID|IMO|\\(MSN\\)|F\\/N\\))' +
    '|SSN|D\\.N\\.I\\.|R\\.F\\.C\\.|C\\.U\\.R\\.P\\.|C\\.U\\.I\\.T\\.|MMSI|Passport|RTN|NIT #|RUC #)(?: Booklet)?[:\\s#]+(?:[A-Z]{2,5}:\\s+)?' +
    '(?<number>(?=[^\\s(]*\\d|[A-Z-]+\\s\\S*\\d)[A-Z0-9][^\\s(),]*(?:\\(\\w\\))?(?:\\s(?!issued|expires|\\()[A-Z0-9-]*\\d[^\\s(),]*)*)' +
    `(?:\\s*\\((?<country>[^()]{2,60})\\))?(?<rest>(?:,?\\s.*)?)$`,
)
const ISSUED = new RegExp(`\\bissued\\s+(${WRITTEN_DATE})`, 'i')
const EXPIRES = new RegExp(`\\bexpires\\s+(${WRITTEN_DATE})`, 'i')

function labelledNumber(statement: string): LabelledNumber | undefined {
  if (statement.length > LIMITS.shortTextChars) return undefined
  const { label = '', number, country = '', rest = '' } = DOCUMENT.exec(statement)?.groups ?? {}
  if (number === undefined) return undefined
  const issuingCountry = countryNamed(country)
  const issuedOn = writtenDate(ISSUED.exec(rest)?.[1] ?? '')
  const expiresOn = writtenDate(EXPIRES.exec(rest)?.[1] ?? '')
  return {
    label,
    number,
    ...(issuingCountry === undefined ? {} : { issuingCountry }),
    ...(issuedOn === undefined ? {} : { issuedOn }),
    ...(expiresOn?.length === 10 ? { expiresOn } : {}),
    note: statement,
  }
}

function typeOf(label: string): NonNullable<ReturnType<typeof documentTypeOf>> {
  if (/D\.N\.I|C\.U\.R\.P|SSN|National ID No/.test(label)) return 'national-number'
  return documentTypeOf(label) ?? 'other'
}

/** Numbers of companies, ships and aircraft, and of taxpayers, are no documents. */
function identifierTypeOf(label: string): IdentifierInput['type'] | undefined {
  return IDENTIFIER_LABELS.find(({ pattern }) => pattern.test(label))?.type
}

const IDENTIFIER_LABELS: readonly {
  readonly pattern: RegExp
  readonly type: IdentifierInput['type']
}[] = [
  { pattern: /tax|V\.A\.T|\bNIT\b|\bRUC\b|\bRTN\b|R\.F\.C|C\.U\.I\.T/i, type: 'tax-number' },
  { pattern: /company|commercial|business|D-U-N-S|mercantil/i, type: 'registration-number' },
  { pattern: /\bIMO\b/, type: 'imo' },
  { pattern: /MMSI/, type: 'mmsi' },
  { pattern: /tail number/i, type: 'aircraft' },
  { pattern: /aircraft/i, type: 'serial-number' },
  { pattern: /regist|gazette/i, type: 'registration-number' },
]

/** A number whose form its type does not have is kept as a number of a register, so that it is found as before. */
function identifier({ label, number, issuingCountry, note }: LabelledNumber): readonly IdentifierInput[] {
  const type = identifierTypeOf(label)
  if (type === undefined) return []
  const written = {
    value: number,
    ...(issuingCountry === undefined ? {} : { country: issuingCountry }),
    ...(note === undefined ? {} : { note }),
  }
  const read = identifierOf({ ...written, type })
  return read.length > 0 ? read : identifierOf({ ...written, type: 'registration-number' })
}

/** Statements of whom one is linked to speak of somebody else's addresses. */
const isProse = (statement: string): boolean =>
  /^(?:Linked To|a\.k\.a|f\.k\.a)/.test(statement) || labelledNumber(statement) !== undefined

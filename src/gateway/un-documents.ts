import type { z } from 'zod'
import type { DocumentType, IdentityDocumentField } from '#acts/person.ts'
import { LIMITS } from '#kernel/limits.ts'
import { countryNamed, countryOfAdjective } from './countries.ts'
import { documentTypeOf, numberIn } from './document-words.ts'
import type { EntryFields } from './entry-fields.ts'
import { WRITTEN_DATE, writtenDate } from './written-dates.ts'

type DocumentInput = z.input<typeof IdentityDocumentField>

export interface UnDocuments {
  readonly documents: readonly DocumentInput[]
  /** Documents in which no number could be found, as text for the summary. */
  readonly unplaced: readonly string[]
}

/**
 * The documents of an individual. A number that the list wraps in words is taken out, because checks look numbers
 * up exactly; the field as the list has it stays in the note.
 */
export function unDocuments(fields: EntryFields): UnDocuments {
  const documents: DocumentInput[] = []
  const unplaced: string[] = []
  for (const group of fields.groups('INDIVIDUAL_DOCUMENT')) {
    const written = writtenDocument(group)
    const document = documentOf(written)
    const rest = Object.values(written).filter((part) => part !== undefined)
    if (document !== undefined) documents.push(document)
    else if (rest.length > 0) unplaced.push(`Document: ${rest.join(', ')}`)
  }
  return { documents, unplaced }
}

interface WrittenDocument {
  readonly type: string | undefined
  readonly subtype: string | undefined
  readonly number: string | undefined
  readonly issuingCountry: string | undefined
  readonly issuedOn: string | undefined
  readonly city: string | undefined
  readonly country: string | undefined
  readonly note: string | undefined
}

function writtenDocument(group: EntryFields): WrittenDocument {
  return {
    type: group.take('TYPE_OF_DOCUMENT'),
    subtype: group.take('TYPE_OF_DOCUMENT2'),
    number: group.take('NUMBER'),
    issuingCountry: group.take('ISSUING_COUNTRY'),
    issuedOn: group.take('DATE_OF_ISSUE'),
    city: group.take('CITY_OF_ISSUE'),
    country: group.take('COUNTRY_OF_ISSUE'),
    note: group.take('NOTE'),
  }
}

function documentOf(written: WrittenDocument): DocumentInput | undefined {
  const inWords = written.number ?? (/\d/.test(written.subtype ?? '') ? written.subtype : written.note) ?? ''
  const number = numberIn(inWords) ?? written.number
  if (number === undefined || number.length > LIMITS.shortTextChars) return undefined
  // Where a city is named, the country beside it is where a consulate issued the document, not whose it is.
  const country = written.issuingCountry ?? (written.city === undefined ? written.country : undefined)
  const issuingCountry =
    country === undefined
      ? countryOfAdjective([written.subtype ?? '', inWords].join(' '))
      : countryNamed(country)
  const issuedOn = writtenDate(written.issuedOn ?? '') ?? dateAfter(ISSUED, written.note)
  const expiresOn = dateAfter(EXPIRES, written.note) ?? dateAfter(EXPIRES, written.number)
  const note = noteOf(written, number, issuingCountry === undefined)
  return {
    type: typeOf(written),
    number,
    ...(issuingCountry === undefined ? {} : { issuingCountry }),
    ...(issuedOn === undefined ? {} : { issuedOn }),
    ...(expiresOn?.length === 10 ? { expiresOn } : {}),
    ...(note === '' ? {} : { note }),
  }
}

/** The words around the number say most; the list's own two types follow. */
function typeOf(written: WrittenDocument): DocumentType {
  const wrapped = written.number ?? written.note
  return documentTypeOf(wrapped, written.subtype, written.type) ?? 'other'
}

const EXPIRES = new RegExp(
  `(?:expir\\w*|valid until|expiry)(?: date| on| of)*\\s*:?\\s*(${WRITTEN_DATE})`,
  'i',
)
const ISSUED = new RegExp(`issued(?: on| in)?\\s*:?\\s*(${WRITTEN_DATE})`, 'i')

const dateAfter = (pattern: RegExp, text: string | undefined): string | undefined =>
  writtenDate(pattern.exec((text ?? '').slice(0, SEARCHED_CHARS))?.[1] ?? '')

/** Notes are a line or two; the start of a longer one is enough to search. */
const SEARCHED_CHARS = 1_000

/** All that the other fields do not say already, in the list's words. */
function noteOf(written: WrittenDocument, number: string, countryUnknown: boolean): string {
  const isIssuer = written.issuingCountry === undefined && written.city === undefined && !countryUnknown
  const countrySaid = written.country === written.issuingCountry || isIssuer
  const issuedAt = [written.city, countrySaid ? undefined : written.country]
    .filter((part) => part !== undefined)
    .join(', ')
  return [
    written.subtype,
    written.number === number ? undefined : written.number,
    countryUnknown ? written.issuingCountry : undefined,
    issuedAt === '' ? undefined : `issued at ${issuedAt}`,
    written.issuedOn !== undefined && writtenDate(written.issuedOn) === undefined
      ? written.issuedOn
      : undefined,
    written.note,
  ]
    .filter((part) => part !== undefined)
    .join('; ')
}

import { type Traveller, TravellerField } from '#acts/traveller.ts'
import { countryOfAlpha3 } from '#gateway/countries.ts'
import { type CountryCode, isCountryCode } from '#kernel/ids.ts'
import { isPartialDate, type PartialDate } from '#kernel/days.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { DateOrder, RowFault, RowField } from './passenger-row.ts'

/** The texts of one row by field, and the documents that it lists by themselves. */
export interface RowTexts {
  readonly fields: Readonly<Partial<Record<RowField, string>>>
  readonly documents?: readonly DocumentTexts[]
}
export interface DocumentTexts {
  readonly number: string
  readonly country?: string
  readonly type?: string
}

/** The traveller that a row's texts describe; or the first field that does not fit. Nothing is guessed. */
export function travellerOf(texts: RowTexts, dates: DateOrder): Result<Traveller, RowFault> {
  const fields = present(texts.fields)
  const birthDate = fields.birthDate === undefined ? undefined : writtenDay(fields.birthDate, dates)
  if (fields.birthDate !== undefined && birthDate === undefined) return misfit('birthDate')
  const nationality = fields.nationality === undefined ? 'none' : countryIn(fields.nationality)
  if (nationality === undefined) return misfit('nationality')
  const sex = fields.sex === undefined ? 'none' : SEX_WORDS.get(fields.sex.toLowerCase())
  if (sex === undefined) return misfit('sex')
  const plateCountry = fields.plateCountry === undefined ? 'none' : countryIn(fields.plateCountry)
  if (plateCountry === undefined) return misfit('plateCountry')
  const documents = documentsIn(fields, texts.documents ?? [])
  if (!documents.ok) return documents

  const name = fields.name ?? [fields.given, fields.surname].filter((part) => part !== undefined).join(' ')
  const { ref, vin, plate } = fields
  const traveller = TravellerField.safeParse({
    ...(ref !== undefined && { ref }),
    ...(name !== '' && { name }),
    ...(birthDate !== undefined && { birthDate }),
    ...(nationality !== 'none' && { nationality }),
    ...(sex !== 'none' && { sex }),
    ...(documents.value.length > 0 && { documents: documents.value }),
    ...((vin !== undefined || plate !== undefined) && {
      vehicle: {
        ...(vin !== undefined && { vin }),
        ...(plate !== undefined && { plate }),
        ...(plateCountry !== 'none' && { plateCountry }),
      },
    }),
  })
  if (traveller.success) return ok(traveller.data)
  const isEmpty = name === '' && documents.value.length === 0 && vin === undefined && plate === undefined
  return isEmpty
    ? refuse({ kind: 'row/nothing-to-search' })
    : misfit(fieldAt(traveller.error.issues[0]?.path))
}

const misfit = (field: RowField): { readonly ok: false; readonly refusal: RowFault } =>
  refuse({ kind: 'row/field', field })

function fieldAt(path: readonly PropertyKey[] = []): RowField {
  const [first, , third] = path
  switch (first) {
    case 'documents':
      return third === 'type' ? 'documentType' : 'documentNumber'
    case 'vehicle':
      return path[1] === 'plate' ? 'plate' : 'vin'
    case 'ref':
    case 'birthDate':
    case 'nationality':
    case 'sex':
      return first
    default:
      return 'name'
  }
}

/** Blank cells are absent; so are the marks that lists fill them with. */
function present(fields: RowTexts['fields']): RowTexts['fields'] {
  const kept: Partial<Record<RowField, string>> = {}
  let field: RowField
  for (field in fields) {
    const text = (fields[field] ?? '').trim()
    if (text !== '' && text !== '-') kept[field] = text
  }
  return kept
}

type Documents = NonNullable<Traveller['documents']>

function documentsIn(
  { documentNumber, documentCountry, documentType }: RowTexts['fields'],
  listed: readonly DocumentTexts[],
): Result<Documents, RowFault> {
  const texts: readonly DocumentTexts[] = [
    ...(documentNumber === undefined
      ? []
      : [
          {
            number: documentNumber,
            ...(documentCountry !== undefined && { country: documentCountry }),
            ...(documentType !== undefined && { type: documentType }),
          },
        ]),
    ...listed,
  ]
  const documents: Documents = []
  for (const { number, country, type } of texts) {
    const issuingCountry = country === undefined || country === '' ? 'none' : countryIn(country)
    if (issuingCountry === undefined) return misfit('documentCountry')
    const known = type === undefined || type === '' ? 'none' : documentTypeIn(type)
    documents.push({
      number,
      ...(issuingCountry !== 'none' && { issuingCountry }),
      ...(known !== 'none' && { type: known }),
    })
  }
  return ok(documents)
}

/** Codes that documents print where there is no country (ICAO 9303-3 §5, parts B to D): they say nothing to search by. */
const NO_COUNTRY = /^(XX[A-CX]|UN[AKO]|XOM|XPO|XCC|XCE|XCO|XEC|XES|XMP|XDC|XBA|XIM|XCT|EUE|ZZZ|IAO|RKS|NTZ)$/

/** Two letters or three; `none` where the code is one of no country; nothing where it is none at all. */
export function countryIn(text: string): CountryCode | 'none' | undefined {
  const code = text.trim().toUpperCase()
  if (code.length === 2) return isCountryCode(code) ? code : undefined
  return countryOfAlpha3(code) ?? (NO_COUNTRY.test(code) ? 'none' : undefined)
}

export function documentTypeIn(text: string): NonNullable<Documents[number]['type']> {
  const code = text.trim().toUpperCase()
  if (code === 'PASSPORT' || code.startsWith('P')) return 'passport'
  if (code === 'VISA' || code.startsWith('V')) return 'visa'
  if (code === 'IDENTITY-CARD' || /^(A|C|I|ID)$/.test(code)) return 'identity-card'
  return code === 'RESIDENCE-PERMIT' ? 'residence-permit' : 'other'
}

const SEX_WORDS: ReadonlyMap<string, 'F' | 'M' | 'X' | 'none'> = new Map([
  ...['f', 'female', 'femme', 'féminin', 'feminin', 'mujer', 'femenino', 'أنثى', 'w'].map(
    (word) => [word, 'F'] as const,
  ),
  ...['m', 'male', 'homme', 'masculin', 'hombre', 'masculino', 'ذكر'].map((word) => [word, 'M'] as const),
  ['x', 'X'],
  ['u', 'none'],
  ['unknown', 'none'],
  ['unspecified', 'none'],
])

const COMPACT_DAY = /^(\d{4})(\d{2})(\d{2})$/
const WRITTEN_DAY = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/

/** A date as the sender declared its order. Day and month are never told apart by their size. */
function writtenDay(text: string, dates: DateOrder): PartialDate | undefined {
  if (isPartialDate(text)) return text
  const compact = COMPACT_DAY.exec(text)
  const written = dates === 'iso' ? null : WRITTEN_DAY.exec(text)
  const parts =
    compact !== null
      ? [compact[1], compact[2], compact[3]]
      : dates === 'day-first'
        ? [written?.[3], written?.[2], written?.[1]]
        : [written?.[3], written?.[1], written?.[2]]
  const day = parts.map((part, at) => (part ?? '').padStart(at === 0 ? 4 : 2, '0')).join('-')
  return isPartialDate(day) && !day.startsWith('0000') ? day : undefined
}

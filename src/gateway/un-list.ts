import type { z } from 'zod'
import type { BirthField, Name, PlaceField } from '#acts/person.ts'
import { LIMITS } from '#kernel/limits.ts'
import type { Result } from '#kernel/result.ts'
import { ok, refuse } from '#kernel/result.ts'
import { countryNamed } from './countries.ts'
import { EntryFields } from './entry-fields.ts'
import type { DraftInput, ListEntry, ListRefusal } from './list-entry.ts'
import { checkDraft } from './list-entry.ts'
import { listedNames } from './listed-name.ts'
import { unDocuments } from './un-documents.ts'
import { distinctIdentifiers, writtenIdentifiers } from './written-identifiers.ts'
import { writtenDate } from './written-dates.ts'
import type { ListShape, XmlElement } from './xml-entries.ts'

type BirthInput = z.input<typeof BirthField>
type PlaceInput = z.input<typeof PlaceField>

const UN_LIST_NAME = 'UN Security Council Consolidated List'

export const UN_LIST_SHAPE: ListShape = {
  root: 'CONSOLIDATED_LIST',
  sections: { INDIVIDUALS: 'INDIVIDUAL', ENTITIES: 'ENTITY' },
}

/**
 * The draft of one entry: kind `un-special` (RPD 95), status `un-sanctions`. What has no place in the vocabulary is
 * kept as text in the summary.
 */
export function unEntry(element: XmlElement): Result<ListEntry, ListRefusal> {
  const fields = new EntryFields(element)
  const id = fields.take('DATAID')
  if (id === undefined || !/^\d{1,12}$/.test(id)) {
    const fault = { code: 'number-required', limitDigits: 12 } as const
    return refuse({ kind: 'import/entry-invalid', line: fields.lineOf('DATAID'), field: 'DATAID', fault })
  }
  for (const bookkeeping of BOOKKEEPING) fields.take(bookkeeping)
  const draft = element.name === 'INDIVIDUAL' ? individual(fields) : entity(fields)
  const checked = checkDraft(draft, (field) => lineOf(fields, field))
  return checked.ok ? ok({ id, notice: checked.value }) : checked
}

/** The list's own housekeeping, which says nothing of the subject. Known here so that it is not kept as text. */
const BOOKKEEPING = ['VERSIONNUM', 'SORT_KEY', 'SORT_KEY_LAST_MOD']

function individual(fields: EntryFields): DraftInput {
  const remarks: string[] = []
  const nameTexts = ['FIRST_NAME', 'SECOND_NAME', 'THIRD_NAME', 'FOURTH_NAME'].flatMap((part) =>
    fields.takeAll(part),
  )
  const aliases = aliasesOf(fields, 'INDIVIDUAL_ALIAS', remarks)
  const comment = fields.take('COMMENTS1')
  const sex = sexOf(fields.take('GENDER')) ?? sexOf(/\bgender\s*:\s*(\w+)/i.exec(comment ?? '')?.[1])
  if (sex === undefined) fields.untake('GENDER')
  const { documents, unplaced } = unDocuments(fields)
  remarks.push(...unplaced)
  const subject = {
    type: 'person' as const,
    names: [...namesOf(nameTexts.join(' '), fields, remarks), ...aliases.names].filter(isFirst),
    documents: [...documents],
    ...identifiersIn(comment, fields),
    addresses: placesOf(fields, 'INDIVIDUAL_ADDRESS', remarks),
    births: distinct([...birthsOf(fields), ...aliases.births]),
    birthPlaces: distinct([
      ...placesOf(fields, 'INDIVIDUAL_PLACE_OF_BIRTH', remarks),
      ...aliases.birthPlaces,
    ]),
    nationalities: nationalitiesOf(fields, remarks),
    ...(sex === undefined ? {} : { sex }),
    titles: distinct(fields.values('TITLE')),
    designations: distinct(fields.values('DESIGNATION')),
  }
  return notice(fields, subject, comment, remarks)
}

function entity(fields: EntryFields): DraftInput {
  const remarks: string[] = []
  const names = namesOf(fields.takeAll('FIRST_NAME').join(' '), fields, remarks)
  const aliases = aliasesOf(fields, 'ENTITY_ALIAS', remarks)
  const comment = fields.take('COMMENTS1')
  const subject = {
    type: 'entity' as const,
    names: [...names, ...aliases.names].filter(isFirst),
    documents: [],
    ...identifiersIn(comment, fields),
    addresses: placesOf(fields, 'ENTITY_ADDRESS', remarks),
  }
  return notice(fields, subject, comment, remarks)
}

function notice(
  fields: EntryFields,
  subject: DraftInput['subject'],
  comment: string | undefined,
  remarks: readonly string[],
): DraftInput {
  const listedOn = dayIn(fields.take('LISTED_ON'))
  const programme = fields.take('UN_LIST_TYPE')
  // Others publish lists in the same format, and say so here.
  const [listType = 'UN List'] = fields.values('LIST_TYPE')
  const reference = fields.take('REFERENCE_NUMBER') ?? ''
  const updatedOn = distinct(fields.values('LAST_DAY_UPDATED').flatMap((text) => dayIn(text) ?? []))
  const summary = [comment ?? '', ...remarks, ...fields.leftovers()].filter((line) => line !== '').join('\n')
  return {
    kind: 'un-special',
    status: 'un-sanctions',
    subject,
    list: {
      name: listType === 'UN List' ? UN_LIST_NAME : listType,
      reference,
      ...(programme === undefined ? {} : { programme }),
    },
    ...(listedOn === undefined ? {} : { listedOn }),
    updatedOn,
    ...(summary === '' ? {} : { summary }),
  }
}

/** Telephone numbers, ships and accounts stand in the comment and in the notes of addresses. */
function identifiersIn(
  comment: string | undefined,
  fields: EntryFields,
): Pick<DraftInput['subject'], 'identifiers'> {
  const texts = [comment ?? '', ...fields.texts('NOTE')]
  const identifiers = distinctIdentifiers(texts.flatMap(writtenIdentifiers))
  return identifiers.length === 0 ? {} : { identifiers: [...identifiers] }
}

/** The list writes some days with the offset of New York: `2015-04-07-04:00`. */
const dayIn = (text: string | undefined): string | undefined =>
  text?.replace(/^(\d{4}-\d{2}-\d{2})[-+]\d{2}:\d{2}$/, '$1')

function namesOf(text: string, fields: EntryFields, remarks: string[]): readonly Name[] {
  const listed = listedNames(text, 'primary', 'good')
  const [primary, ...others] = listed.names
  const original = fields
    .takeAll('NAME_ORIGINAL_SCRIPT')
    .flatMap((script) => script.split(/[;؛/|]/))
    .map((script) => listedNames(script, 'original-script', 'good'))
  remarks.push(...[listed, ...original].flatMap((one) => one.remarks).map((remark) => `Name: ${remark}`))
  return [
    ...(primary === undefined ? [] : [primary]),
    ...original.flatMap((one) => one.names),
    ...others.map((name) => (name.use === 'primary' ? { ...name, use: 'alias' as const } : name)),
  ]
}

interface Aliases {
  readonly names: readonly Name[]
  readonly births: readonly BirthInput[]
  readonly birthPlaces: readonly PlaceInput[]
}

/** An alias may carry the birth that goes with that identity: it counts for the person, and the summary says whose it is. */
function aliasesOf(fields: EntryFields, group: string, remarks: string[]): Aliases {
  const names: Name[] = []
  const births: BirthInput[] = []
  const birthPlaces: PlaceInput[] = []
  for (const alias of fields.groups(group)) {
    const text = alias.take('ALIAS_NAME')
    const note = alias.take('NOTE')
    const listed = listedNames(
      text ?? '',
      useOf(alias.take('QUALITY'), note),
      qualityOf(alias.take('QUALITY')),
    )
    if (!QUALITIES.has(alias.take('QUALITY')?.toLowerCase() ?? '')) alias.untake('QUALITY')
    names.push(...listed.names, ...scriptsIn(note, qualityOf(alias.take('QUALITY'))))
    remarks.push(...listed.remarks.map((remark) => `Alias: ${remark}`))
    const bornOn = alias.take('DATE_OF_BIRTH')
    const on = bornOn === undefined ? undefined : writtenDate(bornOn)
    if (on !== undefined) births.push({ type: 'exact', on })
    const city = alias.take('CITY_OF_BIRTH')
    const country = alias.take('COUNTRY_OF_BIRTH')
    const place = placeOf({ city, country })
    if (place.place !== undefined) birthPlaces.push(place.place)
    const about = [note, bornOn, city, country].filter((part) => part !== undefined)
    const saidByUse = about.length === 1 && note !== undefined && FORMER_NOTE.test(note)
    if (about.length > 0 && !saidByUse) remarks.push(`Alias ${text ?? '(unnamed)'}: ${about.join(', ')}`)
  }
  return { names, births, birthPlaces }
}

const QUALITIES = new Set(['', 'good', 'low', 'a.k.a.', 'f.k.a.'])
const FORMER_NOTE = /^(?:previously|formerly) listed as\.?$/i

const qualityOf = (listed: string | undefined): Name['quality'] =>
  listed?.toLowerCase() === 'low' ? 'low' : 'good'

const useOf = (quality: string | undefined, note: string | undefined): Name['use'] =>
  quality?.toLowerCase() === 'f.k.a.' || /^(?:previously|formerly) listed as/i.test(note ?? '')
    ? 'former'
    : 'alias'

/** `original script: …`, `In Arabic: …`: the same alias as its bearer writes it. */
function scriptsIn(note: string | undefined, quality: Name['quality']): readonly Name[] {
  const found = /(?:original script|in [A-Z]\w+(?: script)?)\s*:\s*([^.;()\p{Script=Latin}]+)$/iu.exec(
    note?.slice(-300) ?? '',
  )
  return listedNames(found?.[1] ?? '', 'original-script', quality).names
}

function birthsOf(fields: EntryFields): readonly BirthInput[] {
  return fields.groups('INDIVIDUAL_DATE_OF_BIRTH').flatMap((birth) => {
    const type = birth.take('TYPE_OF_DATE') ?? ''
    const found = birthOf(birth, type.toUpperCase())
    if (found === undefined) {
      for (const name of ['TYPE_OF_DATE', 'DATE', 'YEAR', 'FROM_YEAR', 'TO_YEAR']) birth.untake(name)
    }
    return found ?? []
  })
}

function birthOf(birth: EntryFields, type: string): BirthInput | undefined {
  const approximate = type === 'APPROXIMATELY' ? 'approximately' : 'exact'
  const from = yearIn(birth.take('FROM_YEAR'))
  const to = yearIn(birth.take('TO_YEAR'))
  if (from !== undefined && to !== undefined) return { type: 'between', fromYear: from, toYear: to }
  const date = birth.take('DATE')
  const year = birth.take('YEAR')
  const on = writtenDate(
    dayIn(date) ?? [monthNoted(birth), year].filter((part) => part !== undefined).join(' '),
  )
  if (on !== undefined) return { type: approximate, on }
  const oneYear = from ?? to
  if (oneYear !== undefined) return { type: 'approximately', on: String(oneYear).padStart(4, '0') }
  return birthNoted(birth, approximate)
}

const yearIn = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{4}$/.test(text) ? Number(text) : undefined

/** `YEAR 1973` with the note `Sep.` is a month. Any other note stays for the summary. */
function monthNoted(birth: EntryFields): string | undefined {
  const note = birth.take('NOTE')
  if (note !== undefined && writtenDate(`${note} 2000`) !== undefined && !/\d/.test(note)) return note
  birth.untake('NOTE')
  return undefined
}

/** `Nov. 1973`, or the one year of a remark such as `Between Aug. and Sep. 1977`; a Hijri year is not converted. */
function birthNoted(birth: EntryFields, type: 'exact' | 'approximately'): BirthInput | undefined {
  const note = birth.take('NOTE') ?? ''
  const on = writtenDate(note)
  if (on !== undefined) return { type, on }
  birth.untake('NOTE')
  const years = note.match(/\b(?:18|19|20)\d{2}\b/g) ?? []
  const [year] = years
  if (years.length !== 1 || year === undefined || /hijri/i.test(note)) return undefined
  return { type: 'approximately', on: year }
}

function placesOf(fields: EntryFields, group: string, remarks: string[]): PlaceInput[] {
  const found = fields.groups(group).flatMap((place) => {
    const parts = {
      city: place.take('CITY'),
      region: place.take('STATE_PROVINCE'),
      country: place.take('COUNTRY'),
      other: [...place.takeAll('STREET'), ...place.takeAll('ZIP_CODE'), ...place.takeAll('NOTE')].join(', '),
    }
    const { place: fitting, tooLong } = placeOf(parts)
    remarks.push(
      ...tooLong.map((long) => `${group.includes('BIRTH') ? 'Place of birth' : 'Address'}: ${long}`),
    )
    return fitting ?? []
  })
  return distinct(found)
}

interface WrittenPlace {
  readonly city?: string | undefined
  readonly region?: string | undefined
  readonly country?: string | undefined
  readonly other?: string | undefined
}

/** A place with its country as a code; what has no code, and street and remarks, in `text`. */
function placeOf(written: WrittenPlace): { place: PlaceInput | undefined; tooLong: readonly string[] } {
  const code = written.country === undefined ? undefined : countryNamed(written.country)
  const text = [written.other, code === undefined ? written.country : undefined]
    .filter((part) => part !== undefined && part !== '')
    .join(', ')
  const place = {
    ...fitting('city', written.city),
    ...fitting('region', written.region),
    ...(code === undefined ? {} : { country: code }),
    ...fitting('text', text),
  }
  const tooLong = [written.city, written.region, text].filter(
    (part) => (part?.length ?? 0) > LIMITS.shortTextChars,
  )
  return {
    place: Object.keys(place).length === 0 ? undefined : place,
    tooLong: tooLong.filter((part) => part !== undefined),
  }
}

function fitting<K extends 'city' | 'region' | 'text'>(
  key: K,
  text: string | undefined,
): { readonly [P in K]?: string } {
  const fits = text !== undefined && text !== '' && text.length <= LIMITS.shortTextChars
  const field: { [P in K]?: string } = {}
  if (fits) Object.assign(field, { [key]: text })
  return field
}

/** A nationality without a code (a state that ceased, `na`) stays in the summary. */
function nationalitiesOf(fields: EntryFields, remarks: string[]): string[] {
  return distinct(
    fields.values('NATIONALITY').flatMap((text) => {
      const code = countryNamed(text)
      if (code === undefined) remarks.push(`Nationality: ${text}`)
      return code ?? []
    }),
  )
}

function sexOf(listed: string | undefined): 'F' | 'M' | undefined {
  const lower = listed?.toLowerCase()
  return lower === 'female' ? 'F' : lower === 'male' ? 'M' : undefined
}

/** The same name twice adds nothing; the first, and so the surest use of it, stays. */
const isFirst = (name: Name, at: number, all: readonly Name[]): boolean =>
  all.findIndex((other) => other.text === name.text) === at

function distinct<T>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item] as const)).values()]
}

function lineOf(fields: EntryFields, field: readonly PropertyKey[]): number {
  const [first, second] = field.map(String)
  const element = ELEMENTS.get(
    first === 'subject' || first === 'list' ? `${first}.${second ?? ''}` : (first ?? ''),
  )
  return element?.map((name) => fields.lineOf(name)).find((line) => line !== fields.line) ?? fields.line
}

const ELEMENTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['listedOn', ['LISTED_ON']],
  ['updatedOn', ['LAST_DAY_UPDATED']],
  ['summary', ['COMMENTS1']],
  ['list.reference', ['REFERENCE_NUMBER']],
  ['list.programme', ['UN_LIST_TYPE']],
  ['subject.names', ['FIRST_NAME', 'INDIVIDUAL_ALIAS', 'ENTITY_ALIAS']],
  ['subject.births', ['INDIVIDUAL_DATE_OF_BIRTH']],
  ['subject.birthPlaces', ['INDIVIDUAL_PLACE_OF_BIRTH']],
  ['subject.addresses', ['INDIVIDUAL_ADDRESS', 'ENTITY_ADDRESS']],
  ['subject.documents', ['INDIVIDUAL_DOCUMENT']],
  ['subject.nationalities', ['NATIONALITY']],
  ['subject.titles', ['TITLE']],
  ['subject.designations', ['DESIGNATION']],
])

import type { Traveller } from '#acts/traveller.ts'
import { alpha3OfCountry } from '#gateway/countries.ts'
import type { CountryCode } from '#kernel/ids.ts'

/** One traveller as a carrier would report them; names in two parts, dates whole. */
export interface WrittenTraveller {
  readonly surname: string
  readonly given: string
  readonly ref?: string
  readonly birthDate?: string
  readonly nationality?: CountryCode
  readonly sex?: 'F' | 'M' | 'X'
  readonly documents: readonly { readonly number: string; readonly issuingCountry: CountryCode }[]
}

export interface PaxlstStyle {
  /** Component, element, decimal, release, reserved, terminator; with it an UNA is written. */
  readonly service: string
  readonly hasAdvice: boolean
  readonly lineBreak: string
  /** `UNOA` … */
  readonly syntax: string
}

export const PLAIN_STYLE: PaxlstStyle = {
  service: ":+.? '",
  hasAdvice: true,
  lineBreak: '\r\n',
  syntax: 'UNOA',
}

/**
 * An interchange with one PAXLST message (UN/EDIFACT D.12B as the API guidelines of WCO, IATA and ICAO use it), with
 * the segments that a reader passes over among those that it reads.
 */
export function writePaxlst(
  travellers: readonly WrittenTraveller[],
  style: PaxlstStyle = PLAIN_STYLE,
): string {
  const [component = '', element = '', , release = '', , terminator = ''] = style.service
  const released = (text: string): string =>
    [...text]
      .map((char) => ([component, element, release, terminator].includes(char) ? release + char : char))
      .join('')
  const segment = (...elements: readonly (string | readonly string[])[]): string =>
    elements
      .map((each) => (typeof each === 'string' ? [each] : each).map(released).join(component))
      .join(element) + terminator

  const message = [
    segment('UNH', 'PAX001', ['PAXLST', 'D', '12B', 'UN', 'IATA'], 'EX1234/261123/0900', ['01', 'F']),
    segment('BGM', '745'),
    segment('NAD', 'MS', '', '', 'INVENTED AIR'),
    segment('COM', ['254 20 555 0100', 'TE']),
    segment('TDT', '20', 'EX1234', '', '', 'EX'),
    segment('LOC', '125', 'NBO'),
    segment('DTM', ['189', '2611231100', '201']),
    ...travellers.flatMap(({ surname, given, ref, birthDate, nationality, sex, documents }) => [
      segment('NAD', 'FL', '', '', given === '' ? surname : [surname, given]),
      ...(sex === undefined ? [] : [segment('ATT', '2', '', sex)]),
      ...(birthDate === undefined ? [] : [segment('DTM', ['329', birthDate.slice(2).replaceAll('-', '')])]),
      segment('GEI', '4', 'ZZZ'),
      segment('FTX', 'BAG', '', '', ['EX123456', '1']),
      segment('LOC', '178', 'NBO'),
      segment('LOC', '179', 'RAK'),
      ...(nationality === undefined ? [] : [segment('NAT', '2', codeOf(nationality))]),
      ...(ref === undefined ? [] : [segment('RFF', ['SEA', ref])]),
      segment('RFF', ['AEA', 'ABC123']),
      ...documents.flatMap(({ number, issuingCountry }) => [
        segment('DOC', ['P', '110', '111'], number),
        segment('DTM', ['36', '331021']),
        segment('LOC', '91', codeOf(issuingCountry)),
      ]),
    ]),
    segment('CNT', ['42', String(travellers.length)]),
  ]
  return [
    ...(style.hasAdvice ? [`UNA${style.service}`] : []),
    segment('UNB', [style.syntax, '4'], 'INVENTEDAIR', 'BORDER', ['261123', '0900'], '000000001', '', 'APIS'),
    segment('UNG', 'PAXLST', 'INVENTEDAIR', 'BORDER', ['261123', '0900'], '1', 'UN', ['D', '12B']),
    ...message,
    segment('UNT', String(message.length + 1), 'PAX001'),
    segment('UNE', '1', '1'),
    segment('UNZ', '1', '000000001'),
  ].join(style.lineBreak)
}

const codeOf = (country: CountryCode): string => alpha3OfCountry(country) ?? country

/** What a reader should make of a traveller that was written. */
export function readBack({
  surname,
  given,
  ref,
  documents,
  birthDate,
  ...rest
}: WrittenTraveller): Traveller {
  return {
    ...(ref !== undefined && { ref }),
    name: [given, surname].filter((part) => part !== '').join(' '),
    ...(birthDate !== undefined && { birthDate: birthDate as NonNullable<Traveller['birthDate']> }),
    ...rest,
    ...(documents.length > 0 && {
      documents: documents.map((document) => ({ ...document, type: 'passport' as const })),
    }),
  }
}

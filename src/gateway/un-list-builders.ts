import { utf8 } from '#kernel/bytes.ts'
import type { ListEntry, ListRefusal } from './list.ts'
import { readUnList } from './list.ts'

/** Files of the UN list's form, made for tests: invented people, and every way to be wrong. */

export function listOf(individuals: string, entities = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST><INDIVIDUALS>
${individuals}
</INDIVIDUALS><ENTITIES>${entities}</ENTITIES>
</CONSOLIDATED_LIST>`
}

export function individual(): string {
  return `<INDIVIDUAL>
  <DATAID>9000001</DATAID>
  <VERSIONNUM>1</VERSIONNUM>
  <FIRST_NAME>TESTAN</FIRST_NAME>
  <SECOND_NAME>AL-MITHALI</SECOND_NAME>
  <NAME_ORIGINAL_SCRIPT>تستان المثالي</NAME_ORIGINAL_SCRIPT>
  <TITLE><VALUE>Dr.</VALUE></TITLE>
  <DESIGNATION><VALUE>Head of
    nothing</VALUE></DESIGNATION>
  <UN_LIST_TYPE>TEST</UN_LIST_TYPE>
  <REFERENCE_NUMBER>TSi.001</REFERENCE_NUMBER>
  <LISTED_ON>2015-04-07-04:00</LISTED_ON>
  <LAST_DAY_UPDATED><VALUE>2016-10-13</VALUE><VALUE>2017-01-01</VALUE><VALUE/></LAST_DAY_UPDATED>
  <NATIONALITY><VALUE>Democratic Republic of the Congo</VALUE></NATIONALITY>
  <LIST_TYPE><VALUE>UN List</VALUE></LIST_TYPE>
  <GENDER>Male</GENDER>
  <INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
  <COMMENTS1>Invented throughout.</COMMENTS1>
  <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Testan the Example</ALIAS_NAME></INDIVIDUAL_ALIAS>
  <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Abu Mithal</ALIAS_NAME></INDIVIDUAL_ALIAS>
  <INDIVIDUAL_ADDRESS><STREET>1 Example Street</STREET><CITY>Nowhere</CITY>
    <COUNTRY>Libya</COUNTRY><NOTE>previous address</NOTE></INDIVIDUAL_ADDRESS>
  <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1970-01-02</DATE></INDIVIDUAL_DATE_OF_BIRTH>
  <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><YEAR>1971</YEAR></INDIVIDUAL_DATE_OF_BIRTH>
  <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1972</YEAR></INDIVIDUAL_DATE_OF_BIRTH>
  <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE>
    <FROM_YEAR>1973</FROM_YEAR><TO_YEAR>1975</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH>
  <INDIVIDUAL_PLACE_OF_BIRTH><CITY>Nowhere</CITY><STATE_PROVINCE>Far Province</STATE_PROVINCE>
    <COUNTRY>Iran (Islamic Republic of)</COUNTRY></INDIVIDUAL_PLACE_OF_BIRTH>
  <INDIVIDUAL_DOCUMENT>
    <TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT>
    <NUMBER>X0000001</NUMBER>
    <ISSUING_COUNTRY>Democratic People's Republic of Korea</ISSUING_COUNTRY>
    <DATE_OF_ISSUE>2001-02-03</DATE_OF_ISSUE>
    <CITY_OF_ISSUE>Nowhere</CITY_OF_ISSUE>
    <NOTE>expires on 2 Feb. 2011</NOTE>
  </INDIVIDUAL_DOCUMENT>
  <SORT_KEY/>
  <SORT_KEY_LAST_MOD/>
</INDIVIDUAL>`
}

export function plain(more: string): string {
  return `<INDIVIDUAL><DATAID>9000003</DATAID><FIRST_NAME>TESTAN</FIRST_NAME>
    <REFERENCE_NUMBER>TSi.003</REFERENCE_NUMBER>${more}</INDIVIDUAL>`
}

export function alias(name: string, quality: string, note = ''): string {
  return `<INDIVIDUAL_ALIAS><QUALITY>${quality}</QUALITY><ALIAS_NAME>${name}</ALIAS_NAME><NOTE>${note}</NOTE></INDIVIDUAL_ALIAS>`
}

export async function namesWith(more: string): Promise<ListEntry['notice']['subject']['names']> {
  const [entry] = await entriesOf(plain(more))
  return entry?.notice.subject.names ?? []
}

export async function entriesOf(individuals: string, entities = ''): Promise<readonly ListEntry[]> {
  const result = await readUnList(pieces(listOf(individuals, entities)))
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}

export async function refusalOf(source: AsyncIterable<Uint8Array>): Promise<ListRefusal> {
  const result = await readUnList(source)
  if (result.ok) throw new Error('accepted')
  return result.refusal
}

export async function* pieces(file: string | Uint8Array, size = 1_000): AsyncGenerator<Uint8Array> {
  const bytes = typeof file === 'string' ? utf8(file) : file
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

/** A gigabyte made while it is read; tells how much of it was asked for. */
export function endless(
  start: string,
  repeated: string,
): { readonly bytes: AsyncIterable<Uint8Array>; readonly given: () => number } {
  let given = 0
  const chunk = utf8(repeated.repeat(Math.ceil(16_384 / repeated.length)))
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield utf8(start)
    while (given < 1024 ** 3) {
      given += chunk.length
      yield chunk
    }
  }
  return { bytes: bytes(), given: () => given }
}

export const latin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'))
export const utf16 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf16le'))

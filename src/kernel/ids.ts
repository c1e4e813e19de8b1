import { COUNTRY_CODES } from './country-codes.ts'

declare const brand: unique symbol
type Brand<T, B extends string> = T & { readonly [brand]: B }

/** A UUID in lower-case text. New ones are version 7 (RFC 9562 §5.7): they sort by the time they were made. */
export type Uuid = Brand<string, 'Uuid'>

/** A member of the network, as its charter names it: 2 to 12 capital letters or digits (`MA`, `GS`, `CCF`). */
export type MemberId = Brand<string, 'MemberId'>

/** ISO 3166-1 alpha-2 code. Codes that documents carry beyond ISO (ICAO 9303-3 §5, such as `UNO`) stay with the MRZ reader. */
export type CountryCode = Brand<string, 'CountryCode'>

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const MEMBER = /^[A-Z0-9]{2,12}$/

export const isUuid = (text: string): text is Uuid => UUID.test(text)
export const isMemberId = (text: string): text is MemberId => MEMBER.test(text)
export const isCountryCode = (text: string): text is CountryCode => COUNTRY_CODES.has(text)

/**
 * Mints a version 7 UUID from a time in milliseconds since 1970 and 10 random bytes.
 *
 * Time and randomness come from the caller, so that a simulated world makes the same ids twice.
 */
export function mintUuid(nowMs: number, random10: Uint8Array): Uuid {
  if (random10.length < 10) throw new RangeError('a UUID needs 10 random bytes')
  const bytes = new Uint8Array(16)
  let time = Math.floor(nowMs)
  for (let at = 5; at >= 0; at--) {
    bytes[at] = time % 256
    time = Math.floor(time / 256)
  }
  bytes.set(random10.subarray(0, 10), 6)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as Uuid
}

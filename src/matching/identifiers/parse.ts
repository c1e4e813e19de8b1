import { ok, refuse, type Result } from '#kernel/result.ts'
import { parseIban, parseBic } from './accounts.ts'
import { compact } from './characters.ts'
import { parseAircraft, parseCallSign, parseImo, parseMmsi } from './craft.ts'
import { parseImei } from './devices.ts'
import { documentKey, registrationKey } from './documents.ts'
import { parseEmail } from './emails.ts'
import { exactKey } from './keys.ts'
import { parsePhone } from './phones.ts'
import { parseSite } from './sites.ts'
import type {
  CheckDigit,
  IdentifierAsked,
  IdentifierRefusal,
  IdentifierType,
  ParsedIdentifier,
} from './types.ts'
import { normaliseVin, plateKey, SHORTEST_CHASSIS_NUMBER_CHARS, VIN_CHARS } from './vehicles.ts'
import { parseWallet } from './wallets.ts'

/** The longest is the address of a page. */
const MAX_CHARS = 2_000

/**
 * Reads an identifier as people write it. A wrong check digit refuses nothing: who mistyped one should still find what is near.
 *
 * Refuses what holds nothing, is too long, or cannot be of its type.
 */
export function parseIdentifier(asked: IdentifierAsked): Result<ParsedIdentifier, IdentifierRefusal> {
  const { type, value, country } = asked
  // attacker-controlled: typed by people, or text of an imported list
  if (value.length > MAX_CHARS) return refuse({ kind: 'identifier/too-long', limitChars: MAX_CHARS })
  if (!/[\p{L}\p{N}]/u.test(value)) return refuse({ kind: 'identifier/empty' })
  const read = READERS[type](value, country)
  if (read === undefined) return refuse({ kind: 'identifier/wrong-form', type })
  return ok({ type, alsoAsk: [], check: 'none', ...read })
}

interface Read {
  readonly key: string
  readonly display: string
  readonly check?: CheckDigit
  readonly alsoAsk?: readonly string[]
}

type Reader = (value: string, country: string | undefined) => Read | undefined

const READERS: Readonly<Record<IdentifierType, Reader>> = {
  document: readDocument,
  'national-number': readDocument,
  'tax-number': readDocument,
  'registration-number': (value, issuer) => numbered(registrationKey({ number: value, issuer }), value),
  vin(value) {
    const { vin, checkDigit } = normaliseVin(value)
    const isPossible = vin.length >= SHORTEST_CHASSIS_NUMBER_CHARS && vin.length <= VIN_CHARS
    return isPossible ? { key: exactKey('vin', '', vin), display: vin, check: checkDigit } : undefined
  },
  plate: (value, country) => numbered(plateKey(value, country ?? ''), value),
  iban(value) {
    const iban = parseIban(value)
    return iban && { key: exactKey('account', '', iban.iban), display: iban.display, check: iban.check }
  },
  account(value, country) {
    const number = compact(value)
    return number.length < 4 ? undefined : numbered(exactKey('account', country ?? '', number), value)
  },
  bic(value) {
    const bic = parseBic(value)
    return bic === undefined ? undefined : { key: exactKey('bic', '', bic), display: bic }
  },
  phone: parsePhone,
  email(value) {
    const email = parseEmail(value)
    return email && { key: exactKey('email', '', email.address), display: email.display }
  },
  site(value) {
    const site = parseSite(value)
    if (site === undefined) return undefined
    const alsoAsk = site.host === undefined ? [] : [exactKey('site', '', site.host)]
    return { key: exactKey('site', '', site.site), display: site.display, alsoAsk }
  },
  wallet(value) {
    const wallet = parseWallet(value)
    return (
      wallet && { key: exactKey('wallet', '', wallet.address), display: wallet.display, check: wallet.check }
    )
  },
  imo(value) {
    const imo = parseImo(value)
    return imo && { key: exactKey('imo', '', imo.number), display: `IMO ${imo.number}`, check: imo.check }
  },
  mmsi(value) {
    const mmsi = parseMmsi(value)
    return mmsi === undefined ? undefined : { key: exactKey('mmsi', '', mmsi), display: mmsi }
  },
  'call-sign'(value) {
    const sign = parseCallSign(value)
    return sign === undefined ? undefined : { key: exactKey('call-sign', '', sign), display: sign }
  },
  aircraft(value) {
    const aircraft = parseAircraft(value)
    return aircraft && { key: exactKey('aircraft', '', aircraft.marks), display: aircraft.display }
  },
  imei(value) {
    const imei = parseImei(value)
    return imei && { key: exactKey('imei', '', imei.device), display: compact(value), check: imei.check }
  },
  'serial-number'(value) {
    const number = compact(value)
    return number.length < 3 ? undefined : numbered(exactKey('serial', '', number), value)
  },
}

function readDocument(value: string, issuer: string | undefined): Read | undefined {
  return compact(value).length < 3 ? undefined : numbered(documentKey({ number: value, issuer }), value)
}

const numbered = (key: string, value: string): Read | undefined =>
  key === '' ? undefined : { key, display: value.trim().slice(0, 80) }

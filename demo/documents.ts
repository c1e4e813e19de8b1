import { z } from 'zod'
import { CountryField, PartialDateField } from '#acts/fields.ts'
import type { TravelDocument, Vehicle } from '#acts/record.ts'
import { TravelDocumentField, VEHICLE_STATUSES } from '#acts/record.ts'
import { writeMrz, writeMrzTd3 } from '#gateway/mrz-write.ts'
import { assert } from '#kernel/assert.ts'

/** Everything here is invented: numbers, plates and people. The same seed makes the same data every time. */

/** People and organisations under invented sanctions, in the XML format of the UN list. */
export const INVENTED_LIST = new URL('./invented-list.xml', import.meta.url)

/** What the owner of a document records; the desk adds source, retention and the rest. */
export type TravelDocumentDraft = Pick<
  TravelDocument,
  'status' | 'documentType' | 'number' | 'issuingCountry' | 'missingSince'
>
export type VehicleDraft = Pick<
  Vehicle,
  'status' | 'vin' | 'plate' | 'plateCountry' | 'make' | 'model' | 'colour' | 'missingSince'
>

/** The passport that the first sample zone shows: recorded as stolen by Kenya. */
export const STOLEN_PASSPORT_KE = 'AK7300214'

/** About 200 travel documents that Kenya, Morocco and Singapore miss. */
export function missingTravelDocuments(seed = 93): readonly TravelDocumentDraft[] {
  const random = randomFrom(seed)
  const first = { status: 'stolen', documentType: 'passport', number: STOLEN_PASSPORT_KE, issuingCountry: 'KE' }
  const documents = [TravelDocumentDraftField.parse({ ...first, missingSince: '2026-02-11' })]
  const numbers = new Set([STOLEN_PASSPORT_KE])
  for (const issuingCountry of ['KE', 'MA', 'SG'] as const) {
    for (let made = 0; made < 67; ) {
      const documentType = random.pick(['passport', 'passport', 'passport', 'passport', 'identity-card', 'driving-licence'])
      const number = NUMBERS[issuingCountry](random)
      if (numbers.has(number)) continue
      numbers.add(number)
      const status = random.pick(['stolen', 'stolen', 'lost', 'lost', 'stolen-blank', 'revoked'])
      const document = { status, documentType, number, issuingCountry, missingSince: someDate(random) }
      documents.push(TravelDocumentDraftField.parse(document))
      made += 1
    }
  }
  return documents
}

/** 60 vehicles that Kenya, Morocco and Singapore miss, each identification number with its right check digit. */
export function missingVehicles(seed = 94): readonly VehicleDraft[] {
  const random = randomFrom(seed)
  return Array.from({ length: 60 }, (_, at) => {
    const plateCountry = (['KE', 'MA', 'SG'] as const)[at % 3] ?? 'KE'
    const [make, model, maker] = random.pick(MODELS)
    const vehicle = {
      status: random.pick(['stolen', 'stolen', 'stolen', 'missing']),
      vin: vinOf(maker, random),
      plate: PLATES[plateCountry](random),
      plateCountry,
      make,
      model,
      colour: random.pick(['white', 'silver', 'black', 'blue', 'red', 'green']),
      missingSince: someDate(random),
    }
    return VehicleDraftField.parse(vehicle)
  })
}

/** A zone to paste into a check, and what the check should say. */
export interface SampleZone {
  readonly format: 'TD1' | 'TD2' | 'TD3'
  readonly shows: 'stolen-document' | 'listed-person' | 'nothing'
  readonly text: string
}

/** Three invented holders: one with the stolen passport, one who is on the invented list, one of whom nothing is known. */
export const SAMPLE_ZONES: readonly SampleZone[] = [
  {
    format: 'TD3',
    shows: 'stolen-document',
    text: writeMrzTd3({
      issuingState: 'KEN',
      documentNumber: STOLEN_PASSPORT_KE,
      surname: 'Matunda',
      given: 'Achieng Pendo',
      birthDate: '910604',
      sex: 'F',
      expiryDate: '310219',
    }),
  },
  {
    format: 'TD1',
    shows: 'listed-person',
    text: writeMrz({
      format: 'TD1',
      documentCode: 'I<',
      issuingState: 'MAR',
      documentNumber: 'QX8841207',
      surname: 'Benkandil',
      given: 'Youssouf',
      nationality: 'MAR',
      birthDate: '840317',
      sex: 'M',
      expiryDate: '300901',
    }),
  },
  {
    format: 'TD2',
    shows: 'nothing',
    text: writeMrz({
      format: 'TD2',
      documentCode: 'I<',
      issuingState: 'SGP',
      documentNumber: 'S5520917F',
      surname: 'Ng Lim',
      given: 'Hui Cloud',
      nationality: 'SGP',
      birthDate: '880921',
      sex: 'F',
      expiryDate: '320115',
    }),
  },
]

/** Check digit of a vehicle identification number, its ninth sign (49 CFR 565.15(c)); `vin` has 17 signs. */
export function vinCheckDigit(vin: string): string {
  const weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]
  const sum = weights.reduce((total, weight, at) => total + weight * vinValue(vin[at] ?? '0'), 0)
  return sum % 11 === 10 ? 'X' : String(sum % 11)
}

function vinValue(sign: string): number {
  if (/\d/.test(sign)) return Number(sign)
  return VIN_VALUES.get(sign) ?? 0
}

/** I, O and Q are not used. */
const VIN_VALUES: ReadonlyMap<string, number> = new Map(
  ['AJ', 'BKS', 'CLT', 'DMU', 'ENV', 'FW', 'GPX', 'HY', 'RZ'].flatMap((letters, at) =>
    [...letters].map((letter) => [letter, letters === 'RZ' ? 9 : at + 1] as const),
  ),
)

const TravelDocumentDraftField = TravelDocumentField.pick({
  status: true,
  documentType: true,
  number: true,
  issuingCountry: true,
  missingSince: true,
})

const VehicleDraftField = z.strictObject({
  status: z.enum(VEHICLE_STATUSES),
  vin: z.string(),
  plate: z.string(),
  plateCountry: CountryField,
  make: z.string(),
  model: z.string(),
  colour: z.string(),
  missingSince: PartialDateField,
})

interface Random {
  /** A whole number from 0, below `end`. */
  readonly below: (end: number) => number
  readonly pick: <T>(items: readonly T[]) => T
  readonly digits: (count: number) => string
  readonly letters: (count: number) => string
}

/** Mulberry32: small and the same everywhere. For invented data only. */
function randomFrom(seed: number): Random {
  let state = seed
  const below = (end: number): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * end)
  }
  const signs = (alphabet: string, count: number): string =>
    Array.from({ length: count }, () => alphabet[below(alphabet.length)] ?? '').join('')
  return {
    below,
    pick: (items) => {
      const item = items[below(items.length)]
      assert(item !== undefined, 'there is something to pick from')
      return item
    },
    digits: (count) => signs('0123456789', count),
    letters: (count) => signs('ABCDEFGHJKLMNPRSTUVWXYZ', count),
  }
}

const NUMBERS = {
  KE: (random: Random) => `AK${random.digits(7)}`,
  MA: (random: Random) => `${random.letters(2)}${random.digits(7)}`,
  SG: (random: Random) => `K${random.digits(7)}${random.letters(1)}`,
} as const

const PLATES = {
  KE: (random: Random) => `KZ${random.letters(1)} ${random.digits(3)}${random.letters(1)}`,
  MA: (random: Random) => `${random.digits(5)}-${random.pick(['A', 'B', 'D'])}-${1 + random.below(80)}`,
  SG: (random: Random) => `S${random.letters(2)} ${1 + random.below(9_999)} ${random.letters(1)}`,
} as const

/** Make, model, and the maker's invented code: no maker has one that starts with ZZ. */
const MODELS = [
  ['Toyota', 'Hilux', 'ZZ1'],
  ['Toyota', 'Land Cruiser', 'ZZ1'],
  ['Dacia', 'Duster', 'ZZ2'],
  ['Renault', 'Kangoo', 'ZZ3'],
  ['Nissan', 'Patrol', 'ZZ4'],
  ['Hyundai', 'Tucson', 'ZZ5'],
  ['Isuzu', 'D-Max', 'ZZ6'],
  ['Mercedes-Benz', 'Sprinter', 'ZZ7'],
] as const

function vinOf(maker: string, random: Random): string {
  const start = `${maker}${random.letters(3)}${random.digits(2)}`
  const rest = `${random.letters(2)}${random.digits(6)}`
  return `${start}${vinCheckDigit(`${start}0${rest}`)}${rest}`
}

function someDate(random: Random): string {
  const [year, month, day] = [2021 + random.below(5), 1 + random.below(12), 1 + random.below(28)]
  const known = random.below(6)
  const parts = [String(year), ...(known === 0 ? [] : [pad(month)]), ...(known <= 1 ? [] : [pad(day)])]
  return parts.join('-')
}

const pad = (value: number): string => String(value).padStart(2, '0')

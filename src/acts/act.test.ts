import { describe, expect, test } from 'vitest'
import { ACT_TYPES, ActField } from './act.ts'
import { memberOf } from './charter.ts'
import { BirthField, NameField } from './person.ts'
import { RecordField, VehicleField } from './record.ts'

const header = {
  id: '01900000-0000-7000-8000-000000000001',
  network: 'entraide-test',
  issuer: 'KE',
  subject: '01900000-0000-7000-8000-000000000002',
  issuedAt: '2026-11-23T10:00:00.000Z',
  recipients: ['GS', 'SG'],
}
const travelDocument = {
  database: 'travel-documents',
  source: 'KE',
  recordedOn: '2026-11-23T10:00:00.000Z',
  purposes: ['identify'],
  confidentiality: 'official-use-only',
  retainUntil: '2030-01-01',
  event: 'Reported stolen',
  relevance: 'May be used abroad',
  status: 'stolen',
  documentType: 'passport',
  number: 'ZQ1234567',
  issuingCountry: 'KE',
}
const published = { ...header, type: 'record/published', body: { record: travelDocument } }
const isAct = (act: unknown): boolean => ActField.safeParse(act).success

describe('an act', () => {
  test('of every known type has a schema of its own', () => {
    expect(ACT_TYPES).toHaveLength(ActField.options.length)
    expect(isAct(published)).toBe(true)
  })

  test.each([
    ['an unknown type', { ...published, type: 'record/exploded' }],
    ['a field nobody knows', { ...published, forwardTo: 'XX' }],
    [
      'a field nobody knows in its record',
      { ...published, body: { record: { ...travelDocument, note: 'x' } } },
    ],
    ['a body of another type', { ...published, type: 'hit/reported' }],
    ['an id that is no UUID', { ...published, id: '1' }],
    ['a time without milliseconds', { ...published, issuedAt: '2026-11-23T10:00:00Z' }],
    ['a recipient that is no member id', { ...published, recipients: ['gs'] }],
    ['more recipients than the limit', { ...published, recipients: Array.from({ length: 401 }, () => 'GS') }],
    ['no purpose', { ...published, body: { record: { ...travelDocument, purposes: [] } } }],
    [
      'a purpose that is not one of nine',
      { ...published, body: { record: { ...travelDocument, purposes: ['curiosity'] } } },
    ],
    ['control characters', { ...published, body: { record: { ...travelDocument, event: 'a\u0000b' } } }],
    [
      'a day that does not exist',
      { ...published, body: { record: { ...travelDocument, retainUntil: '2030-02-30' } } },
    ],
    ['nothing', null],
  ])('with %s is refused', (_, act) => {
    expect(isAct(act)).toBe(false)
  })
})

describe('a record', () => {
  const vehicle = { ...travelDocument, database: 'vehicles', make: 'Marca' }
  const { number: _, issuingCountry: __, documentType: ___, ...bare } = vehicle

  test('of a vehicle needs its identification number or its plate', () => {
    expect(VehicleField.safeParse(bare).error?.issues[0]?.path).toEqual(['vin'])
    expect(RecordField.safeParse({ ...bare, plate: 'KAA 001X', plateCountry: 'KE' }).success).toBe(true)
  })

  test('keeps what is unknown of a birth unknown', () => {
    expect(BirthField.parse({ type: 'exact', on: '1980' })).toEqual({ type: 'exact', on: '1980' })
    expect(BirthField.safeParse({ type: 'between', fromYear: 1982, toYear: 1980 }).success).toBe(false)
  })

  test('keeps names in every script, trimmed and within the limit', () => {
    const name = { text: '  اسم مخترع ', use: 'primary', quality: 'good' }
    expect(NameField.parse(name).text).toBe('اسم مخترع')
    expect(NameField.safeParse({ ...name, text: 'x'.repeat(301) }).success).toBe(false)
    expect(NameField.safeParse({ ...name, text: '   ' }).success).toBe(false)
  })
})

test('nobody is found in a charter that does not name them', () => {
  expect(
    memberOf({ network: 'x', version: 1, issuedAt: '' as never, keeper: 'GS' as never, members: [] }, 'GS'),
  ).toBeUndefined()
})

import { sha256 } from '@noble/hashes/sha2.js'
import { createBase58check } from '@scure/base'
import { createReadStream, existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { utf8 } from '#kernel/bytes.ts'
import type { Day } from '#kernel/days.ts'
import {
  INVENTED_LIST,
  missingTravelDocuments,
  missingVehicles,
  SAMPLE_ZONES,
  STOLEN_PASSPORT_KE,
  vinCheckDigit,
} from '../../demo/documents.ts'
import { parseIdentifier } from '#matching/identifiers/parse.ts'
import type { ListEntry } from './list.ts'
import { readUnList } from './list.ts'
import { readMrz } from './mrz.ts'

const TODAY = '2026-06-15' as Day

describe('the invented list', () => {
  test('is read like the real one, with the same variety', async () => {
    const entries = await inventedEntries()
    const people = entries.flatMap(({ notice }) => (notice.subject.type === 'person' ? [notice.subject] : []))
    expect([people.length, entries.length - people.length]).toEqual([62, 12])
    expect(new Set(people.flatMap((person) => person.births.map((birth) => birth.type)))).toEqual(
      new Set(['exact', 'between', 'approximately']),
    )
    expect(
      new Set(people.flatMap((person) => person.names.map((name) => `${name.use} ${name.quality}`))),
    ).toEqual(new Set(['primary good', 'original-script good', 'alias good', 'alias low']))
    expect(people.filter((person) => person.documents.length > 0).length).toBeGreaterThan(40)
    expect(people.every((person) => person.nationalities.length > 0)).toBe(true)
  })

  test('names accounts, addresses and numbers that nobody can have, with right check digits', async () => {
    const identifiers = (await inventedEntries()).flatMap(({ notice }) => notice.subject.identifiers ?? [])
    expect(identifiers.map(({ type }) => type).toSorted()).toEqual(
      ['bic', 'email', 'email', 'iban', 'phone', 'phone', 'site', 'wallet', 'wallet'].toSorted(),
    )
    for (const { type, value } of identifiers) {
      const parsed = parseIdentifier({ type, value })
      expect(parsed.ok && parsed.value.check, value).not.toBe('invalid')
      // RFC 2606 keeps `.example` for examples; Ofcom keeps these numbers for drama; no bank is called ZZZZ.
      if (type === 'email' || type === 'site') expect(value).toMatch(/\.example$/)
      if (type === 'phone') expect(value).toMatch(/^\+44 20 7946 0\d{3}$/)
      if (type === 'iban') expect(value).toContain('ZZZZ')
      // Addresses made of the digest of a phrase: their key is nobody's.
      if (type === 'wallet') expect([1, 2].map(walletOfPhrase)).toContain(value)
    }
  })

  test('says of everyone that they are invented', async () => {
    for (const { notice } of await inventedEntries()) {
      expect(notice.summary).toMatch(/^Invented/)
      expect(notice.list.name).toBe('Invented List')
    }
  })

  const real = new URL('../../../shared/lists/', import.meta.url)
  if (!existsSync(real))
    console.warn('SKIPPED: the real lists are not beside this checkout (../shared/lists)')
  test.skipIf(!existsSync(real))('names nobody who is on a real list', async () => {
    const text = await Promise.all(
      ['un-consolidated.xml', 'ofac-sdn/sdn.csv', 'ofac-sdn/alt.csv'].map((file) =>
        readFile(new URL(file, real), 'utf8'),
      ),
    )
    const listed = new Set([
      ...(await realUnNames(real)),
      ...csvNames(text[1] ?? '', 1),
      ...csvNames(text[2] ?? '', 3),
    ])
    expect(listed.size).toBeGreaterThan(10_000)
    const clashes = (await inventedEntries()).flatMap(({ id, notice }) =>
      notice.subject.names
        .filter((name) => name.quality === 'good' && listed.has(folded(name.text)))
        .map(() => id),
    )
    expect(clashes).toEqual([])
  })
})

describe('the invented records', () => {
  test('are the same every time', () => {
    expect(missingTravelDocuments()).toEqual(missingTravelDocuments())
    expect(missingVehicles()).toEqual(missingVehicles())
  })

  test('are about 200 different documents of three countries', () => {
    const documents = missingTravelDocuments()
    expect(documents.length).toBe(202)
    expect(new Set(documents.map(({ number }) => number)).size).toBe(202)
    expect(new Set(documents.map(({ issuingCountry }) => issuingCountry))).toEqual(
      new Set(['KE', 'MA', 'SG']),
    )
  })

  test('are 60 different vehicles whose numbers have the right check digit', () => {
    const vins = missingVehicles().map(({ vin = '' }) => vin)
    expect(new Set(vins).size).toBe(60)
    for (const vin of vins) {
      expect(vin).toMatch(/^[A-HJ-NPR-Z0-9]{17}$/)
      expect(vinCheckDigit(vin)).toBe(vin[8])
    }
  })

  test('use the check digit of the standard: its worked example', () => {
    expect(vinCheckDigit('1M8GDM9AXKP042788')).toBe('X')
    expect(vinCheckDigit('11111111111111111')).toBe('1')
  })
})

describe('the sample zones', () => {
  test('are one of each format, every check digit right', () => {
    const readings = SAMPLE_ZONES.map(({ text }) => readMrz(text, TODAY))
    expect(readings.map((reading) => reading.ok && reading.value.format)).toEqual(['TD3', 'TD1', 'TD2'])
    expect(
      readings.every((reading) => reading.ok && reading.value.checks.every((check) => check.valid)),
    ).toBe(true)
  })

  test('show a passport that Kenya recorded as stolen', () => {
    const zone = SAMPLE_ZONES.find(({ shows }) => shows === 'stolen-document')
    const reading = readMrz(zone?.text ?? '', TODAY)
    const record = missingTravelDocuments().find(({ number }) => number === STOLEN_PASSPORT_KE)
    expect(reading).toMatchObject({ value: { documentNumber: STOLEN_PASSPORT_KE, issuingCountry: 'KE' } })
    expect(record).toMatchObject({ status: 'stolen', issuingCountry: 'KE' })
  })

  test('show a person of the invented list, by an alias and the date of birth', async () => {
    const zone = SAMPLE_ZONES.find(({ shows }) => shows === 'listed-person')
    const reading = readMrz(zone?.text ?? '', TODAY)
    const name = reading.ok ? folded(reading.value.names.text) : ''
    const listed = (await inventedEntries()).find(({ notice }) =>
      notice.subject.names.some(({ text }) => folded(text) === name),
    )
    expect(listed?.notice.subject).toMatchObject({ births: [{ on: reading.ok && reading.value.birthDate }] })
  })
})

async function inventedEntries(): Promise<readonly ListEntry[]> {
  const result = await readUnList(createReadStream(INVENTED_LIST))
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}

async function realUnNames(folder: URL): Promise<readonly string[]> {
  const result = await readUnList(createReadStream(new URL('un-consolidated.xml', folder)))
  return result.ok
    ? result.value.flatMap(({ notice }) => notice.subject.names.map(({ text }) => folded(text)))
    : []
}

const csvNames = (text: string, column: number): readonly string[] =>
  text.split('\n').map((row) => folded(row.match(/("[^"]*"|[^,]+)/g)?.[column] ?? ''))

/** Letters only, without accents, parts in alphabetical order. */
function folded(text: string): string {
  const parts =
    text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/\p{L}+/gu) ?? []
  return parts.sort().join(' ')
}

function walletOfPhrase(number: number): string {
  const digest = sha256(utf8(`Entraide demonstration wallet ${number}`))
  return createBase58check(sha256).encode(Uint8Array.of(0, ...digest.subarray(0, 20)))
}

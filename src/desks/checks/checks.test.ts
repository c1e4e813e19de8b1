import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { recordTravelDocument } from '#desks/records/record-travel-document.ts'
import { recordVehicle } from '#desks/records/record-vehicle.ts'
import { withdrawRecord } from '#desks/records/withdraw-record.ts'
import { importList } from '#desks/notices/import-list.ts'
import { readRecord } from '#desks/records/read-record.ts'
import { eraseExpiredChecks } from '#journal/check-store.ts'
import { COUNTRY_CODES } from '#kernel/country-codes.ts'
import type { CountryCode, Uuid } from '#kernel/ids.ts'
import { anActor, authorityOf } from '#testkit/actors.ts'
import {
  anEntry,
  anId,
  aNotice,
  aPublication,
  aTravelDocumentDraft,
  aVehicle,
  SECRETARIAT,
  SINGAPORE,
} from '#testkit/builders.ts'
import { feedWriter, receive } from '#testkit/feed-writer.ts'
import { accessesOf } from '#testkit/ledger-entries.ts'
import { openTestWorld, type TestNode, type TestWorld } from '#testkit/world.ts'
import type { Candidate } from './candidate.ts'
import { checkBorder } from './check-border.ts'
import { checkDocument } from './check-document.ts'
import { checkPerson } from './check-person.ts'
import { checkVehicle } from './check-vehicle.ts'
import { decideCandidate } from './decide-candidate.ts'

const border = anActor('border-officer', 'amina.border')
const colleague = anActor('border-officer', 'brian.border')
const bureau = anActor('bureau-officer')
const HOUR = 3_600_000

let world: TestWorld
let kenya: TestNode
let singapore: TestNode
let recordId: Uuid
beforeEach(async () => {
  world = await openTestWorld()
  kenya = world.node('KE')
  singapore = world.node('SG')
  const recorded = await recordTravelDocument(
    kenya.world,
    authorityOf(bureau, 'record:record'),
    aTravelDocumentDraft(),
  )
  if (!recorded.ok) throw new Error(recorded.refusal.kind)
  recordId = recorded.value.held.id
  await world.settle()
})
afterEach(() => world.close())

async function check(node = singapore, actor = border) {
  const asked = {
    purpose: 'border-control' as const,
    number: 'zq 731-5842',
    issuingCountry: 'KE' as CountryCode,
  }
  const found = await checkDocument(node.world, authorityOf(actor, 'check:document'), asked)
  if (!found.ok) throw new Error(found.refusal.kind)
  return found.value
}
const decide = (
  checkId: Uuid,
  decision: 'same' | 'not-same' | 'cannot-tell' = 'same',
  actor = border,
  node = singapore,
) =>
  decideCandidate(node.world, authorityOf(actor, 'check:decide'), {
    checkId,
    recordId,
    decision,
    reason: 'number agrees',
  })
const agreementIn = ({ strength, explanation }: Candidate): string =>
  explanation.type === 'key' ? `${strength} ${explanation.agreement}` : strength
const refusal = (kind: string) => ({ ok: false, refusal: { kind } })
const actsOf = async ({ sql }: TestNode, type: string): Promise<number> =>
  (await sql.query('select id from act where type = $1', [type])).length

describe('a check', () => {
  test('of a document finds it however it is spaced, says why and what may follow', async () => {
    const { candidates, purpose } = await check()
    expect(purpose).toBe('border-control')
    expect(candidates).toMatchObject([{ score: 1, strength: 'strong', held: { id: recordId, owner: 'KE' } }])
    expect(candidates[0]?.measures.mayNot).toContain('arrest-on-this-alone')
    expect(candidates[0]?.explanation).toMatchObject({ type: 'key', agreement: 'same' })
  })

  test('of a number that is one confusion away is possible, never strong', async () => {
    const asked = {
      purpose: 'border-control' as const,
      number: 'ZQ73I5842',
      issuingCountry: 'KE' as CountryCode,
    }
    const found = await checkDocument(singapore.world, authorityOf(border, 'check:document'), asked)
    expect(found.ok && found.value.candidates).toMatchObject([{ strength: 'possible' }])
  })

  test('of a number of another country, or that lost its zeros, is possible; of a truncated one finds nothing', async () => {
    const found = async (number: string, country?: string): Promise<readonly string[]> => {
      const asked = {
        purpose: 'border-control' as const,
        number,
        ...(country !== undefined && { issuingCountry: country as CountryCode }),
      }
      const checked = await checkDocument(singapore.world, authorityOf(border, 'check:document'), asked)
      return checked.ok ? checked.value.candidates.map(agreementIn) : [checked.refusal.kind]
    }
    expect(await found('ZQ7315842', 'MA')).toEqual(['possible other-issuer'])
    expect(await found('00ZQ7315842')).toEqual(['possible partial'])
    expect(await found('ZQ731584')).toEqual([])
    expect(await found('2Q73I5842'), 'two confusions').toEqual([])
  })

  test('of nothing is refused, and leaves no mark of a look-up', async () => {
    const before = (await accessesOf(singapore)).length
    const { world: desk } = singapore
    const nothing = refusal('check/nothing-to-search')
    const asked = { purpose: 'border-control' as const }
    expect(
      await checkDocument(desk, authorityOf(border, 'check:document'), { ...asked, number: ' - ' }),
    ).toEqual(nothing)
    expect(await checkPerson(desk, authorityOf(border, 'check:person'), { ...asked, name: '12 ?' })).toEqual(
      nothing,
    )
    expect((await accessesOf(singapore)).length).toBe(before)
  })

  test('of a person whose document counts in another calendar compares the day that it means', async () => {
    const { subject } = aNotice()
    const entry = anEntry('1')
    await importList(world.node('GS').world, authorityOf(anActor('notices-officer'), 'list:import'), {
      list: 'un-sc',
      entries: [{ ...entry, notice: { ...entry.notice, subject } }],
    })
    await world.settle()
    const desk = singapore.world
    const asked = { purpose: 'border-control' as const, name: 'Oleksa Drohvyn' }
    const levelOf = async (date: string) => {
      const checked = await checkPerson(desk, authorityOf(border, 'check:person'), {
        ...asked,
        birthInCalendar: { calendar: 'buddhist', date },
      })
      const [candidate] = checked.ok ? checked.value.candidates : []
      const explanation = candidate?.explanation
      return explanation?.type === 'person' ? explanation.match.birth.level : undefined
    }
    expect(await levelOf('2518-03-09')).toBe('same')
    const never = { calendar: 'persian', date: '1349-13-01' } as const
    expect(
      await checkPerson(desk, authorityOf(border, 'check:person'), { ...asked, birthInCalendar: never }),
    ).toEqual(refusal('check/birth-not-in-calendar'))
  })

  test('of a plate without its country finds that plate of every country, and with another one only possibly', async () => {
    const { purposes, event, relevance, status, make, plate, plateCountry } = aVehicle()
    const draft = { purposes, event, relevance, status, make, plate, plateCountry }
    await recordVehicle(kenya.world, authorityOf(bureau, 'record:record'), draft)
    const found = async (country?: string): Promise<readonly string[]> => {
      const asked = { purpose: 'border-control' as const, plate: 'qqx 771-z' }
      const checked = await checkVehicle(kenya.world, authorityOf(border, 'check:vehicle'), {
        ...asked,
        ...(country !== undefined && { plateCountry: country as CountryCode }),
      })
      return checked.ok ? checked.value.candidates.map(agreementIn) : [checked.refusal.kind]
    }
    expect([await found(), await found('KE'), await found('SG')]).toEqual([
      ['strong same'],
      ['strong same'],
      ['possible other-issuer'],
    ])
  })

  test('of an identification number (VIN) is the same but for its spacing, and possible one confusion away', async () => {
    const { purposes, event, relevance, status, make } = aVehicle()
    const draft = { purposes, event, relevance, status, make, vin: '1M8GDM9AXKP042788' }
    await recordVehicle(kenya.world, authorityOf(bureau, 'record:record'), draft)
    const found = async (vin: string): Promise<readonly string[]> => {
      const asked = { purpose: 'border-control' as const, vin }
      const checked = await checkVehicle(kenya.world, authorityOf(border, 'check:vehicle'), asked)
      return checked.ok ? checked.value.candidates.map(agreementIn) : [checked.refusal.kind]
    }
    expect(await found('1m8-gdm9ax-kpo42788')).toEqual(['strong same'])
    expect(await found('IM8GDM9AXKP04278B')).toEqual(['possible confusable'])
    expect(await found('1M8GDM9AXKP04278')).toEqual([])
  })

  test('of a document is answered for its own country, however many others have that number', async () => {
    const countries = [...COUNTRY_CODES].filter((code) => code !== 'KE').slice(0, 130)
    await importList(world.node('GS').world, authorityOf(anActor('notices-officer'), 'list:import'), {
      list: 'un-sc',
      entries: countries.map((code, at) => {
        const { notice, ...entry } = anEntry(String(at))
        const documents = [
          { type: 'passport' as const, number: 'ZQ7315842', issuingCountry: code as CountryCode },
        ]
        return { ...entry, notice: { ...notice, subject: { ...notice.subject, documents } } }
      }),
    })
    await world.settle()
    const { candidates, isCut } = await check()
    expect(candidates.map(agreementIn)).toEqual(['strong same', ...Array(19).fill('possible other-issuer')])
    expect(isCut).toBe(true)
  })

  test('of each kind is in the log, with its purpose and what was shown, and without what was asked', async () => {
    await importList(world.node('GS').world, authorityOf(anActor('notices-officer'), 'list:import'), {
      list: 'un-sc',
      entries: [anEntry('1', 'Oleksa Drohvyn')],
    })
    const { purposes, event, relevance, status, make, plate, plateCountry } = aVehicle()
    const draft = { purposes, event, relevance, status, make, plate, plateCountry }
    await recordVehicle(kenya.world, authorityOf(bureau, 'record:record'), draft)
    await world.settle()
    const purpose = 'border-control' as const
    const desk = singapore.world
    const before = (await accessesOf(singapore)).length
    await check()
    const person = await checkPerson(desk, authorityOf(border, 'check:person'), {
      purpose,
      name: 'Oleksa Drohvyn',
    })
    const vehicle = await checkVehicle(desk, authorityOf(border, 'check:vehicle'), {
      purpose,
      plate: 'qqx771z',
      plateCountry: 'KE' as CountryCode,
    })
    const traveller = await checkBorder(desk, authorityOf(border, 'check:person'), {
      purpose,
      name: 'Oleksa Drohvyn',
      documents: [{ number: 'ZQ7315842', issuingCountry: 'KE' as CountryCode }],
      vehicle: { plate: 'QQX 771Z', plateCountry: 'KE' as CountryCode },
    })
    expect(person.ok && person.value.candidates).toHaveLength(1)
    expect(vehicle.ok && vehicle.value.candidates).toHaveLength(1)
    expect(traveller.ok && traveller.value.candidates).toHaveLength(3)
    const entries = (await accessesOf(singapore)).slice(before)
    expect(entries).toMatchObject([
      { kind: 'check/document', actor: 'amina.border', purpose, records: [recordId], count: 1 },
      { kind: 'check/person', purpose, count: 1 },
      { kind: 'check/vehicle', purpose, count: 1 },
      { kind: 'check/border', purpose, count: 3 },
    ])
    const text = JSON.stringify(entries).toLowerCase()
    for (const asked of ['drohvyn', '7315842', 'qqx', '771z']) expect(text).not.toContain(asked)
  })

  test('that finds nothing is logged like one that finds', async () => {
    const asked = { purpose: 'security-check' as const, number: 'NB0000000' }
    await checkDocument(singapore.world, authorityOf(border, 'check:document'), asked)
    expect((await accessesOf(singapore)).at(-1)).toMatchObject({
      kind: 'check/document',
      count: 0,
      records: [],
    })
  })
})

describe('a decision', () => {
  test('“the same” tells the owner, and nobody else', async () => {
    const { id } = await check()
    expect(await decide(id)).toMatchObject({ ok: true })
    await world.settle()
    const hits = await kenya.sql.query('select reporter, box from hit')
    expect(hits).toEqual([{ reporter: 'SG', box: 'received' }])
    expect(await actsOf(world.node('GS'), 'hit/reported')).toBe(0)
    expect(await world.node('GS').sql.query('select number from feed_in where issuer = $1', ['SG'])).toEqual(
      [],
    )
  })

  test.each(['not-same', 'cannot-tell'] as const)('“%s” is kept and told to nobody', async (decision) => {
    const { id } = await check()
    expect(await decide(id, decision)).toEqual({ ok: true, value: { hitId: null } })
    expect(await actsOf(singapore, 'hit/reported')).toBe(0)
    expect((await accessesOf(singapore)).at(-1)).toMatchObject({
      kind: 'check/decided',
      outcome: decision,
      subject: recordId,
    })
  })

  test('is made once', async () => {
    const { id } = await check()
    await decide(id, 'not-same')
    expect(await decide(id, 'same')).toEqual(refusal('check/already-decided'))
    expect(await actsOf(singapore, 'hit/reported')).toBe(0)
  })

  test('is made once when it is sent twice at the same moment', async () => {
    const { id } = await check()
    const both = await Promise.all([decide(id), decide(id)])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await actsOf(singapore, 'hit/reported')).toBe(1)
  })

  test('is the officer’s who made the check: to others there is no such check', async () => {
    const { id } = await check()
    expect(await decide(id, 'same', colleague)).toEqual(refusal('check/unknown'))
    expect(await decide(anId(77))).toEqual(refusal('check/unknown'))
    // Who tries at a colleague's check leaves a mark (RPD 127).
    expect((await accessesOf(singapore)).slice(-2)).toMatchObject([
      { kind: 'access/refused', actor: 'brian.border', subject: id, outcome: 'check/unknown' },
      { kind: 'access/refused', actor: 'amina.border', subject: anId(77), outcome: 'check/unknown' },
    ])
  })

  test('has its time: afterwards the check is gone, and what was asked with it', async () => {
    const { id } = await check()
    world.pass(24 * HOUR)
    expect(await decide(id)).toEqual(refusal('check/unknown'))
    const { sql, context } = singapore
    await sql.transact((tx) => eraseExpiredChecks(tx, context.contents, context.now(), 100))
    expect(await sql.query('select id from check_made')).toEqual([])
    expect(await sql.query('select subject from content_key where subject like $1', [`%${id}`])).toEqual([])
  })

  test('shares its id with no record that another member publishes', async () => {
    const { id } = await check()
    const secretariat = world.node('GS')
    const issuer = SECRETARIAT
    const notice = aPublication(aNotice(), { subject: id, issuer, recipients: [SINGAPORE] })
    const sent = feedWriter(secretariat.context, SINGAPORE).write(notice)
    expect(await receive(singapore, secretariat, sent)).toEqual({ ok: true, value: true })
    const read = await readRecord(singapore.world, authorityOf(bureau, 'record:read'), id)
    expect(read).toEqual(refusal('record/unknown'))
  })

  test('takes no record with it, when its time is over, that its own member gave the id of the check', async () => {
    const { id } = await check()
    const body = { record: aVehicle({ source: SINGAPORE }) }
    const issued = await singapore.world.journal.transact((tx) =>
      tx.issue({ type: 'record/published', subject: id, recipients: [], body }),
    )
    expect(issued.ok).toBe(true)
    const { sql, context } = singapore
    world.pass(24 * HOUR)
    await sql.transact((tx) => eraseExpiredChecks(tx, context.contents, context.now(), 100))
    const read = await readRecord(singapore.world, authorityOf(bureau, 'record:read'), id)
    expect(read).toMatchObject({ ok: true })
  })

  test('is still possible a moment before its time is over', async () => {
    const { id } = await check()
    world.pass(24 * HOUR - 1000)
    expect(await decide(id)).toMatchObject({ ok: true })
  })

  test('is about a candidate that the check showed', async () => {
    const other = await recordTravelDocument(
      kenya.world,
      authorityOf(bureau, 'record:record'),
      aTravelDocumentDraft({ number: 'NB4001001' }),
    )
    await world.settle()
    const { id } = await check()
    if (!other.ok) throw new Error(other.refusal.kind)
    const wrong = {
      checkId: id,
      recordId: other.value.held.id,
      decision: 'same' as const,
      reason: 'number agrees',
    }
    expect(await decideCandidate(singapore.world, authorityOf(border, 'check:decide'), wrong)).toEqual(
      refusal('check/candidate-unknown'),
    )
  })

  test('comes too late once the record is withdrawn, and the check is gone with it', async () => {
    const { id } = await check()
    await withdrawRecord(kenya.world, authorityOf(bureau, 'record:withdraw'), {
      id: recordId,
      reason: 'found again',
    })
    await world.settle()
    expect(await decide(id)).toEqual(refusal('check/unknown'))
    expect((await check()).candidates).toEqual([])
  })

  test('on a record of one’s own is a hit of one’s own, and no act travels', async () => {
    const { id } = await check(kenya)
    expect(await decide(id, 'same', border, kenya)).toMatchObject({ ok: true })
    expect(await kenya.sql.query('select box from hit')).toEqual([{ box: 'sent' }])
    const [sent] = await kenya.sql.query('select count(*) as n from feed_out')
    expect(sent?.['n'], 'only the publication').toBe(2)
  })
})

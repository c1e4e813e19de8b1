import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addAccount, listAccounts } from '#desks/administration/accounts.ts'
import { diagnoseNode } from '#desks/administration/diagnose-node.ts'
import { readLedger } from '#desks/administration/read-ledger.ts'
import { readNetwork } from '#desks/administration/read-network.ts'
import { verifyLedger } from '#desks/administration/verify-ledger.ts'
import { authorize } from '#desks/authority.ts'
import { checkDocument } from '#desks/checks/check-document.ts'
import { decideCandidate } from '#desks/checks/decide-candidate.ts'
import type { PartialDate } from '#kernel/days.ts'
import { type CountryCode, isUuid, type Uuid } from '#kernel/ids.ts'
import { PERMISSIONS, ROLE_PERMISSIONS, ROLES } from '#rulebook/permissions.ts'
import { anActor, authorityOf } from '#testkit/actors.ts'
import { anId, aTravelDocumentDraft, aVehicle } from '#testkit/builders.ts'
import { accessesOf } from '#testkit/ledger-entries.ts'
import { openTestWorld, type TestNode, type TestWorld } from '#testkit/world.ts'
import { listHits } from './list-hits.ts'
import { listRecords } from './list-records.ts'
import { readRecord } from './read-record.ts'
import { recordTravelDocument } from './record-travel-document.ts'
import { recordVehicle } from './record-vehicle.ts'
import { withdrawRecord } from './withdraw-record.ts'

const bureau = anActor('bureau-officer', 'test.bureau')
const administrator = anActor('administrator', 'test.administrator')

let world: TestWorld
let kenya: TestNode
let singapore: TestNode
beforeEach(async () => {
  world = await openTestWorld()
  kenya = world.node('KE')
  singapore = world.node('SG')
})
afterEach(() => world.close())

async function record(number: string, node = kenya): Promise<Uuid> {
  const draft = aTravelDocumentDraft({
    number,
    issuingCountry: node.context.self.id as string as CountryCode,
  })
  const recorded = await recordTravelDocument(node.world, authorityOf(bureau, 'record:record'), draft)
  if (!recorded.ok) throw new Error(recorded.refusal.kind)
  return recorded.value.held.id
}
const read = ({ world: desk }: TestNode, id: Uuid) => readRecord(desk, authorityOf(bureau, 'record:read'), id)
const withdraw = ({ world: desk }: TestNode, id: Uuid) =>
  withdrawRecord(desk, authorityOf(bureau, 'record:withdraw'), { id, reason: 'found again' })
const list = ({ world: desk }: TestNode, asked: Parameters<typeof listRecords>[2] = {}) =>
  listRecords(desk, authorityOf(bureau, 'record:read'), asked)
const refusal = (kind: string) => ({ ok: false, refusal: { kind } })

describe('recording', () => {
  test('the same document twice is refused, so that one withdrawal is enough; another kind of that number is not', async () => {
    const first = await record('XK1234567')
    const draft = aTravelDocumentDraft({ number: 'xk 123-4567' })
    const may = authorityOf(bureau, 'record:record')
    expect(await recordTravelDocument(kenya.world, may, draft)).toMatchObject({
      ok: false,
      refusal: { kind: 'record/already-recorded', record: first },
    })
    expect((await recordTravelDocument(kenya.world, may, { ...draft, documentType: 'visa' })).ok).toBe(true)
    const confusable = { ...draft, number: 'XK I234567' }
    expect((await recordTravelDocument(kenya.world, may, confusable)).ok, 'another number').toBe(true)
    await withdraw(kenya, first)
    expect((await recordTravelDocument(kenya.world, may, draft)).ok).toBe(true)
  })

  test('a number one confusion away from another is another document', async () => {
    await record('XK1234507')
    const draft = aTravelDocumentDraft({ number: 'XK12345O7' })
    const may = authorityOf(bureau, 'record:record')
    expect((await recordTravelDocument(kenya.world, may, draft)).ok).toBe(true)
  })

  test('a loss that is still to come, or a vehicle of impossible length, is refused', async () => {
    const may = authorityOf(bureau, 'record:record')
    const inYear = (year: string) => aTravelDocumentDraft({ missingSince: year as PartialDate })
    expect(await recordTravelDocument(kenya.world, may, inYear('2999-01-01'))).toMatchObject(
      refusal('record/loss-in-future'),
    )
    const year = kenya.world.clock.now().slice(0, 4)
    expect(
      (await recordTravelDocument(kenya.world, may, inYear(year))).ok,
      'this year, as far as is known',
    ).toBe(true)
    const { purposes, event, relevance, status, make } = aVehicle()
    const vehicle = (vin: string) =>
      recordVehicle(kenya.world, may, { purposes, event, relevance, status, make, vin })
    expect(await vehicle('1M8GDM9AXKP0427881')).toMatchObject(refusal('record/vin-impossible'))
    expect(await vehicle('A-B-C-D')).toMatchObject(refusal('record/vin-impossible'))
    expect((await vehicle('1M8GDM9A-XKP042788')).ok).toBe(true)
  })

  test('that the rulebook refuses writes nothing: no act, no record, no feed, no entry', async () => {
    const stateOf = async () => {
      const tables = ['act', 'envelope', 'record', 'feed_out', 'content_key', 'leaf']
      return Promise.all(
        tables.map(async (table) => (await kenya.sql.query(`select * from ${table}`)).length),
      )
    }
    const before = await stateOf()
    const draft = aTravelDocumentDraft({ issuingCountry: 'SG' as CountryCode, number: 'Z-7' })
    const refused = await recordTravelDocument(kenya.world, authorityOf(bureau, 'record:record'), draft)
    expect(refused).toMatchObject({
      ok: false,
      refusal: {
        kind: 'record/rules-refuse',
        refusals: [{ kind: 'rule/not-the-issuing-country' }, { kind: 'rule/document-number-too-short' }],
      },
    })
    expect(await stateOf()).toEqual(before)
  })

  test('is one transaction: when its last step fails nothing of it is left', async () => {
    const { journal } = kenya.world
    const failing = {
      ...kenya.world,
      journal: {
        transact: <T>(work: Parameters<typeof journal.transact<T>>[0]) =>
          journal.transact<T>((tx) =>
            work({ ...tx, log: () => Promise.reject(new Error('the log is full')) }),
          ),
      },
    }
    const recording = recordTravelDocument(
      failing,
      authorityOf(bureau, 'record:record'),
      aTravelDocumentDraft(),
    )
    await expect(recording).rejects.toThrow('the log is full')
    expect((await list(kenya)).total).toBe(0)
    expect(await kenya.sql.query('select id from act')).toEqual([])
    expect(kenya.index.sizes().keys).toBe(0)
    await record('NB4001001')
    await world.settle()
    expect((await list(singapore)).total).toBe(1)
  })
})

describe('withdrawing', () => {
  test('is the owner’s, and of what is held', async () => {
    const id = await record('NB4001001')
    await world.settle()
    expect(await withdraw(singapore, id)).toEqual(refusal('record/not-owner'))
    // The refusal tells that the record is held: it is a read, and leaves a mark like one.
    expect((await accessesOf(singapore)).at(-1)).toMatchObject({
      kind: 'access/refused',
      actor: 'test.bureau',
      subject: id,
      outcome: 'record/not-owner',
    })
    expect(await withdraw(kenya, anId(99))).toEqual(refusal('record/unknown'))
    expect((await accessesOf(kenya)).at(-1)).toMatchObject({ subject: anId(99), outcome: 'record/unknown' })
    expect((await read(singapore, id)).ok).toBe(true)
    expect((await withdraw(kenya, id)).ok).toBe(true)
    expect(await withdraw(kenya, id)).toEqual(refusal('record/already-withdrawn'))
  })

  test('leaves the owner who answered, and to the others not even that there was something', async () => {
    const id = await record('NB4001001')
    await world.settle()
    await withdraw(kenya, id)
    const before = await read(kenya, id)
    expect(before.ok && before.value.holders.map(({ state }) => state)).toEqual(['sent', 'sent'])
    await world.settle()
    const after = await read(kenya, id)
    expect(after.ok && after.value.held.record).toBeNull()
    expect(after.ok && after.value.holders.map(({ member, state }) => `${member} ${state}`)).toEqual([
      'GS erased',
      'SG erased',
    ])
    expect(await read(singapore, id)).toEqual(refusal('record/unknown'))
    expect(await read(singapore, anId(99))).toEqual(refusal('record/unknown'))
    expect((await list(singapore)).rows).toEqual([])
  })
})

describe('a list', () => {
  test('comes in pages, newest first, without gap or repetition while records are added and withdrawn', async () => {
    const ids: Uuid[] = []
    for (let at = 0; at < 7; at++) ids.push(await record(`NB400100${at}`))
    const first = await list(kenya, { limit: 3 })
    expect(first.rows.map(({ id }) => id)).toEqual(ids.toReversed().slice(0, 3))
    expect(first).toMatchObject({ total: 7, next: ids[4] })
    await withdraw(kenya, ids[2] as Uuid)
    await record('NB4001009')
    const second = await list(kenya, { limit: 3, after: first.next as Uuid })
    expect(second.rows.map(({ id }) => id)).toEqual([ids[3], ids[1], ids[0]])
    expect(second.next).toBeNull()
    expect((await list(kenya, { limit: 7 })).next).toBeNull()
  })

  test('is of one’s own, of all, or of one database', async () => {
    await record('NB4001001')
    await record('NB4001002', singapore)
    await world.settle()
    expect((await list(kenya, { scope: 'own' })).rows).toMatchObject([{ owner: 'KE', isOwn: true }])
    expect((await list(kenya, { scope: 'all' })).rows).toMatchObject([{ isOwn: false }, { isOwn: true }])
    expect((await list(kenya, { database: 'vehicles' })).rows).toEqual([])
  })

  test('is no longer than a page however much is asked', async () => {
    for (let at = 0; at < 103; at++) await record(`NB4001${String(at).padStart(3, '0')}`)
    const page = await list(kenya, { limit: 10_000 })
    expect([page.rows.length, page.total, page.next !== null]).toEqual([100, 103, true])
  })

  test('of hits has the title of what was hit, and comes in pages', async () => {
    const id = await record('NB4001001')
    await world.settle()
    for (let at = 0; at < 3; at++) {
      const asked = { purpose: 'border-control' as const, number: 'NB4001001' }
      const check = await checkDocument(singapore.world, authorityOf(bureau, 'check:document'), asked)
      if (!check.ok) throw new Error(check.refusal.kind)
      const decision = {
        checkId: check.value.id,
        recordId: id,
        decision: 'same' as const,
        reason: 'number agrees',
      }
      await decideCandidate(singapore.world, authorityOf(bureau, 'check:decide'), decision)
    }
    await world.settle()
    const hits = (after?: Uuid) =>
      listHits(kenya.world, authorityOf(bureau, 'hit:read'), { box: 'received', after, limit: 2 })
    const first = await hits()
    expect(first.rows.map(({ title }) => title)).toEqual(['NB4001001 (KE)', 'NB4001001 (KE)'])
    const second = await hits(first.next ?? undefined)
    expect(second.rows).toHaveLength(1)
    expect(second.next).toBeNull()
    expect((await listHits(kenya.world, authorityOf(bureau, 'hit:read'), { box: 'sent' })).rows).toEqual([])
  })
})

describe('every use case', () => {
  test('that reads or writes leaves its one entry in the log, by whom and about what', async () => {
    const id = await record('NB4001001')
    const uses: readonly (readonly [string, () => Promise<unknown>])[] = [
      ['record/read', () => read(kenya, id)],
      ['record/read', () => read(kenya, anId(99))],
      ['record/listed', () => list(kenya)],
      ['hit/listed', () => listHits(kenya.world, authorityOf(bureau, 'hit:read'), {})],
      ['network/read', () => readNetwork(kenya.world, authorityOf(bureau, 'network:read'))],
      ['ledger/read', () => readLedger(kenya.world, authorityOf(bureau, 'ledger:read'), {})],
      ['record/withdrawn', () => withdraw(kenya, id)],
      ['ledger/verified', () => verifyLedger(kenya.world, authorityOf(administrator, 'ledger:verify'))],
      ['node/diagnosed', () => diagnoseNode(kenya.world, authorityOf(administrator, 'node:diagnose'))],
      ['account/listed', () => listAccounts(kenya.world, authorityOf(administrator, 'account:manage'))],
      [
        'account/added',
        () => addAccount(kenya.world, authorityOf(administrator, 'account:manage'), anAccount),
      ],
    ]
    for (const [kind, use] of uses) {
      const before = (await accessesOf(kenya)).length
      await use()
      const entries = (await accessesOf(kenya)).slice(before)
      expect(
        entries.map((entry) => entry['kind']),
        kind,
      ).toEqual([kind])
      expect(entries[0]?.['actor']).toMatch(/^test\.(bureau|administrator)$/)
      expect(entries[0]?.['entity']).toBe('Test desk')
    }
    expect(
      (await accessesOf(kenya)).filter((entry) => 'subject' in entry && entry['kind'] === 'record/read'),
    ).toMatchObject([
      { subject: id, outcome: 'shown' },
      { subject: anId(99), outcome: 'nothing' },
    ])
  })

  test('leaves no content of a record in the log', async () => {
    const id = await record('NB4001001')
    await read(kenya, id)
    await withdraw(kenya, id)
    const text = JSON.stringify(await accessesOf(kenya))
    for (const word of ['NB4001001', 'bus station', 'found again']) expect(text).not.toContain(word)
    expect(isUuid(id)).toBe(true)
  })
})

const anAccount = {
  id: 'w.achieng',
  displayName: 'Wanjiru Achieng',
  entity: 'Busia border post',
  roles: ['border-officer' as const],
  language: 'en' as const,
  isDemonstration: false,
  passwordHash: null,
}

describe('the desk of administration', () => {
  test('adds an account once', async () => {
    const by = authorityOf(administrator, 'account:manage')
    expect(await addAccount(kenya.world, by, anAccount)).toMatchObject({ ok: true })
    expect(await addAccount(kenya.world, by, { ...anAccount, roles: ['administrator'] })).toEqual(
      refusal('account/exists'),
    )
    expect(await listAccounts(kenya.world, by)).toEqual([anAccount])
  })

  test('gives nobody a name that the log of accesses uses for no account', async () => {
    const by = authorityOf(administrator, 'account:manage')
    for (const id of ['operator', 'unknown'])
      expect(await addAccount(kenya.world, by, { ...anAccount, id })).toEqual(refusal('account/exists'))
    expect(await listAccounts(kenya.world, by)).toEqual([])
  })

  test('shows every member, with what was issued, applied and refused', async () => {
    await record('NB4001001')
    await world.settle()
    const { peers, counts } = await readNetwork(singapore.world, authorityOf(bureau, 'network:read'))
    expect(counts).toEqual({ notices: 0, 'travel-documents': 1, vehicles: 0 })
    expect(
      peers.map(({ member, isSelf, incoming }) => [member.id, isSelf, incoming.cursor, incoming.refused]),
    ).toEqual([
      ['GS', false, 0, 0],
      ['KE', false, 1, 0],
      ['SG', true, 0, 0],
    ])
    expect(new Set(peers.map(({ fingerprint }) => fingerprint)).size).toBe(3)
  })
})

describe('an authority', () => {
  test('is granted for what the role holds, and for nothing else', () => {
    for (const role of ROLES) {
      for (const permission of PERMISSIONS) {
        const granted = authorize(anActor(role), permission)
        expect(granted.ok, `${role}: ${permission}`).toBe(ROLE_PERMISSIONS[role].includes(permission))
        if (!granted.ok) expect(granted.refusal).toEqual({ kind: 'access/permission-missing', permission })
      }
    }
    expect(authorize({ ...anActor('border-officer'), roles: [] }, 'check:person').ok).toBe(false)
  })
})

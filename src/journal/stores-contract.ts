import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Instant, instantOf } from '#kernel/days.ts'
import type { Uuid } from '#kernel/ids.ts'
import {
  aCheck,
  aHit,
  aHitReport,
  anAccount,
  anId,
  anUpdate,
  aNotice,
  aPublication,
  aTravelDocument,
  aVehicle,
  aWithdrawal,
  KENYA,
  NOW,
  SECRETARIAT,
  SINGAPORE,
} from '#testkit/builders.ts'
import { openTestWorld, type TestNode, type TestWorld } from '#testkit/world.ts'
import { accountStore } from './account-store.ts'
import { addAct, contentKey, isActKnown, readAct } from './act-store.ts'
import { checkStore, eraseExpiredChecks } from './check-store.ts'
import { addConfirmation, eraseRecord, erasuresDue, isErasureOrdered, takeErasure } from './erasure-store.ts'
import {
  addEnvelope,
  addIncoming,
  addOutgoing,
  feedHead,
  incomingAfter,
  itemHashAt,
  outgoingAfter,
  peerStandings,
  putReceipt,
} from './feed-store.ts'
import { addHit, hitStore, isHitKnown } from './hit-store.ts'
import { importStore } from './import-store.ts'
import { describeGrowing } from './growing-contract.ts'
import { growTree, ledgerStore, leavesFrom, logAccess, logAct, logHead } from './ledger-store.ts'
import { MAIN_JOB_DONE, mainJob } from './main-job-contract.ts'
import { markWithdrawn, putRecord, recordHeading, recordsAfter, recordStore } from './record-store.ts'
import type { Sql, SqlWriter } from './sql.ts'

/** What every aggregate's store promises. Run on each dialect: what is written on one is read alike on all. */
export function describeStores(name: string, openStore: () => Promise<Sql>): void {
  describe(`the aggregates' stores on ${name}`, () => {
    let world: TestWorld
    let node: TestNode
    beforeEach(async () => {
      world = await openTestWorld({ openStore })
      node = world.node('KE')
    }, 60_000)
    afterEach(() => world.close())

    const inStore = <T>(work: (tx: SqlWriter) => Promise<T>): Promise<T> => node.sql.transact(work)
    const contents = () => node.context.contents
    const later = (ms: number): Instant => instantOf(Date.parse(NOW) + ms)
    const count = async (table: string): Promise<unknown> =>
      (await node.sql.query(`select count(*) as n from ${table}`))[0]?.['n']
    const keep = async (tx: SqlWriter, act: ReturnType<typeof aPublication>): Promise<void> => {
      await addAct(tx, contents(), act, NOW)
      if (act.type === 'record/published' || act.type === 'record/updated')
        await putRecord(tx, act, act.body.record.database, NOW)
    }

    test('acts are read back as they were signed, and a withdrawal keeps none of its words', async () => {
      const publication = aPublication(aTravelDocument({ event: 'ღ شاهد 😀 “quoted” \\ line\nbreak' }))
      const withdrawal = aWithdrawal({ id: anId(101) })
      await inStore(async (tx) => {
        await keep(tx, publication)
        await keep(tx, withdrawal)
      })
      expect(await readAct(node.sql, contents(), publication.id)).toEqual(publication)
      expect(await readAct(node.sql, contents(), withdrawal.id)).toBeUndefined()
      expect(await isActKnown(node.sql, withdrawal.id)).toBe(true)
      expect(await isActKnown(node.sql, anId(999))).toBe(false)
      const [row] = await node.sql.query('select content from act where id = $1', [publication.id])
      expect(Buffer.from(row?.['content'] as Uint8Array).includes('ZQ7315842')).toBe(false)
    })

    test('records are found, counted and paged newest first, without the withdrawn', async () => {
      const acts = [1, 2, 3, 4, 5].map((at) =>
        aPublication(aTravelDocument({ number: `ZQ00000${at}` }), { id: anId(100 + at), subject: anId(at) }),
      )
      const vehicle = aPublication(aVehicle(), { id: anId(110), subject: anId(10) })
      const notice = aPublication(aNotice(), { id: anId(111), subject: anId(11) })
      await inStore(async (tx) => {
        for (const act of [...acts, vehicle, notice]) await keep(tx, act)
        await keep(tx, aWithdrawal({ id: anId(120), subject: anId(3) }))
        await markWithdrawn(tx, anId(3), anId(120), NOW)
      })
      await inStore(async (tx) => {
        const store = recordStore(tx, contents())
        const first = await store.page({ database: 'travel-documents', limit: 3 })
        expect(first).toMatchObject({ total: 4, rows: [{ id: anId(5) }, { id: anId(4) }, { id: anId(2) }] })
        const after = first.rows.at(-1)?.id as Uuid
        expect(
          (await store.page({ database: 'travel-documents', after, limit: 3 })).rows.map(({ id }) => id),
        ).toEqual([anId(1)])
        expect((await store.page({ owner: SECRETARIAT, limit: 9 })).rows.map(({ id }) => id)).toEqual([
          anId(11),
        ])
        expect((await store.page({ limit: 9 })).total).toBe(6)
        expect(await store.counts()).toEqual({ notices: 1, 'travel-documents': 4, vehicles: 1 })
        expect(await store.find(anId(3))).toMatchObject({ record: null, withdrawnAt: NOW })
        expect(await store.find(anId(99))).toBeUndefined()
        expect(await store.find(anId(10))).toMatchObject({
          owner: KENYA,
          version: 1,
          record: { make: 'Karwana' },
        })
        expect((await store.findAll([anId(1), anId(99), anId(11)])).map(({ id }) => id)).toEqual([
          anId(1),
          anId(11),
        ])
        expect(await recordHeading(tx, anId(3))).toEqual({
          owner: KENYA,
          database: 'travel-documents',
          isWithdrawn: true,
          version: 1,
        })
      })
      const pages = [
        await recordsAfter(node.sql, contents(), '', 4),
        await recordsAfter(node.sql, contents(), anId(5), 4),
      ]
      expect(pages.map((page) => page.map(({ id }) => id))).toEqual([
        [anId(1), anId(2), anId(4), anId(5)],
        [anId(10), anId(11)],
      ])
    })

    test('an update gives a record its next version and leaves its owner and its place in the pages', async () => {
      await inStore(async (tx) => {
        await keep(tx, aPublication())
        await keep(tx, anUpdate(aTravelDocument({ status: 'revoked' }), { id: anId(101) }))
        expect(await recordStore(tx, contents()).find(anId(1))).toMatchObject({
          version: 2,
          owner: KENYA,
          record: { status: 'revoked' },
        })
      })
    })

    test('checks are read until they expire, decided once asked, and erased with their candidates', async () => {
      await inStore(async (tx) => {
        const store = checkStore(tx, contents())
        await store.add(aCheck(1, { place: 'Busia' }), [{ recordId: anId(50), score: 0.987654 }])
        await store.add(aCheck(2, { expiresAt: later(5000) }), [])
        expect(await store.find(anId(1), NOW)).toEqual(aCheck(1, { place: 'Busia' }))
        expect(await store.find(anId(1), later(1000))).toBeUndefined()
        expect(await store.candidate(anId(1), anId(50))).toEqual({ decision: null })
        expect(await store.candidate(anId(2), anId(50))).toBeUndefined()
        await store.decide(anId(1), anId(50), {
          decision: 'cannot-tell',
          reason: 'worn print',
          at: NOW,
          hit: null,
        })
        expect(await store.candidate(anId(1), anId(50))).toEqual({ decision: 'cannot-tell' })
      })
      const [row] = await node.sql.query('select score, reason from check_candidate')
      expect(row?.['score']).toBe('0.9877')
      expect(Buffer.from(row?.['reason'] as Uint8Array).includes('worn')).toBe(false)
      expect(await inStore((tx) => eraseExpiredChecks(tx, contents(), later(1000), 10))).toBe(1)
      expect([await count('check_made'), await count('check_candidate'), await count('content_key')]).toEqual(
        [1, 0, 1],
      )
    })

    test('hits are paged by box, newest first', async () => {
      const reports = [2, 3, 4].map((at) =>
        aHitReport(aHit({ reason: `reason ${at}` }), { id: anId(100 + at), subject: anId(at) }),
      )
      await inStore(async (tx) => {
        for (const report of reports) {
          await addAct(tx, contents(), report, NOW)
          const box = report.subject === anId(3) ? 'sent' : 'received'
          const row = {
            box,
            reporter: SINGAPORE,
            owner: KENYA,
            recordId: anId(1),
            at: NOW,
            actId: report.id,
          } as const
          await addHit(tx, { id: report.subject, ...row })
        }
        const store = hitStore(tx, contents())
        expect((await store.page({ limit: 9 })).map(({ id }) => id)).toEqual([anId(4), anId(3), anId(2)])
        expect((await store.page({ box: 'received', limit: 1 })).map(({ id }) => id)).toEqual([anId(4)])
        const [older] = await store.page({ box: 'received', after: anId(4), limit: 9 })
        expect(older).toMatchObject({ id: anId(2), reporter: SINGAPORE, hit: { reason: 'reason 2' } })
        expect([await isHitKnown(tx, anId(2)), await isHitKnown(tx, anId(9))]).toEqual([true, false])
      })
    })

    test('accounts are kept once, and sessions end when they are closed or their time is over', async () => {
      const tokens = [1, 2].map((byte) => new Uint8Array(32).fill(byte))
      const [one, two] = tokens as [Uint8Array, Uint8Array]
      await inStore(async (tx) => {
        const store = accountStore(tx)
        expect(await store.add(anAccount('w.achieng'), NOW)).toBe(true)
        expect(await store.add(anAccount('w.achieng', { roles: ['administrator'] }), NOW)).toBe(false)
        expect(await store.add(anAccount('demo', { isDemonstration: true, passwordHash: null }), NOW)).toBe(
          true,
        )
        expect((await store.all()).map(({ id }) => id)).toEqual(['demo', 'w.achieng'])
        expect(await store.find('w.achieng')).toEqual(anAccount('w.achieng'))
        expect(await store.find('nobody')).toBeUndefined()
        await store.openSession(one, 'w.achieng', NOW, later(1000))
        await store.openSession(two, 'demo', NOW, later(9000))
        expect(await store.findSession(one, later(999))).toEqual({
          account: anAccount('w.achieng'),
          expiresAt: later(1000),
        })
        expect(await store.findSession(one, later(1000))).toBeUndefined()
        await store.closeSession(two)
        expect(await store.findSession(two, NOW)).toBeUndefined()
        await store.openSession(two, 'demo', later(2000), later(9000))
      })
      expect(await count('session'), 'what expired is swept by the next').toBe(1)
      const orphan = inStore((tx) =>
        accountStore(tx).openSession(new Uint8Array(32).fill(9), 'nobody', NOW, later(1)),
      )
      await expect(orphan).rejects.toMatchObject({ name: 'ConstraintError', kind: 'foreign-key' })
    })

    test('imports remember what each entry of a list became, and forget what left it', async () => {
      await inStore(async (tx) => {
        const store = importStore(tx, contents())
        await store.remember('un-sc', 'QDi.001', anId(1), store.digest('one'))
        await store.remember('un-sc', 'QDi.002', anId(2), store.digest('two'))
        await store.remember('ofac-sdn', 'QDi.001', anId(3), store.digest('one'))
        await store.remember('un-sc', 'QDi.001', anId(1), store.digest('one, changed'))
        await store.forget('un-sc', 'QDi.002')
        expect([...(await store.known('un-sc'))]).toEqual([
          ['QDi.001', { recordId: anId(1), digest: store.digest('one, changed') }],
        ])
        expect(store.digest('one')).not.toBe(store.digest('two'))
      })
    })

    describeGrowing(() => node)

    test('the ledger counts without gaps, grows its tree once and shows its latest entries', async () => {
      const { random } = node.context
      await inStore(async (tx) => {
        for (let at = 0; at < 3; at++)
          await logAccess(
            tx,
            { kind: 'record/read', actor: 'w.achieng', subject: anId(at) },
            later(at),
            random,
          )
        await keep(tx, aPublication())
        await logAct(tx, { id: anId(100), committed: new Uint8Array(40), at: later(9), random })
      })
      const leaves = await leavesFrom(node.sql, 'accesses', 0, 9)
      expect(leaves.map(({ position }) => position)).toEqual([0, 1, 2])
      expect((await leavesFrom(node.sql, 'accesses', 1, 1)).map(({ position }) => position)).toEqual([1])
      expect(await inStore((tx) => growTree(tx, 'accesses'))).toMatchObject({ size: 3 })
      expect(await inStore((tx) => growTree(tx, 'accesses'))).toBeUndefined()
      expect(await logHead(node.sql, 'accesses')).toMatchObject({ size: 3 })
      const latest = await ledgerStore(node.sql).latest(2)
      expect(latest).toMatchObject([
        { log: 'acts', index: 0, kind: 'record/published', actor: KENYA, isErased: true },
        {
          log: 'accesses',
          index: 2,
          kind: 'record/read',
          actor: 'w.achieng',
          subject: anId(2),
          isErased: false,
        },
      ])
    })

    test('feeds are numbered per recipient, and receipts do not go back', async () => {
      const heads = [1, 2, 3].map((number) => ({ number, itemHash: String(number).repeat(64) }))
      await inStore(async (tx) => {
        for (const [at, head] of heads.entries()) {
          await keep(tx, aPublication(aTravelDocument(), { id: anId(100 + at), subject: anId(1 + at) }))
          await addEnvelope(tx, anId(100 + at), new Uint8Array([at, 0, 255]))
          await addOutgoing(tx, {
            recipient: SINGAPORE,
            head,
            actId: anId(100 + at),
            item: `item ${head.number}`,
            at: NOW,
          })
        }
        await addIncoming(tx, contents(), {
          issuer: SECRETARIAT,
          head: { number: 1, itemHash: 'h' },
          item: 'i',
          actId: null,
          refusals: ['act/malformed'],
          at: NOW,
        })
        for (const number of [2, 1])
          await putReceipt(tx, { member: SINGAPORE, number, at: later(number), text: `receipt ${number}` })
      })
      expect(await feedHead(node.sql, SINGAPORE, 'out')).toEqual(heads[2])
      expect(await feedHead(node.sql, SECRETARIAT, 'out')).toEqual({ number: 0, itemHash: '' })
      const sent = await outgoingAfter(node.sql, SINGAPORE, 1, 9)
      expect(sent.map(({ number, item }) => [number, item])).toEqual([
        [2, 'item 2'],
        [3, 'item 3'],
      ])
      expect(sent[0]?.envelope).toEqual(new Uint8Array([1, 0, 255]))
      expect(await itemHashAt(node.sql, SINGAPORE, 3)).toBe('item 3')
      expect(await incomingAfter(node.sql, SECRETARIAT, 0, 9)).toMatchObject([
        { number: 1, actId: null, refusals: '["act/malformed"]' },
      ])
      expect(await peerStandings(node.sql, [SECRETARIAT, SINGAPORE])).toEqual([
        {
          member: SECRETARIAT,
          incoming: { cursor: 1, lastAppliedAt: NOW, refused: 1 },
          outgoing: { issued: 0, receipted: 0, lastReceiptAt: null },
        },
        {
          member: SINGAPORE,
          incoming: { cursor: 0, lastAppliedAt: null, refused: 0 },
          outgoing: { issued: 3, receipted: 2, lastReceiptAt: later(2) },
        },
      ])
    })

    test('an erasure leaves no content, envelope, key, hit or check of a record, and everything of its neighbour', async () => {
      await inStore(async (tx) => {
        for (const at of [1, 2]) {
          await keep(tx, aPublication(aTravelDocument(), { id: anId(100 + at), subject: anId(at) }))
          await addEnvelope(tx, anId(100 + at), new Uint8Array(20))
          const report = aHitReport(aHit({ record: anId(at) }), {
            id: anId(200 + at),
            subject: anId(20 + at),
          })
          await addAct(tx, contents(), report, NOW)
          await addHit(tx, {
            id: report.subject,
            box: 'received',
            reporter: SINGAPORE,
            owner: KENYA,
            recordId: anId(at),
            at: NOW,
            actId: report.id,
          })
          await checkStore(tx, contents()).add(aCheck(30 + at), [{ recordId: anId(at), score: 1 }])
        }
        await keep(tx, aWithdrawal({ id: anId(300), subject: anId(1) }))
        await markWithdrawn(tx, anId(1), anId(300), NOW)
        const order = { recordId: anId(1), orderId: anId(300), owner: KENYA, at: NOW }
        const due = await eraseRecord(tx, contents(), order)
        expect(due).toMatchObject({ keys: 2, envelopes: 1, indexEntries: 1 })
        await eraseRecord(tx, contents(), order)
      })
      expect(await count('erasure_due')).toBe(1)
      expect([
        await count('hit'),
        await count('check_made'),
        await count('check_candidate'),
        await count('envelope'),
      ]).toEqual([1, 1, 1, 1])
      const keys = await node.sql.query('select subject from content_key order by subject')
      expect(keys.map((row) => row['subject'])).toEqual([
        anId(2),
        `check:${anId(32)}`,
        contentKey('hit/reported', anId(22)),
      ])
      const kept = await node.sql.query('select id from act where content is not null order by id')
      expect(kept.map((row) => row['id'])).toEqual([anId(102), anId(202)])
      const [due] = await erasuresDue(node.sql, 9)
      expect(due).toMatchObject({ recordId: anId(1), orderId: anId(300), owner: KENYA })
      expect(await Promise.all([1, 2].map(() => inStore((tx) => takeErasure(tx, anId(1)))))).toEqual([
        true,
        false,
      ])
      const ordered = (orderId: Uuid) =>
        isErasureOrdered(node.sql, { recordId: anId(1), orderId, owner: KENYA })
      expect([await ordered(anId(300)), await ordered(anId(301))]).toEqual([true, false])
      await inStore(async (tx) => {
        for (let at = 0; at < 2; at++)
          await addConfirmation(tx, { recordId: anId(1), holder: SINGAPORE, at: later(at), actId: anId(300) })
      })
      expect(await count('erasure_confirmed')).toBe(1)
    })

    test('the whole main job comes to the same everywhere: what is held, shown, erased and logged', async () => {
      expect(await mainJob(world)).toEqual(MAIN_JOB_DONE)
      for (const id of ['GS', 'KE', 'SG']) {
        expect((await world.node(id).world.exchange.verifyStore()).findings, `${id} is sound`).toEqual([])
      }
    }, 60_000)
  })
}

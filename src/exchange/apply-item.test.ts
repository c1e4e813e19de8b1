import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { listHits } from '#desks/records/list-hits.ts'
import { readRecord } from '#desks/records/read-record.ts'
import { recordTravelDocument } from '#desks/records/record-travel-document.ts'
import { withdrawRecord } from '#desks/records/withdraw-record.ts'
import { textOf } from '#journal/row.ts'
import type { MemberId } from '#kernel/ids.ts'
import { anActor, authorityOf } from '#testkit/actors.ts'
import {
  aConfirmation,
  aHit,
  aHitReport,
  anErasure,
  anId,
  aPublication,
  aTravelDocument,
  aTravelDocumentDraft,
  anUpdate,
  aWithdrawal,
  KENYA,
  SECRETARIAT,
  SINGAPORE,
} from '#testkit/builders.ts'
import { type FeedWriter, feedWriter, receive, type Written } from '#testkit/feed-writer.ts'
import { openTestWorld, type TestNode, type TestWorld } from '#testkit/world.ts'
import { itemHash } from './feed-item.ts'
import { verifyNode } from './verify-node.ts'

let world: TestWorld
let kenya: TestNode
let singapore: TestNode
let feed: FeedWriter
beforeEach(async () => {
  world = await openTestWorld()
  kenya = world.node('KE')
  singapore = world.node('SG')
  feed = feedWriter(kenya.context, SINGAPORE)
})
afterEach(() => world.close())

const applied = { ok: true, value: true }
const repeated = { ok: true, value: false }
const refused = (kind: string, number: number) => ({ ok: false, refusal: { kind, number } })

/** A valid publication of Kenya's, the first by default. */
const publication = (number = 1) =>
  aPublication(aTravelDocument({ number: `ZQ731584${number}` }), {
    id: anId(100 + number),
    subject: anId(number),
  })

const heldIn = async ({ sql }: TestNode) =>
  (await sql.query('select id, owner, version, withdrawn_at from record order by id')).map((row) => ({
    id: row['id'],
    owner: row['owner'],
    version: row['version'],
    isWithdrawn: row['withdrawn_at'] !== null,
  }))
const aHeld = (number: number, change: object = {}) => ({
  id: anId(number),
  owner: KENYA,
  version: 1,
  isWithdrawn: false,
  ...change,
})
const refusalsIn = async ({ sql }: TestNode): Promise<readonly unknown[]> =>
  (await sql.query('select refusals from feed_in order by issuer, number')).map((row) =>
    row['refusals'] === null ? [] : JSON.parse(textOf(row, 'refusals')),
  )
const take = (written: Written) => receive(singapore, kenya, written)
const soundness = async ({ sql, context }: TestNode) =>
  (await verifyNode(sql, context)).findings.filter(({ what }) => what !== 'ledger/no-checkpoint')

describe('an item of a feed', () => {
  test('is applied once, however often it comes', async () => {
    const first = feed.write(publication())
    expect(await take(first)).toEqual(applied)
    expect(await take(first)).toEqual(repeated)
    expect(await take(first)).toEqual(repeated)
    expect(await heldIn(singapore)).toEqual([aHeld(1)])
    expect(await refusalsIn(singapore)).toEqual([[]])
  })

  test('is applied once when two transactions bring it at the same moment', async () => {
    const first = feed.write(publication())
    const both = await Promise.all([take(first), take(first)])
    expect(both.filter((result) => result.ok && result.value)).toHaveLength(1)
    expect(await heldIn(singapore)).toEqual([aHeld(1)])
  })

  test('waits for the one before it', async () => {
    const [first, second] = [feed.write(publication(1)), feed.write(publication(2))]
    expect(await take(second)).toEqual(refused('feed/gap', 2))
    expect(await heldIn(singapore)).toEqual([])
    expect(await take(first)).toEqual(applied)
    expect(await take(second)).toEqual(applied)
    expect(await heldIn(singapore)).toEqual([aHeld(1), aHeld(2)])
  })

  test('that follows another history than the one we hold is a fork, and nothing of it is applied', async () => {
    const other = feedWriter(kenya.context, SINGAPORE)
    await take(feed.write(publication(1)))
    other.write(publication(3))
    expect(await take(other.write(publication(2)))).toEqual(refused('feed/fork', 2))
    expect(await heldIn(singapore)).toEqual([aHeld(1)])
  })

  test('that claims to be first names no item before it', async () => {
    const first = feed.write(publication())
    expect(await take(feed.forge(first, { previous: itemHash(first.item) }))).toEqual(refused('feed/fork', 1))
  })

  test('that its issuer did not sign is refused', async () => {
    const first = feed.write(publication())
    const byAnother = feed.forge(first, {}, world.node('GS').context.keys.act)
    expect(await take(byAnother)).toEqual(refused('feed/bad-signature', 1))
    const changed = { ...first, item: { ...first.item, act: anId(999) } }
    expect(await take(changed)).toEqual(refused('feed/bad-signature', 1))
    expect(await refusalsIn(singapore)).toEqual([])
  })

  test('for another member, or of another member, is not for us', async () => {
    const first = feed.write(publication())
    expect(await take(feed.forge(first, { recipient: SECRETARIAT }))).toEqual(refused('feed/not-for-us', 1))
    expect(await take(feed.forge(first, { issuer: SECRETARIAT }))).toEqual(refused('feed/not-for-us', 1))
    expect(await receive(singapore, world.node('GS'), first)).toEqual(refused('feed/not-for-us', 1))
  })

  test('with another envelope than it promises is refused, also when that envelope is of the same member', async () => {
    const [first, second] = [feed.write(publication(1)), feed.write(publication(2))]
    expect(await take({ ...first, envelope: second.envelope })).toEqual(refused('feed/other-envelope', 1))
    const other = feed.forge(first, { act: anId(999) })
    expect(await take(other)).toEqual(refused('feed/other-envelope', 1))
  })

  test('whose envelope is erased moves the cursor and changes nothing else', async () => {
    expect(await take(feed.write(publication(1), { isErased: true }))).toEqual(applied)
    expect(await take(feed.write(publication(2)))).toEqual(applied)
    expect(await heldIn(singapore)).toEqual([aHeld(2)])
  })
})

describe('what is wrong inside a good item', () => {
  test('is passed over and kept in mind; what comes after is applied', async () => {
    const toAnother = feed.write(
      aPublication(aTravelDocument(), { id: anId(101), recipients: [SECRETARIAT] }),
    )
    const unreadable = feed.write({
      ...publication(2),
      body: { record: { database: 'unheard-of' } },
    } as never)
    expect(await take(toAnother)).toEqual(applied)
    expect(await take(unreadable)).toEqual(applied)
    expect(await take(feed.write(publication(3)))).toEqual(applied)
    expect(await refusalsIn(singapore)).toEqual([['seal/not-a-recipient'], ['act/malformed'], []])
    expect(await heldIn(singapore)).toEqual([aHeld(3)])
    expect(await soundness(singapore)).toEqual([])
  })

  test('an act that names another issuer than its feed is not opened under that name', async () => {
    await take(feed.write(aPublication(aTravelDocument({ source: SECRETARIAT }), { id: anId(101) })))
    expect(await refusalsIn(singapore)).toEqual([['act/other-issuer']])
    expect(await heldIn(singapore)).toEqual([])
  })

  test('an act that was applied before is not applied under a new number', async () => {
    await take(feed.write(publication(1)))
    await take(feed.write(publication(1)))
    expect(await refusalsIn(singapore)).toEqual([[], ['act/repeated']])
    expect(await heldIn(singapore)).toEqual([aHeld(1)])
  })

  test.each([
    [
      'a passport of another country',
      aPublication(aTravelDocument({ issuingCountry: 'SG' as never }), { id: anId(101) }),
      ['rule/not-the-issuing-country'],
    ],
    [
      'a record whose source is another member',
      aPublication(aTravelDocument({ source: SECRETARIAT }), { id: anId(101), issuer: KENYA }),
      ['rule/not-the-source'],
    ],
    [
      'an act of another network',
      aPublication(aTravelDocument(), { id: anId(101), network: 'another-network' }),
      ['rule/other-network'],
    ],
    [
      'a hit on a record that nobody here knows',
      aHitReport(aHit({ record: anId(77) }), { id: anId(101), issuer: KENYA, recipients: [SINGAPORE] }),
      ['rule/hit-on-nothing-held'],
    ],
  ])('%s is refused on arrival as its issuer should have refused it', async (_, act, kinds) => {
    expect(await take(feed.write(act))).toEqual(applied)
    expect(await refusalsIn(singapore)).toEqual([kinds])
    expect(await heldIn(singapore)).toEqual([])
    expect(await soundness(singapore)).toEqual([])
    const logged = await singapore.sql.query(`select entry from leaf where log = 'accesses'`)
    const entry = JSON.parse(Buffer.from(logged.at(-1)?.['entry'] as Uint8Array).toString('utf8'))
    expect(entry).toMatchObject({
      kind: 'act/refused',
      actor: 'KE',
      subject: anId(101),
      outcome: kinds.join(' '),
    })
  })

  test('a member that does not own a record can neither change nor withdraw it', async () => {
    await take(feed.write(publication(1)))
    const secretariat = world.node('GS')
    const theirs = feedWriter(secretariat.context, SINGAPORE)
    const to: readonly MemberId[] = [SINGAPORE, KENYA]
    const change = aTravelDocument({ source: SECRETARIAT, number: 'ZZ0000000' })
    const id = anId(201, SECRETARIAT)
    const update = anUpdate(change, { id, subject: anId(1), recipients: [...to] })
    const withdrawal = aWithdrawal({
      id: anId(202, SECRETARIAT),
      issuer: SECRETARIAT,
      subject: anId(1),
      recipients: [...to],
    })
    expect(await receive(singapore, secretariat, theirs.write(update))).toEqual(applied)
    expect(await receive(singapore, secretariat, theirs.write(withdrawal))).toEqual(applied)
    const [forUpdate, forWithdrawal] = await refusalsIn(singapore)
    expect(forUpdate).toContain('rule/not-the-owner')
    expect(forWithdrawal).toContain('rule/not-the-owner')
    expect(await heldIn(singapore)).toEqual([aHeld(1)])
  })

  test('a hit that is not addressed to the owner alone is refused', async () => {
    await take(feed.write(publication(1)))
    const secretariat = world.node('GS')
    const theirs = feedWriter(secretariat.context, SINGAPORE)
    const misled = aHitReport(aHit(), { issuer: SECRETARIAT, recipients: [SINGAPORE] })
    await receive(singapore, secretariat, theirs.write(misled))
    expect((await refusalsIn(singapore))[0]).toEqual(['rule/hit-not-to-owner'])
    expect(await singapore.sql.query('select id from hit')).toEqual([])
  })

  test('nobody withdraws, for others, a record that those have not seen yet', async () => {
    const secretariat = world.node('GS')
    const theirs = feedWriter(secretariat.context, SINGAPORE)
    const early = aWithdrawal({ issuer: SECRETARIAT, subject: anId(1), recipients: [SINGAPORE] })
    await receive(singapore, secretariat, theirs.write(early))
    expect(await refusalsIn(singapore)).toEqual([[]])
    await take(feed.write(publication(1)))
    expect(await heldIn(singapore)).toEqual([aHeld(1)])
    expect(
      (await singapore.sql.query('select content from act where subject = $1', [anId(1)])).length,
    ).toBeGreaterThan(0)
    const found = singapore.index.reader.findKeys(['x'], { mayKnow: () => true })
    expect(found).toEqual([])
  })

  test('an erasure is confirmed only by who was told to erase, about what was withdrawn', async () => {
    const theirs = feedWriter(singapore.context, KENYA)
    await receive(kenya, singapore, theirs.write(aConfirmation()))
    expect(await refusalsIn(kenya)).toEqual([['act/confirms-nothing']])
    expect(await kenya.sql.query('select record_id from erasure_confirmed')).toEqual([])
  })

  test('a confirmation that was sent ahead of the withdrawal does not stand for it later', async () => {
    const authority = authorityOf(anActor('bureau-officer'), 'record:record')
    const recorded = await recordTravelDocument(kenya.world, authority, aTravelDocumentDraft())
    if (!recorded.ok) throw new Error(recorded.refusal.kind)
    const { id } = recorded.value.held
    const theirs = feedWriter(singapore.context, KENYA)
    const early = aConfirmation(anErasure({ record: id }))
    const late = { ...early, id: anId(202, SINGAPORE) }
    await receive(kenya, singapore, theirs.write(early))
    const order = { id, reason: 'found again' }
    await withdrawRecord(kenya.world, authorityOf(anActor('bureau-officer'), 'record:withdraw'), order)
    await receive(kenya, singapore, theirs.write(late))
    expect(await refusalsIn(kenya)).toEqual([['act/confirms-nothing'], ['act/confirms-nothing']])
    const read = await readRecord(kenya.world, authorityOf(anActor('bureau-officer'), 'record:read'), id)
    expect(read.ok && read.value.holders.map(({ state }) => state)).toEqual(['sent', 'sent'])
  })

  test('a hit under the id of another hit is refused, and stops nothing that comes after', async () => {
    const back = feedWriter(singapore.context, KENYA)
    const recorded = await recordTravelDocument(
      kenya.world,
      authorityOf(anActor('bureau-officer'), 'record:record'),
      aTravelDocumentDraft(),
    )
    if (!recorded.ok) throw new Error(recorded.refusal.kind)
    const hit = aHit({ record: recorded.value.held.id })
    await receive(kenya, singapore, back.write(aHitReport(hit, { id: anId(301, SINGAPORE) })))
    await receive(kenya, singapore, back.write(aHitReport(hit, { id: anId(302, SINGAPORE) })))
    const other = { id: anId(303, SINGAPORE), subject: anId(4, SINGAPORE) }
    await receive(kenya, singapore, back.write(aHitReport(hit, other)))
    const refusals = await kenya.sql.query(`select refusals from feed_in where issuer = 'SG' order by number`)
    expect(refusals.map((row) => row['refusals'])).toEqual([null, '["act/subject-taken"]', null])
  })

  test('no member reaches another one’s hit or record by the id that it gives to its own act', async () => {
    const authority = authorityOf(anActor('bureau-officer'), 'record:record')
    const [one, two] = [
      await recordTravelDocument(kenya.world, authority, aTravelDocumentDraft({ number: 'NB4001001' })),
      await recordTravelDocument(kenya.world, authority, aTravelDocumentDraft({ number: 'NB4001002' })),
    ]
    if (!one.ok || !two.ok) throw new Error('not recorded')
    const theirs = feedWriter(singapore.context, KENYA)
    const hit = aHit({ record: two.value.held.id })
    // A hit that bears the id of another record, and the withdrawal of a hit as if it were a record.
    await receive(
      kenya,
      singapore,
      theirs.write(aHitReport(hit, { id: anId(301, SINGAPORE), subject: one.value.held.id })),
    )
    await receive(kenya, singapore, theirs.write(aHitReport(hit, { id: anId(302, SINGAPORE) })))
    const withdrawal = aWithdrawal({
      id: anId(303, SINGAPORE),
      issuer: SINGAPORE,
      subject: anId(2, SINGAPORE),
      recipients: [KENYA],
    })
    await receive(kenya, singapore, theirs.write(withdrawal))
    expect(await refusalsIn(kenya)).toEqual([['act/foreign-id'], [], []])
    const order = { id: one.value.held.id, reason: 'found again' }
    await withdrawRecord(kenya.world, authorityOf(anActor('bureau-officer'), 'record:withdraw'), order)
    const hits = await listHits(kenya.world, authorityOf(anActor('bureau-officer'), 'hit:read'), {})
    expect(hits.rows.map((row) => row.id)).toEqual([anId(2, SINGAPORE)])
    expect(await soundness(kenya)).toEqual([])
  })
})

describe('a withdrawal', () => {
  test('erases what came before it, and a second one changes nothing', async () => {
    await take(feed.write(publication(1)))
    expect(singapore.index.sizes().keys).toBeGreaterThan(0)
    await take(feed.write(aWithdrawal({ id: anId(201), subject: anId(1) })))
    expect(await heldIn(singapore)).toEqual([aHeld(1, { isWithdrawn: true })])
    expect(singapore.index.sizes().keys).toBe(0)
    const due = await singapore.sql.query('select order_id from erasure_due')
    expect(due).toEqual([{ order_id: anId(201) }])
    await take(feed.write(aWithdrawal({ id: anId(202), subject: anId(1) })))
    expect(await singapore.sql.query('select order_id from erasure_due')).toEqual(due)
    expect(await soundness(singapore)).toEqual([])
  })

  test('is final: its record is neither changed nor published again', async () => {
    await take(feed.write(publication(1)))
    await take(feed.write(aWithdrawal({ id: anId(201), subject: anId(1) })))
    await take(feed.write(anUpdate(aTravelDocument(), { id: anId(202), subject: anId(1) })))
    await take(feed.write(aPublication(aTravelDocument(), { id: anId(203), subject: anId(1) })))
    expect((await refusalsIn(singapore)).slice(2)).toEqual([
      ['rule/nothing-to-change'],
      ['rule/identifier-taken'],
    ])
    expect(await heldIn(singapore)).toEqual([aHeld(1, { isWithdrawn: true })])
    expect(await soundness(singapore)).toEqual([])
  })

  test('of a record that never came here is confirmed all the same', async () => {
    await take(feed.write(publication(1), { isErased: true }))
    await take(feed.write(aWithdrawal({ id: anId(201), subject: anId(1) })))
    expect(await heldIn(singapore)).toEqual([])
    expect(await singapore.sql.query('select record_id, owner from erasure_due')).toEqual([
      { record_id: anId(1), owner: 'KE' },
    ])
  })
})

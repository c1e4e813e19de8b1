import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Act } from '#acts/act.ts'
import type { Uuid } from '#kernel/ids.ts'
import {
  aConfirmation,
  aHit,
  aHitReport,
  anErasure,
  anId,
  aNotice,
  aPublication,
  aVehicle,
  aWithdrawal,
  KENYA,
  SECRETARIAT,
  SINGAPORE,
} from '#testkit/builders.ts'
import { feedWriter, receive } from '#testkit/feed-writer.ts'
import { openTestWorld, type TestNode, type TestWorld } from '#testkit/world.ts'
import { issueAct } from './issue-act.ts'
import { emptyOutcome } from './outcome.ts'

/** Kenya has learnt the ids that the Secretariat uses, and reaches Singapore before the Secretariat's acts do. */
let world: TestWorld
let singapore: TestNode
let kenyaSends: (act: Act) => Promise<unknown>
let secretariatSends: (act: Act) => Promise<unknown>
beforeEach(async () => {
  world = await openTestWorld()
  singapore = world.node('SG')
  const sender = (node: TestNode): ((act: Act) => Promise<unknown>) => {
    const feed = feedWriter(node.context, SINGAPORE)
    return (act) => receive(singapore, node, feed.write({ ...act, recipients: [SINGAPORE] }))
  }
  kenyaSends = sender(world.node('KE'))
  secretariatSends = sender(world.node('GS'))
})
afterEach(() => world.close())

const notice = aPublication(aNotice())
const withdrawal = aWithdrawal({
  issuer: SECRETARIAT,
  id: anId(200, SECRETARIAT),
  subject: notice.subject,
})
const vehicle = (change: { readonly id?: Uuid; readonly subject?: Uuid }): Act =>
  aPublication(aVehicle(), change)

/** What Singapore refused of each member, in the order of its feed. */
const refusalsOf = async (issuer: string): Promise<readonly unknown[]> => {
  const sql = 'select refusals from feed_in where issuer = $1 order by number'
  return (await singapore.sql.query(sql, [issuer])).map((row) => row['refusals'])
}
const FOREIGN = '["act/foreign-id"]'

describe('a member that learns the id of another’s act', () => {
  test('cannot have a withdrawal refused by sending an act of that id first', async () => {
    await secretariatSends(notice)
    await kenyaSends(vehicle({ id: withdrawal.id }))
    await secretariatSends(withdrawal)
    expect([await refusalsOf('KE'), await refusalsOf('GS')]).toEqual([[FOREIGN], [null, null]])
    const held = await singapore.sql.query('select id, withdrawn_at is null as stays from record')
    expect(held).toEqual([{ id: notice.subject, stays: 0 }])
  })

  test('cannot have a publication refused by sending an act of that id first', async () => {
    await kenyaSends(vehicle({ id: notice.id }))
    await secretariatSends(notice)
    expect([await refusalsOf('KE'), await refusalsOf('GS')]).toEqual([[FOREIGN], [null]])
    expect(await singapore.sql.query('select id, owner from record')).toEqual([
      { id: notice.subject, owner: 'GS' },
    ])
  })

  test('is told the same whether the act came or not', async () => {
    await secretariatSends(notice)
    await kenyaSends(vehicle({ id: notice.id }))
    await kenyaSends(vehicle({ id: anId(300, SECRETARIAT), subject: anId(5) }))
    expect(await refusalsOf('KE')).toEqual([FOREIGN, FOREIGN])
  })
})

describe('a member that learns the id of another’s new thing', () => {
  test('cannot take the id of a record that is still under way', async () => {
    await kenyaSends(vehicle({ subject: notice.subject }))
    await secretariatSends(notice)
    await secretariatSends(withdrawal)
    expect([await refusalsOf('KE'), await refusalsOf('GS')]).toEqual([[FOREIGN], [null, null]])
    expect(await singapore.sql.query('select id, owner from record')).toEqual([
      { id: notice.subject, owner: 'GS' },
    ])
  })

  test('cannot take the id of a hit, nor that of a confirmation', async () => {
    const taken = anId(2, SECRETARIAT)
    await kenyaSends(aHitReport(aHit(), { issuer: KENYA, subject: taken }))
    const id = anId(101)
    await kenyaSends(aConfirmation(anErasure(), { issuer: KENYA, id, subject: taken }))
    expect(await refusalsOf('KE')).toEqual([FOREIGN, FOREIGN])
    expect(await singapore.sql.query('select id from hit')).toEqual([])
  })

  test('goes on: its next act is applied when the ids are its own', async () => {
    await kenyaSends(vehicle({ id: notice.id }))
    await kenyaSends(vehicle({}))
    expect(await refusalsOf('KE')).toEqual([FOREIGN, null])
  })
})

describe('a node', () => {
  const issue = (node: TestNode, subject: Uuid, newId: () => Uuid = node.context.newId) => {
    const record = aVehicle({ source: SINGAPORE })
    const draft = { type: 'record/published' as const, subject, recipients: [], body: { record } }
    return node.sql.transact((tx) => issueAct(tx, { ...node.context, newId }, draft, emptyOutcome()))
  }

  test('issues nothing under an id that peers would refuse', async () => {
    await expect(issue(singapore, anId(1))).rejects.toThrow('ids of its own')
    await expect(issue(singapore, anId(1, SINGAPORE), () => anId(100))).rejects.toThrow('ids of its own')
    expect(await singapore.sql.query('select id from act')).toEqual([])
  })
})

import { afterEach, beforeEach, expect, test } from 'vitest'
import { recordTravelDocument } from '#desks/records/record-travel-document.ts'
import { withdrawRecord } from '#desks/records/withdraw-record.ts'
import { type Sql, StoreBusyError } from '#journal/sql.ts'
import { anActor, authorityOf } from '#testkit/actors.ts'
import { anId, aTravelDocumentDraft, aWithdrawal, SECRETARIAT, SINGAPORE } from '#testkit/builders.ts'
import { feedWriter, receive } from '#testkit/feed-writer.ts'
import { openTestWorld, type TestNode, type TestWorld } from '#testkit/world.ts'
import { confirmErasures } from './confirm-erasures.ts'

const bureau = anActor('bureau-officer')
let world: TestWorld
let singapore: TestNode
beforeEach(async () => {
  world = await openTestWorld()
  singapore = world.node('SG')
  const kenya = world.node('KE')
  const recorded = await recordTravelDocument(
    kenya.world,
    authorityOf(bureau, 'record:record'),
    aTravelDocumentDraft(),
  )
  if (!recorded.ok) throw new Error(recorded.refusal.kind)
  await world.carry('KE', 'SG')
  const order = { id: recorded.value.held.id, reason: 'found again' }
  await withdrawRecord(kenya.world, authorityOf(bureau, 'record:withdraw'), order)
  await world.carry('KE', 'SG')
})
afterEach(() => world.close())

const due = async (): Promise<number> =>
  (await singapore.sql.query('select record_id from erasure_due')).length
const confirmed = async (): Promise<number> =>
  (await singapore.sql.query(`select id from act where type = 'erasure/confirmed'`)).length
const ignore = (): void => undefined

/** The same store, whose files are cleaned in another way. */
const withScrub = (scrub: () => Promise<void>): Sql => ({ ...singapore.sql, scrub })

test('an erasure is not confirmed while the files could not be cleaned, and is still due', async () => {
  const failing = withScrub(() => Promise.reject(new StoreBusyError('a long read')))
  await expect(confirmErasures(failing, singapore.context, ignore)).rejects.toThrow(StoreBusyError)
  expect([await due(), await confirmed()]).toEqual([1, 0])
  expect(await confirmErasures(singapore.sql, singapore.context, ignore)).toBe(1)
  expect([await due(), await confirmed()]).toEqual([0, 1])
})

test('nothing is signed before the files are clean', async () => {
  const seen: number[] = []
  const watching = withScrub(async () => void seen.push(await confirmed()))
  await confirmErasures(watching, singapore.context, ignore)
  expect(seen).toEqual([0])
  expect(await confirmed()).toBe(1)
})

test('an order about what was never held is confirmed without rewriting the files', async () => {
  await confirmErasures(singapore.sql, singapore.context, ignore)
  const secretariat = world.node('GS')
  const order = aWithdrawal({ subject: anId(71), issuer: SECRETARIAT, recipients: [SINGAPORE] })
  await receive(singapore, secretariat, feedWriter(secretariat.context, SINGAPORE).write(order))
  let scrubs = 0
  const counting = withScrub(async () => void scrubs++)
  expect(await confirmErasures(counting, singapore.context, ignore)).toBe(1)
  expect([scrubs, await due(), await confirmed()]).toEqual([0, 0, 2])
})

test('two runs at once confirm an erasure once', async () => {
  await Promise.all([1, 2, 3].map(() => confirmErasures(singapore.sql, singapore.context, ignore)))
  expect([await due(), await confirmed()]).toEqual([0, 1])
})

test('the owner cleans its own files and confirms to nobody', async () => {
  const kenya = world.node('KE')
  await confirmErasures(kenya.sql, kenya.context, ignore)
  expect(await kenya.sql.query('select record_id from erasure_due')).toEqual([])
  expect(await kenya.sql.query(`select id from act where type = 'erasure/confirmed'`)).toEqual([])
})

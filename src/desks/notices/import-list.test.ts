import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { InvariantError } from '#kernel/assert.ts'
import { anActor, authorityOf } from '#testkit/actors.ts'
import { anEntry } from '#testkit/builders.ts'
import { accessesOf } from '#testkit/ledger-entries.ts'
import { openTestWorld, type TestNode, type TestWorld } from '#testkit/world.ts'
import type { World } from '#desks/ports.ts'
import { withdrawRecord } from '#desks/records/withdraw-record.ts'
import { uuidOf } from '#journal/row.ts'
import { type ImportedEntry, importList, type ImportRequest } from './import-list.ts'

const notices = anActor('notices-officer', 'test.notices')
let world: TestWorld
let secretariat: TestNode
beforeEach(async () => {
  world = await openTestWorld({ members: ['GS', 'KE'] })
  secretariat = world.node('GS')
})
afterEach(() => world.close())

const bring = (
  entries: readonly ImportedEntry[],
  change: Partial<ImportRequest> = {},
  desk: World = secretariat.world,
) => importList(desk, authorityOf(notices, 'list:import'), { list: 'un-sc', entries, ...change })
const entries = (count: number): ImportedEntry[] =>
  Array.from({ length: count }, (_, at) => anEntry(String(at + 1)))
const counted = (published: number, updated: number, withdrawn: number, unchanged: number) => ({
  ok: true,
  value: { published, updated, withdrawn, unchanged },
})
const stateOf = async ({ sql }: TestNode): Promise<readonly string[]> =>
  (await sql.query('select version, withdrawn_at from record order by id')).map(
    (row) => `${Number(row['version'])}${row['withdrawn_at'] === null ? '' : ' withdrawn'}`,
  )
const acts = async (): Promise<number> => (await secretariat.sql.query('select id from act')).length

describe('an import', () => {
  test('publishes what is new, changes what changed, withdraws what left, and does nothing the second time', async () => {
    expect(await bring(entries(3))).toMatchObject(counted(3, 0, 0, 0))
    expect(await bring(entries(3))).toMatchObject(counted(0, 0, 0, 3))
    expect(await acts()).toBe(3)
    await world.settle()
    expect(await bring([anEntry('1'), anEntry('2', 'Oleksa Drohvyn the younger')])).toMatchObject(
      counted(0, 1, 1, 1),
    )
    expect(await stateOf(secretariat)).toEqual(['1', '2', '1 withdrawn'])
    await world.settle()
    expect(await stateOf(world.node('KE'))).toEqual(['1', '2', '1 withdrawn'])
  })

  test('publishes an entry again, as a new record, that left the list and came back', async () => {
    await bring(entries(2))
    await bring([anEntry('1')])
    expect(await bring(entries(2))).toMatchObject(counted(1, 0, 0, 1))
    expect(await stateOf(secretariat)).toEqual(['1', '1 withdrawn', '1'])
  })

  test('keeps lists apart, also where their entries bear the same ids', async () => {
    await bring(entries(2))
    expect(await bring(entries(1), { list: 'ofac-sdn' })).toMatchObject(counted(1, 0, 0, 0))
    expect(await bring(entries(2))).toMatchObject(counted(0, 0, 0, 2))
  })

  test('that would empty a list is stopped before its first act, unless it is meant', async () => {
    await bring(entries(60))
    const before = await acts()
    expect(await bring(entries(30))).toEqual({
      ok: false,
      refusal: { kind: 'import/too-many-withdrawals', count: 30, share: 50 },
    })
    expect(await acts()).toBe(before)
    expect(await bring(entries(30), { mayWithdrawMany: true })).toMatchObject(counted(0, 0, 30, 30))
  })

  test('of a short list may withdraw as many as are always allowed', async () => {
    await bring(entries(20))
    expect(await bring([])).toMatchObject(counted(0, 0, 20, 0))
  })

  test('is the Secretariat’s', async () => {
    const refused = await bring(entries(1), {}, world.node('KE').world)
    expect(refused).toEqual({ ok: false, refusal: { kind: 'import/not-mandated' } })
  })

  test('runs alone', async () => {
    const [one, two] = await Promise.all([bring(entries(3)), bring(entries(3))])
    expect(one).toMatchObject(counted(3, 0, 0, 0))
    expect(two).toEqual({ ok: false, refusal: { kind: 'import/already-running' } })
    expect(await bring(entries(3))).toMatchObject(counted(0, 0, 0, 3))
  })

  test('that is interrupted between two batches is completed by the next, without doing anything twice', async () => {
    let batches = 0
    const onProgress = (): void => {
      if (++batches === 2) throw new Error('the power went')
    }
    await expect(bring(entries(250), { onProgress })).rejects.toThrow('the power went')
    expect(await stateOf(secretariat)).toHaveLength(200)
    expect(await bring(entries(250))).toMatchObject(counted(50, 0, 0, 200))
    expect(await stateOf(secretariat)).toEqual(Array.from({ length: 250 }, () => '1'))
  })

  test('leaves its mark with everything it does, also when it is interrupted', async () => {
    let batches = 0
    const onProgress = (): void => {
      if (++batches === 1) throw new Error('the power went')
    }
    await expect(bring(entries(150), { onProgress })).rejects.toThrow('the power went')
    const marks = (await accessesOf(secretariat)).filter((entry) => entry['kind'] === 'list/imported')
    expect(marks).toMatchObject([{ actor: 'test.notices', subject: 'un-sc', count: 100 }])
  })

  test('whose reader let an entry through twice is our own fault, and publishes nothing', async () => {
    const twice = bring([anEntry('1'), anEntry('1', 'Oleksa Drohvyn again')])
    await expect(twice).rejects.toThrow(InvariantError)
    expect(await stateOf(secretariat)).toEqual([])
    expect(await bring(entries(1))).toMatchObject(counted(1, 0, 0, 0))
  })

  test('that the rulebook refuses in the middle keeps nothing of that batch', async () => {
    const wrong = { ...anEntry('2'), notice: { ...anEntry('2').notice, status: 'suspect' as const } }
    const refused = await bring([...entries(1), wrong, anEntry('3')])
    expect(refused).toMatchObject({
      ok: false,
      refusal: { refusals: [{ kind: 'rule/un-notice-needs-un-status' }] },
    })
    expect(await stateOf(secretariat)).toEqual([])
    expect(await accessesOf(secretariat)).toEqual([])
    expect(await bring(entries(3))).toMatchObject(counted(3, 0, 0, 0))
  })

  describe('after an officer withdrew a notice that is still on the list', () => {
    const withdrawFirst = async (): Promise<void> => {
      const rows = await secretariat.sql.query(`select record_id from import_entry where entry = '1'`)
      const [id] = rows.map((row) => uuidOf(row, 'record_id'))
      if (id === undefined) throw new Error('entry 1 was imported')
      const by = authorityOf(notices, 'record:withdraw')
      const withdrawn = await withdrawRecord(secretariat.world, by, { id, reason: 'the Commission decided' })
      expect(withdrawn.ok).toBe(true)
    }

    test('brings in all the rest, also when that entry changes, and does not overrule the officer', async () => {
      await bring(entries(2))
      await withdrawFirst()
      const changed = [anEntry('1', 'Oleksa Drohvyn the elder'), anEntry('2'), anEntry('3')]
      expect(await bring(changed)).toMatchObject(counted(1, 0, 0, 2))
      expect(await stateOf(secretariat)).toEqual(['1 withdrawn', '1', '1'])
    })

    test('forgets the entry when it leaves the list, without a second withdrawal', async () => {
      await bring(entries(2))
      await withdrawFirst()
      const before = await acts()
      expect(await bring([anEntry('2')])).toMatchObject(counted(0, 0, 0, 1))
      expect(await acts()).toBe(before)
      expect(await secretariat.sql.query(`select * from import_entry where entry = '1'`)).toEqual([])
    })
  })

  test('says how far it is', async () => {
    const seen: number[] = []
    await bring(entries(230), { onProgress: ({ done, of }) => seen.push(done, of) })
    expect(seen).toEqual([100, 230, 200, 230, 230, 230])
  })
})

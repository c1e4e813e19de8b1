import { AsyncLocalStorage } from 'node:async_hooks'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, afterEach, expect, test } from 'vitest'
import { type GroupCommit, groupCommit } from './group-commit.ts'
import { StoreBrokenError, StoreBusyError, StoreFullError } from './sql.ts'
import { connectSqlite, type SqliteConnection } from './sqlite-connection.ts'
import { transactionScope } from './transaction.ts'

const folder = mkdtempSync(join(tmpdir(), 'entraide-group-'))
const connections: SqliteConnection[] = []
let files = 0

function world(...setup: readonly string[]): { connection: SqliteConnection; commits: GroupCommit } {
  const connection = connectSqlite(join(folder, `${files++}.db`), { readOnly: false })
  connections.push(connection)
  for (const text of [
    'pragma journal_mode = wal',
    'create table item (id bigint primary key, body text)',
    ...setup,
  ])
    connection.exec(text)
  return { connection, commits: groupCommit(connection, transactionScope(5_000)) }
}

afterEach(() => {
  for (const connection of connections.splice(0)) connection.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const ids = (connection: SqliteConnection): readonly unknown[] =>
  connection.query('select id from item order by id').map((row) => row['id'])

test('when the disk is full, what was answered with success is kept and nothing else is', async () => {
  const { connection, commits } = world('pragma max_page_count = 40')
  const add = (id: number, length: number): Promise<number> =>
    commits.transact((tx) => tx.run('insert into item (id, body) values ($1, $2)', [id, 'x'.repeat(length)]))
  const outcomes = await Promise.allSettled([add(0, 10), add(1, 1_000_000), add(2, 10), add(3, 500_000)])
  const done = outcomes.flatMap(({ status }, id) => (status === 'fulfilled' ? [id] : []))
  expect(ids(connection)).toEqual(done)
  expect(outcomes[1]).toMatchObject({ status: 'rejected', reason: expect.any(StoreFullError) })
  await add(9, 10)
  expect(ids(connection)).toEqual([...done, 9])
})

test('when the commit fails, everyone in the group is told, and the next group goes on', async () => {
  const { connection, commits } = world(
    'pragma foreign_keys = on',
    'create table part (item bigint references item (id) deferrable initially deferred)',
  )
  const add = (id: number): Promise<number> =>
    commits.transact((tx) => tx.run('insert into item (id) values ($1)', [id]))
  const orphan = commits.transact((tx) => tx.run('insert into part (item) values (77)'))
  const outcomes = await Promise.allSettled([add(1), orphan, add(2)])
  for (const outcome of outcomes) {
    expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(StoreBrokenError) })
  }
  await add(3)
  expect(ids(connection)).toEqual([3])
})

test('when SQLite gives up the transaction by itself, nobody is told of a success', async () => {
  const { connection, commits } = world()
  const outcomes = await Promise.allSettled([
    commits.transact((tx) => tx.run('insert into item (id) values (1)')),
    commits.transact((tx) => tx.run('insert or rollback into item (id) values (1)')),
    commits.transact((tx) => tx.run('insert into item (id) values (2)')),
  ])
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled'])
  expect(ids(connection)).toEqual([2])
})

test('any mix of successes and failures leaves exactly the successes, in the order asked', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 150 }), async (wishes) => {
      const { connection, commits } = world()
      const order: number[] = []
      await Promise.allSettled(
        wishes.map((succeed, id) =>
          commits.transact(async (tx) => {
            order.push(id)
            await tx.run('insert into item (id) values ($1)', [id])
            if (!succeed) throw new RangeError('no')
          }),
        ),
      )
      expect(order).toEqual(wishes.map((_, id) => id))
      expect(ids(connection)).toEqual(wishes.flatMap((succeed, id) => (succeed ? [id] : [])))
    }),
    { numRuns: 20 },
  )
})

test('work runs in the context of who asked, not of who is in front in the queue', async () => {
  const { commits } = world()
  const officer = new AsyncLocalStorage<string>()
  const ask = (name: string): Promise<string | undefined> =>
    officer.run(name, () => commits.transact(async () => officer.getStore()))
  expect(await Promise.all([ask('Amal'), ask('Wanjiru'), ask('Wei')])).toEqual(['Amal', 'Wanjiru', 'Wei'])
})

test('a queue that is full refuses at once', async () => {
  const { commits } = world()
  const asked = Array.from({ length: 10_001 }, () => commits.transact(async () => 1))
  const outcomes = await Promise.allSettled(asked)
  expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([
    { status: 'rejected', reason: expect.any(StoreBusyError) },
  ])
})

test('a chore has the file for itself', async () => {
  const { connection, commits } = world()
  const order: string[] = []
  await Promise.all([
    commits.transact(async () => order.push('before')),
    commits.alone(async () => {
      order.push(`chore, in a transaction: ${connection.inTransaction()}`)
      await Promise.resolve()
      order.push('chore ends')
    }),
    commits.transact(async () => order.push('after')),
  ])
  expect(order).toHaveLength(4)
  expect(order.indexOf('chore ends') - order.indexOf('chore, in a transaction: false')).toBe(1)
  await expect(commits.alone(() => Promise.reject(new RangeError('no')))).rejects.toThrow(RangeError)
})

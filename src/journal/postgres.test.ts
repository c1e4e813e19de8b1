import { inspect } from 'node:util'
import { Client } from 'pg'
import { describe, expect, test } from 'vitest'
import { migrate } from './migrate.ts'
import { openPostgres } from './postgres.ts'
import { StatementError, StoreBrokenError } from './sql.ts'
import { describeSql } from './sql-contract.ts'

/** A server for tests only: each test makes and drops schemas on it. `npm test` starts one where it can. */
const url = process.env['ENTRAIDE_TEST_POSTGRES']
const REASON = 'ENTRAIDE_TEST_POSTGRES is not set: no PostgreSQL server to test on'

let schemas = 0

async function sqlAsOperator(text: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(text)
  await client.end()
}

if (url === undefined) process.stderr.write(`SKIPPED: the store on a PostgreSQL server. ${REASON}\n`)

// In continuous integration a missing server is a failure, elsewhere a skip.
test.skipIf(url === undefined && process.env['CI'] !== 'true')('there is a server to test on', () => {
  expect(url, REASON).toBeDefined()
})

describe.skipIf(url === undefined)('with a server', () => {
  test('a connection that the server ends fails what ran on it by name, and the next one goes on', async () => {
    const sql = await openPostgres(url ?? '')
    const cut = sql.transact(async (tx) => {
      const [row] = await tx.query('select pg_backend_pid() as id')
      await sqlAsOperator(`select pg_terminate_backend(${Number(row?.['id'])})`)
      await tx.query('select 1')
    })
    await expect(cut).rejects.toThrow(StoreBrokenError)
    expect(await sql.transact((tx) => tx.query('select 1 as n'))).toEqual([{ n: 1 }])
    await sql.close()
  })

  test('two nodes that start and write on one store at once lose no count and let nobody starve', async () => {
    const schema = `test_${process.pid}_shared`
    const nodes = await Promise.all([1, 2].map(() => openPostgres(url ?? '', { schema })))
    const text = 'create table counter (id bigint primary key, n bigint not null)'
    await Promise.all(nodes.map((sql) => migrate(sql, [{ id: 1, name: 'counter', text }])))
    const start = 'insert into counter (id, n) values (1, 0) on conflict (id) do nothing'
    await Promise.all(nodes.map((sql) => sql.transact((tx) => tx.run(start))))
    const count = 'update counter set n = n + 1 where id = 1 returning n'
    const counted = await Promise.all(
      Array.from({ length: 150 }, () => nodes.map((sql) => sql.transact((tx) => tx.query(count)))).flat(),
    )
    expect(new Set(counted.map(([row]) => row?.['n'])).size).toBe(300)
    for (const sql of nodes) await sql.close()
    await sqlAsOperator(`drop schema ${schema} cascade`)
  })

  test('values of a row stay out of the errors of the server', async () => {
    const sql = await openPostgres(url ?? '')
    const failing = sql.query('select cast($1 as bigint)', ['Amina Idrissi'])
    const error: unknown = await failing.catch((cause: unknown) => cause)
    expect(error).toBeInstanceOf(StatementError)
    expect(inspect(error, { showHidden: true, depth: 9 })).not.toContain('Idrissi')
    await sql.close()
  })

  describeSql('a PostgreSQL server', () => {
    const server = url ?? ''
    const schema = `test_${process.pid}_${schemas++}`
    return {
      open: (options) => openPostgres(server, { ...options, schema }),
      reopen: () => openPostgres(server, { schema }),
      remove: () => sqlAsOperator(`drop schema if exists ${schema} cascade`),
    }
  })
})

describe('a PostgreSQL server that cannot be reached', () => {
  test('is named as a broken store, without the password of its address', async () => {
    const opening = openPostgres('postgres://entraide:hush@127.0.0.1:1/none')
    await expect(opening).rejects.toThrow(StoreBrokenError)
    const error: unknown = await opening.catch((cause: unknown) => cause)
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('hush')
  })
})

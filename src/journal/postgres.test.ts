import { Client } from 'pg'
import { describe, expect, test } from 'vitest'
import { openPostgres } from './postgres.ts'
import { StoreBrokenError } from './sql.ts'
import { describeSql } from './sql-contract.ts'

/** A server for tests only: each test makes and drops schemas on it. `npm test` starts one where it can. */
const url = process.env['ENTRAIDE_TEST_POSTGRES']
const REASON = 'ENTRAIDE_TEST_POSTGRES is not set: no PostgreSQL server to test on'

let schemas = 0

async function drop(server: string, schema: string): Promise<void> {
  const client = new Client({ connectionString: server })
  await client.connect()
  await client.query(`drop schema if exists ${schema} cascade`)
  await client.end()
}

if (url === undefined) process.stderr.write(`SKIPPED: the store on a PostgreSQL server. ${REASON}\n`)

// In continuous integration a missing server is a failure, elsewhere a skip.
test.skipIf(process.env['CI'] !== 'true' || url !== undefined)(
  'there is a PostgreSQL server to test on',
  () => {
    expect.fail(REASON)
  },
)

describe.skipIf(url === undefined)('with a server', () => {
  describeSql('a PostgreSQL server', () => {
    const server = url ?? ''
    const schema = `test_${process.pid}_${schemas++}`
    return {
      open: (options) => openPostgres(server, { ...options, schema }),
      reopen: () => openPostgres(server, { schema }),
      remove: () => drop(server, schema),
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

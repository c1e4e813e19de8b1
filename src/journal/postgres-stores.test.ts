import { Client } from 'pg'
import { afterAll, describe } from 'vitest'
import { describeBatches } from './batch-contract.ts'
import { openPostgres } from './postgres.ts'
import { describeStores } from './stores-contract.ts'

/** A server for tests only: each test makes schemas on it, dropped at the end. postgres.test.ts says when it must be there. */
const url = process.env['ENTRAIDE_TEST_POSTGRES']
if (url === undefined) {
  process.stderr.write(
    "SKIPPED: the aggregates' stores on a PostgreSQL server. ENTRAIDE_TEST_POSTGRES is not set\n",
  )
}

describe.skipIf(url === undefined)('with a server', () => {
  const schemas: string[] = []
  afterAll(async () => {
    const client = new Client({ connectionString: url })
    await client.connect()
    for (const schema of schemas) await client.query(`drop schema if exists ${schema} cascade`)
    await client.end()
  })
  const openStore = (): ReturnType<typeof openPostgres> => {
    const schema = `stores_${process.pid}_${schemas.length}`
    schemas.push(schema)
    return openPostgres(url ?? '', { schema })
  }
  describeStores('a PostgreSQL server', openStore)
  describeBatches('a PostgreSQL server', openStore)
})

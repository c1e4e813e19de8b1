import { afterAll, beforeAll } from 'vitest'
import { openPglite, startPglite } from './pglite.ts'
import { describeSql } from './sql-contract.ts'

let server: Awaited<ReturnType<typeof startPglite>>
let schemas = 0

beforeAll(async () => {
  server = await startPglite()
}, 60_000)
afterAll(() => server.close())

describeSql('PostgreSQL in WebAssembly', () => {
  const schema = `test_${schemas++}`
  return {
    open: (options) => openPglite(server, { ...options, schema }),
    reopen: () => openPglite(server, { schema }),
  }
})

import { afterAll, beforeAll } from 'vitest'
import { describeBatches } from './batch-contract.ts'
import { openPglite, startPglite } from './pglite.ts'
import { describeStores } from './stores-contract.ts'

let server: Awaited<ReturnType<typeof startPglite>>
let schemas = 0
beforeAll(async () => {
  server = await startPglite()
}, 60_000)
afterAll(() => server.close())

describeStores('PostgreSQL in WebAssembly', () => openPglite(server, { schema: `stores_${schemas++}` }))
describeBatches('PostgreSQL in WebAssembly', () => openPglite(server, { schema: `stores_${schemas++}` }))

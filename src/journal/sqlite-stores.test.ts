import { describeBatches } from './batch-contract.ts'
import { openSqlite } from './sqlite.ts'
import { describeStores } from './stores-contract.ts'

describeStores('SQLite', async () => openSqlite(':memory:'))
describeBatches('SQLite', async () => openSqlite(':memory:'))

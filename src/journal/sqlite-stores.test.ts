import { openSqlite } from './sqlite.ts'
import { describeStores } from './stores-contract.ts'

describeStores('SQLite', async () => openSqlite(':memory:'))

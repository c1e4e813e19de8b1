import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describeSql } from './sql-contract.ts'
import { openSqlite } from './sqlite.ts'

describeSql('SQLite in a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'entraide-sql-'))
  const path = join(folder, 'store.db')
  return {
    open: async (options) => openSqlite(path, options),
    reopen: async () => openSqlite(path),
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  }
})

describeSql('SQLite in memory', () => ({ open: async (options) => openSqlite(':memory:', options) }), false)

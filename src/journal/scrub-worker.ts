import { statSync } from 'node:fs'
import { workerData } from 'node:worker_threads'
import { z } from 'zod'
import { StoreBusyError } from './sql.ts'
import { connectSqlite } from './sqlite-connection.ts'

/**
 * Rewrites the file named by `workerData.path` from its live rows, and empties its write-ahead log.
 *
 * `secure_delete` alone is not enough: when SQLite spreads cells over pages it leaves copies in the gaps
 * of pages, which a later delete does not reach. A thread of its own, since it takes seconds for a gigabyte.
 */
const IN_MEMORY_BYTES = 256 * 1024 * 1024

const { path } = z.object({ path: z.string() }).parse(workerData)
const connection = connectSqlite(path, { readOnly: false })
try {
  connection.exec('pragma synchronous = full')
  connection.exec('pragma secure_delete = on')
  connection.exec(`pragma temp_store = ${statSync(path).size <= IN_MEMORY_BYTES ? 'memory' : 'file'}`)
  connection.exec('vacuum')
  const [outcome] = connection.query('pragma wal_checkpoint(truncate)')
  if (outcome?.['busy'] !== 0) throw new StoreBusyError('a long read kept the write-ahead log in use')
} finally {
  connection.close()
}

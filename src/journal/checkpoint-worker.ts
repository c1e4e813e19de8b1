import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { assert } from '#kernel/assert.ts'
import { connectSqlite } from './sqlite-connection.ts'

/**
 * Moves what the write-ahead log holds into the file named by `workerData.path`: once at its start, while others write,
 * and once more when it is told to, when nobody does, so that the log begins anew. Says after each that it is done.
 */
const port = parentPort
assert(port !== null, 'this is the beginning of a thread')
const { path } = z.object({ path: z.string() }).parse(workerData)
const connection = connectSqlite(path, { readOnly: false })
connection.exec('pragma checkpoint_fullfsync = on') // as the writer: only there is a sync one on macOS
const moveOver = (): void => {
  connection.query('pragma wal_checkpoint(passive)')
  port.postMessage('done')
}
port.once('message', () => {
  try {
    moveOver()
  } finally {
    connection.close()
    port.close()
  }
})
moveOver()

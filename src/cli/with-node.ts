import type { Call } from './command.ts'
import { type Connection, connect } from './connection.ts'
import { nodeFolderAt } from './node-at.ts'

/** Runs something with a way to the node that the command means, and lets go of it. */
export async function withNode<T>(call: Call, work: (connection: Connection) => Promise<T>): Promise<T> {
  const folder = nodeFolderAt(call.text('node'), call.terminal)
  const connection = await connect(folder, call.language, (line) => {
    if (line.level === 'error') call.output.note(JSON.stringify(line))
  })
  try {
    return await work(connection)
  } finally {
    await connection.close()
  }
}

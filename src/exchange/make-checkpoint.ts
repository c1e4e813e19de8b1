import { setImmediate } from 'node:timers/promises'
import type { LogName } from '#desks/ports.ts'
import { toBase64 } from '#kernel/bytes.ts'
import { addCheckpoint, growAhead, growTree, LOGS, type TreeAhead } from '#journal/ledger-store.ts'
import type { Sql } from '#journal/sql.ts'
import { checkpointText } from '#ledger/checkpoint.ts'
import { frontierRoot } from '#ledger/frontier.ts'
import { nodeSha256 } from '#ledger/node-sha256.ts'
import { logSigners } from '#ledger/node-signatures.ts'
import { signNote } from '#ledger/note.ts'
import type { NodeContext } from './node-context.ts'

/** The name of a member's log in its checkpoints (C2SP tlog-checkpoint: a schema-less URL, unique and lasting). */
export function logOrigin(network: string, member: string, log: LogName): string {
  return `entraide/${network}/${member}/${log}`
}

/** Signs a checkpoint of each log that has grown since its last one. Gives how many were made. */
export async function makeCheckpoints(sql: Sql, node: NodeContext): Promise<number> {
  let made = 0
  for (const log of LOGS) if (await makeCheckpoint(sql, node, log)) made++
  return made
}

async function makeCheckpoint(sql: Sql, node: NodeContext, log: LogName): Promise<boolean> {
  const ahead = await treeAhead(sql, log)
  return sql.transact(async (tx) => {
    const tree = await growTree(tx, log, ahead)
    if (tree === undefined) return false
    const at = node.now()
    const origin = logOrigin(node.charter().network, node.self.id, log)
    const root = frontierRoot(tree, nodeSha256)
    const signers = logSigners(origin, node.keys.log)(Math.floor(Date.parse(at) / 1000))
    const note = signNote(checkpointText({ origin, size: tree.size, root }), signers)
    await addCheckpoint(tx, node.contents, { log, size: tree.size, root: toBase64(root), at, note })
    return true
  })
}

/** Leaves taken at once: some milliseconds, after which officers who wait have their turn. */
const LEAVES = 500

async function treeAhead(sql: Sql, log: LogName): Promise<TreeAhead | undefined> {
  for (let ahead: TreeAhead | undefined; ; ) {
    const next = await growAhead(sql, log, ahead, LEAVES)
    if (next === undefined) return ahead
    ahead = next
    await setImmediate()
  }
}

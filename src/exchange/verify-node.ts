import type { Finding, StoreVerdict } from '#desks/ports.ts'
import { actMark, headingsAfter, readAct, type StoredHeading } from '#journal/act-store.ts'
import { LOGS, LogDamagedError } from '#journal/ledger-store.ts'
import type { Sql } from '#journal/sql.ts'
import { makeCheckpoints } from './make-checkpoint.ts'
import type { NodeContext } from './node-context.ts'
import { verifyStoredFeeds } from './verify-stored-feeds.ts'
import { verifyStoredLog } from './verify-stored-log.ts'

/**
 * Proves this node's whole store from its first leaf: both logs against their signed checkpoints, every envelope
 * and access entry against its leaf, every act against its content and its mark, every feed against its chain of
 * signatures.
 *
 * Says where, for each thing that was changed; reports nothing of any content.
 */
export async function verifyNode(sql: Sql, node: NodeContext): Promise<StoreVerdict> {
  const logs: StoreVerdict['logs'][number][] = []
  const findings: Finding[] = []
  for (const log of LOGS) logs.push(await verifyStoredLog(sql, node, log, findings))
  await verifyActs(sql, node, findings)
  await verifyStoredFeeds(sql, node, findings)
  return { logs, findings }
}

/** Signs what is not yet under a checkpoint, so that the proof reaches the last leaf; damage is never signed for. */
export async function checkpointAndVerify(sql: Sql, node: NodeContext): Promise<StoreVerdict> {
  try {
    await makeCheckpoints(sql, node)
  } catch (error) {
    if (!(error instanceof LogDamagedError)) throw error // that one the findings will name
  }
  return verifyNode(sql, node)
}

const PAGE = 2000

async function verifyActs(sql: Sql, node: NodeContext, findings: Finding[]): Promise<void> {
  for (let after = ''; ; ) {
    const rows = await headingsAfter(sql, after, PAGE)
    for (const row of rows) {
      const where = `act ${row.id}`
      if (actMark(node.contents, row) !== row.mark) findings.push({ where, what: 'act/row-changed' })
      if (row.isErased) {
        if (row.isSubjectKept && row.type !== 'record/withdrawn')
          findings.push({ where, what: 'act/content-missing' })
      } else if (!(await isContentTrue(sql, node, row))) {
        const [again] = await headingsAfter(sql, after, 1)
        const wasErasedMeanwhile = again?.id === row.id && again.isErased && !again.isSubjectKept
        if (!wasErasedMeanwhile) findings.push({ where, what: 'act/content-changed' })
      }
      after = row.id
    }
    if (rows.length < PAGE) return
  }
}

async function isContentTrue(sql: Sql, node: NodeContext, row: StoredHeading): Promise<boolean> {
  const act = await readAct(sql, node.contents, row.id).catch(() => undefined)
  return (
    act?.id === row.id &&
    act.issuer === row.issuer &&
    act.type === row.type &&
    act.subject === row.subject &&
    act.issuedAt === row.issuedAt
  )
}

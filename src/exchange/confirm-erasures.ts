import { erasuresDue, takeErasure } from '#journal/erasure-store.ts'
import type { Sql } from '#journal/sql.ts'
import { issueAct } from './issue-act.ts'
import type { NodeContext } from './node-context.ts'
import { emptyOutcome, type Outcome } from './outcome.ts'

/**
 * Cleans the store's files of what was deleted, then confirms each erasure to its owner with a signed act.
 *
 * In that order: a receipt is never sent for bytes that are still on the disk. After a crash the erasures are still
 * due, and start-up calls this again. `forget`: does the same for what the node keeps outside the store.
 */
export async function confirmErasures(
  sql: Sql,
  node: NodeContext,
  onCommitted: (outcome: Outcome) => void,
  forget: () => Promise<void> = async () => undefined,
): Promise<number> {
  let confirmed = 0
  for (;;) {
    const due = await erasuresDue(sql, 200)
    if (due.length === 0) return confirmed
    // Orders about what is not held deleted nothing: they must not make a peer the master of the disk's work.
    if (due.some(({ rows, keys, envelopes }) => rows + keys + envelopes > 0)) {
      await forget()
      await sql.scrub()
    }
    let outcome = emptyOutcome()
    await sql.transact(async (tx) => {
      outcome = emptyOutcome()
      for (const erasure of due) {
        if (!(await takeErasure(tx, erasure.recordId)) || erasure.owner === node.self.id) continue
        await issueAct(
          tx,
          node,
          {
            type: 'erasure/confirmed',
            subject: node.newId(),
            recipients: [erasure.owner],
            body: {
              erasure: {
                order: erasure.orderId,
                record: erasure.recordId,
                erasedAt: node.now(),
                rows: erasure.rows,
                keys: erasure.keys,
                indexEntries: erasure.indexEntries,
                envelopes: erasure.envelopes,
              },
            },
          },
          outcome,
        )
      }
    })
    onCommitted(outcome)
    confirmed += due.length
  }
}

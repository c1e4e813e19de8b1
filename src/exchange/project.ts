import type { Act } from '#acts/act.ts'
import type { Instant } from '#kernel/days.ts'
import { addConfirmation, eraseRecord, owesConfirmation } from '#journal/erasure-store.ts'
import { addHit } from '#journal/hit-store.ts'
import { markWithdrawn, putRecord, recordBefore, recordHeading } from '#journal/record-store.ts'
import type { SqlWriter } from '#journal/sql.ts'
import type { NodeContext } from './node-context.ts'
import type { Outcome } from './outcome.ts'

/**
 * What an act changes here, own or received: the same for both, so that every node comes to the same state.
 *
 * The act is already judged and kept. What changes outside the store is noted in `outcome`.
 */
export async function project(
  tx: SqlWriter,
  node: NodeContext,
  act: Act,
  at: Instant,
  outcome: Outcome,
): Promise<void> {
  switch (act.type) {
    case 'record/published':
    case 'record/updated': {
      const { record } = act.body
      const before = await recordBefore(tx, node.contents, act.subject)
      const change = await putRecord(tx, act, record.database, at)
      outcome.index.push({ type: 'put', id: act.subject, owner: act.issuer, record, before, change })
      outcome.topics.add('records')
      return
    }
    case 'record/withdrawn': {
      const held = await recordHeading(tx, act.subject)
      if (held?.isWithdrawn === true) return
      const order = { recordId: act.subject, orderId: act.id, owner: act.issuer, at }
      if (held === undefined) {
        // A holder that never saw the record confirms all the same: the owner waits for an answer from everyone it told.
        await owesConfirmation(tx, order)
      } else {
        const before = await recordBefore(tx, node.contents, act.subject)
        const change = await markWithdrawn(tx, act.subject, act.id, at)
        await eraseRecord(tx, node.contents, order)
        outcome.index.push({ type: 'remove', id: act.subject, before, change })
      }
      outcome.topics.add('records').add('hits')
      outcome.isErasureDue = true
      return
    }
    case 'hit/reported': {
      const held = await recordHeading(tx, act.body.hit.record)
      const isOwn = act.issuer === node.self.id
      await addHit(tx, {
        id: act.subject,
        box: isOwn ? 'sent' : 'received',
        reporter: act.issuer,
        owner: held?.owner ?? node.self.id,
        recordId: act.body.hit.record,
        at,
        actId: act.id,
      })
      outcome.topics.add('hits')
      return
    }
    case 'erasure/confirmed': {
      const { erasure } = act.body
      if (act.issuer !== node.self.id) {
        await addConfirmation(tx, { recordId: erasure.record, holder: act.issuer, at, actId: act.id })
        outcome.topics.add('records')
      }
      return
    }
  }
}

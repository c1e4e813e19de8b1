import type { Authority } from '#desks/authority.ts'
import type { RulesRefusal, World, Writing } from '#desks/ports.ts'
import { assert } from '#kernel/assert.ts'
import type { Uuid } from '#kernel/ids.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { allOthers } from './publish-record.ts'
import { type RecordView, recordView } from './record-view.ts'

export type WithdrawalRefusal =
  | { readonly kind: 'record/unknown' }
  | { readonly kind: 'record/not-owner' }
  | { readonly kind: 'record/already-withdrawn' }
  | RulesRefusal

/**
 * Withdraws a record of this member (RPD 51): it is erased here at once, and every holder is ordered to erase it and
 * to answer with a signed receipt. What is shown afterwards is who has answered.
 */
export async function withdrawRecord(
  world: World,
  by: Authority<'record:withdraw'>,
  asked: Withdrawal,
): Promise<Result<RecordView, WithdrawalRefusal>> {
  return world.journal.transact(async (tx) => {
    const withdrawn = await withdrawIn(tx, world, by, asked)
    if (!withdrawn.ok) {
      const { account: actor, entity } = by.actor
      // Logged like a read: "not yours" tells that it is held.
      const { kind: outcome } = withdrawn.refusal
      await tx.log({ kind: 'access/refused', actor, entity, subject: asked.id, outcome })
    }
    return withdrawn
  })
}

interface Withdrawal {
  readonly id: Uuid
  readonly reason: string
}

async function withdrawIn(
  tx: Writing,
  world: World,
  by: Authority<'record:withdraw'>,
  { id, reason }: Withdrawal,
): Promise<Result<RecordView, WithdrawalRefusal>> {
  const view = await recordView(world, tx, by.actor, id)
  if (view === undefined) return refuse({ kind: 'record/unknown' })
  if (!view.isOwn) return refuse({ kind: 'record/not-owner' })
  if (view.held.withdrawnAt !== null) return refuse({ kind: 'record/already-withdrawn' })
  const issued = await tx.issue({
    type: 'record/withdrawn',
    subject: id,
    recipients: [...allOthers(world)],
    body: { database: view.held.database, reason },
  })
  if (!issued.ok) return issued
  await tx.log({
    kind: 'record/withdrawn',
    actor: by.actor.account,
    entity: by.actor.entity,
    database: view.held.database,
    subject: id,
  })
  const after = await recordView(world, tx, by.actor, id)
  assert(after !== undefined, 'the owner sees a record that it has withdrawn')
  return ok(after)
}

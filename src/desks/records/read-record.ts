import type { Authority } from '#desks/authority.ts'
import type { World } from '#desks/ports.ts'
import type { Uuid } from '#kernel/ids.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { type RecordView, recordView } from './record-view.ts'

export type RecordUnknown = { readonly kind: 'record/unknown' }

/** Reads one record or notice. The one answer for absent, withdrawn and not for you is `record/unknown`; both are logged. */
export async function readRecord(
  world: World,
  by: Authority<'record:read'>,
  id: Uuid,
): Promise<Result<RecordView, RecordUnknown>> {
  return world.journal.transact(async (tx) => {
    const view = await recordView(world, tx, by.actor, id)
    await tx.log({
      kind: 'record/read',
      actor: by.actor.account,
      entity: by.actor.entity,
      subject: id,
      outcome: view === undefined ? 'nothing' : 'shown',
    })
    return view === undefined ? refuse({ kind: 'record/unknown' }) : ok(view)
  })
}

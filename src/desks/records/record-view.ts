import type { Holder, RecordHeld, World, Writing } from '#desks/ports.ts'
import type { Actor } from '#desks/authority.ts'
import { permissionsOf } from '#desks/authority.ts'
import type { Uuid } from '#kernel/ids.ts'

/** A record as its reader sees it. Who else holds it is shown to its owner only. */
export interface RecordView {
  readonly held: RecordHeld
  readonly isOwn: boolean
  readonly holders: readonly Holder[]
  readonly mayWithdraw: boolean
}

export async function recordView(
  world: World,
  tx: Writing,
  actor: Actor,
  id: Uuid,
): Promise<RecordView | undefined> {
  const held = await tx.records.find(id)
  if (held === undefined) return undefined
  const isOwn = held.owner === world.self.id
  // Of another member's record that was withdrawn not even the fact is left to see.
  if (!isOwn && held.withdrawnAt !== null) return undefined
  return {
    held,
    isOwn,
    holders: isOwn ? await tx.records.holders(id) : [],
    mayWithdraw: isOwn && held.withdrawnAt === null && permissionsOf(actor.roles).includes('record:withdraw'),
  }
}

import type { PoliceRecord } from '#acts/record.ts'
import type { Actor } from '#desks/authority.ts'
import type { RulesRefusal, World } from '#desks/ports.ts'
import type { MemberId } from '#kernel/ids.ts'
import { assert } from '#kernel/assert.ts'
import { ok, type Result } from '#kernel/result.ts'
import { addMonths, type Day, dayOf } from '#kernel/days.ts'
import { RULEBOOK } from '#rulebook/parameters.ts'
import { type RecordView, recordView } from './record-view.ts'

/** Everyone in the charter but oneself: the common databases are common. */
export function allOthers(world: World): readonly MemberId[] {
  return world
    .charter()
    .members.map((member) => member.id)
    .filter((id) => id !== world.self.id)
}

/** The longest time that the rulebook allows, unless the source says less. */
export function retention(today: Day, database: PoliceRecord['database'], asked: Day | undefined): Day {
  return asked ?? addMonths(today, RULEBOOK.retentionMonths[database])
}

/** Issues a new record of this member to the whole network; the record, its act and its log entry are one. */
export async function publishRecord(
  world: World,
  actor: Actor,
  record: PoliceRecord,
): Promise<Result<RecordView, RulesRefusal>> {
  return world.journal.transact(async (tx) => {
    const id = world.newId()
    const issued = await tx.issue({
      type: 'record/published',
      subject: id,
      recipients: [...allOthers(world)],
      body: { record },
    })
    if (!issued.ok) return issued
    await tx.log({
      kind: 'record/recorded',
      actor: actor.account,
      entity: actor.entity,
      database: record.database,
      subject: id,
    })
    const view = await recordView(world, tx, actor, id)
    assert(view !== undefined, 'a record that was issued is held')
    return ok(view)
  })
}

export const today = (world: World): Day => dayOf(world.clock.now())

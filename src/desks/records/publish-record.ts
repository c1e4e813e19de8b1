import type { PoliceRecord } from '#acts/record.ts'
import type { Actor } from '#desks/authority.ts'
import { exactKeysOf, indexEntryOf } from '#desks/checks/index-entry.ts'
import type { RulesRefusal, World, Writing } from '#desks/ports.ts'
import { isUuid, type MemberId, type Uuid } from '#kernel/ids.ts'
import { assert } from '#kernel/assert.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
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

export interface AlreadyRecorded {
  readonly kind: 'record/already-recorded'
  /** The record that stands. */
  readonly record: Uuid
}

/**
 * This member's record of the same thing, if there is one. Recorded twice, it would have to be withdrawn twice before
 * other members' checks fall silent.
 */
async function sameThing(world: World, tx: Writing, record: PoliceRecord): Promise<Uuid | undefined> {
  const { keys } = indexEntryOf(record)
  const bearing = keys.map(
    (key) => new Set(world.index.findKeys([key], { mayKnow: () => true }).map(({ id }) => id)),
  )
  // All of its numbers: a plate that was moved to another car is another thing.
  const found = [...(bearing[0] ?? [])].filter((id) => bearing.every((ids) => ids.has(id)))
  const held = await tx.records.findAll(found.filter(isUuid))
  return held.find(
    (each) =>
      each.owner === world.self.id &&
      each.withdrawnAt === null &&
      isSameKind(each.record, record) &&
      hasSameNumbers(each.record, record),
  )?.id
}

/** The index finds what may be the same: its keys are fingerprints of numbers with their confusable characters folded. */
function hasSameNumbers(one: PoliceRecord | null, other: PoliceRecord): boolean {
  const numbers = one === null ? [] : exactKeysOf(one)
  return exactKeysOf(other).every((key) => numbers.includes(key))
}

function isSameKind(one: PoliceRecord | null, other: PoliceRecord): boolean {
  if (one?.database === 'travel-documents' && other.database === 'travel-documents') {
    return one.documentType === other.documentType
  }
  return one?.database === other.database
}

/** Issues a new record of this member to the whole network; the record, its act and its log entry are one. */
export async function publishRecord(
  world: World,
  actor: Actor,
  record: PoliceRecord,
): Promise<Result<RecordView, RulesRefusal | AlreadyRecorded>> {
  return world.journal.transact(async (tx) => {
    const standing = await sameThing(world, tx, record)
    if (standing !== undefined) {
      await tx.log({
        kind: 'access/refused',
        actor: actor.account,
        entity: actor.entity,
        database: record.database,
        subject: standing,
        outcome: 'record/already-recorded',
      })
      return refuse({ kind: 'record/already-recorded', record: standing })
    }
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

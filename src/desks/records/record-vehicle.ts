import type { Vehicle } from '#acts/record.ts'
import type { Authority } from '#desks/authority.ts'
import type { RulesRefusal, World } from '#desks/ports.ts'
import type { Result } from '#kernel/result.ts'
import { type AlreadyRecorded, publishRecord, retention, today } from './publish-record.ts'
import { type ImpossibleLoss, possibleLoss } from './possible-loss.ts'
import type { RecordView } from './record-view.ts'

export type VehicleDraft = Omit<
  Vehicle,
  'database' | 'source' | 'recordedOn' | 'confidentiality' | 'retainUntil'
> &
  Partial<Pick<Vehicle, 'confidentiality' | 'retainUntil'>>

/** Records a stolen or missing vehicle. */
export async function recordVehicle(
  world: World,
  by: Authority<'record:record'>,
  draft: VehicleDraft,
): Promise<Result<RecordView, RulesRefusal | AlreadyRecorded | ImpossibleLoss>> {
  const possible = possibleLoss(draft, world.clock.now())
  if (!possible.ok) return possible
  return publishRecord(world, by.actor, {
    ...draft,
    database: 'vehicles',
    source: world.self.id,
    recordedOn: world.clock.now(),
    confidentiality: draft.confidentiality ?? 'official-use-only',
    retainUntil: retention(today(world), 'vehicles', draft.retainUntil),
  })
}

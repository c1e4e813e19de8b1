import type { TravelDocument } from '#acts/record.ts'
import type { Authority } from '#desks/authority.ts'
import type { RulesRefusal, World } from '#desks/ports.ts'
import type { Result } from '#kernel/result.ts'
import { type AlreadyRecorded, publishRecord, retention, today } from './publish-record.ts'
import { type ImpossibleLoss, possibleLoss } from './possible-loss.ts'
import type { RecordView } from './record-view.ts'

export type TravelDocumentDraft = Omit<
  TravelDocument,
  'database' | 'source' | 'recordedOn' | 'confidentiality' | 'retainUntil'
> &
  Partial<Pick<TravelDocument, 'confidentiality' | 'retainUntil'>>

/** Records a stolen, lost or revoked document. The rulebook lets only the issuing country do it. */
export async function recordTravelDocument(
  world: World,
  by: Authority<'record:record'>,
  draft: TravelDocumentDraft,
): Promise<Result<RecordView, RulesRefusal | AlreadyRecorded | ImpossibleLoss>> {
  const possible = possibleLoss(draft, world.clock.now())
  if (!possible.ok) return possible
  return publishRecord(world, by.actor, {
    ...draft,
    database: 'travel-documents',
    source: world.self.id,
    recordedOn: world.clock.now(),
    confidentiality: draft.confidentiality ?? 'official-use-only',
    retainUntil: retention(today(world), 'travel-documents', draft.retainUntil),
  })
}

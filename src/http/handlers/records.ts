import type { Confidentiality } from '#acts/fields.ts'
import type { World } from '#desks/ports.ts'
import { listHits } from '#desks/records/list-hits.ts'
import { listRecords } from '#desks/records/list-records.ts'
import { readRecord } from '#desks/records/read-record.ts'
import { recordTravelDocument } from '#desks/records/record-travel-document.ts'
import { recordVehicle } from '#desks/records/record-vehicle.ts'
import { withdrawRecord } from '#desks/records/withdraw-record.ts'
import * as routes from '#http/contract/records.ts'
import type { Mount } from '#http/mount.ts'
import { hitPageView, recordPageView, recordView } from '#http/views/record.ts'
import type { Day } from '#kernel/days.ts'
import { ok } from '#kernel/result.ts'

export function mountRecords(mount: Mount, world: World): void {
  mount.permitted(routes.listRecords, async ({ by, query }) =>
    ok(recordPageView(await listRecords(world, by, query))),
  )

  mount.permitted(routes.readRecord, async ({ by, params }) => {
    const record = await readRecord(world, by, params.id)
    return record.ok ? ok(recordView(record.value)) : record
  })

  mount.permitted(routes.recordTravelDocument, async ({ by, body }) => {
    const { confidentiality, retainUntil, ...draft } = body
    const record = await recordTravelDocument(world, by, { ...draft, ...given(confidentiality, retainUntil) })
    return record.ok ? ok(recordView(record.value)) : record
  })

  mount.permitted(routes.recordVehicle, async ({ by, body }) => {
    const { confidentiality, retainUntil, ...draft } = body
    const record = await recordVehicle(world, by, { ...draft, ...given(confidentiality, retainUntil) })
    return record.ok ? ok(recordView(record.value)) : record
  })

  mount.permitted(routes.withdrawRecord, async ({ by, params, body }) => {
    const record = await withdrawRecord(world, by, { id: params.id, reason: body.reason })
    return record.ok ? ok(recordView(record.value)) : record
  })

  mount.permitted(routes.listHits, async ({ by, query }) => ok(hitPageView(await listHits(world, by, query))))
}

/** What was left out stays out: the desk decides it. */
function given(
  confidentiality: Confidentiality | undefined,
  retainUntil: Day | undefined,
): { readonly confidentiality?: Confidentiality; readonly retainUntil?: Day } {
  return {
    ...(confidentiality !== undefined && { confidentiality }),
    ...(retainUntil !== undefined && { retainUntil }),
  }
}

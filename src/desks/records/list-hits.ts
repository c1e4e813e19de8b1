import { primaryName } from '#acts/person.ts'
import type { PoliceRecord } from '#acts/record.ts'
import type { Authority } from '#desks/authority.ts'
import type { HitHeld, World } from '#desks/ports.ts'
import type { Uuid } from '#kernel/ids.ts'
import { LIMITS } from '#kernel/limits.ts'

export interface HitPage {
  readonly rows: readonly (HitHeld & { readonly title: string | null })[]
  readonly next: Uuid | null
}

/** What a record is called in a list. */
export function titleOf(record: PoliceRecord): string {
  switch (record.database) {
    case 'notices':
      return primaryName(record.subject)
    case 'travel-documents':
      return `${record.number} (${record.issuingCountry})`
    case 'vehicles':
      return [record.make, record.model, record.plate ?? record.vin]
        .filter((part) => part !== undefined)
        .join(' ')
  }
}

/** Hits reported to us and by us, newest first. */
export async function listHits(
  world: World,
  by: Authority<'hit:read'>,
  asked: {
    readonly box?: 'received' | 'sent' | undefined
    readonly after?: Uuid | undefined
    readonly limit?: number | undefined
  },
): Promise<HitPage> {
  const limit = Math.min(asked.limit ?? 25, LIMITS.pageRows)
  return world.journal.transact(async (tx) => {
    const found = await tx.hits.page({
      ...(asked.box !== undefined && { box: asked.box }),
      ...(asked.after !== undefined && { after: asked.after }),
      limit: limit + 1,
    })
    const rows = found.slice(0, limit)
    const records = await tx.records.findAll([...new Set(rows.map((row) => row.hit.record))])
    const titles = new Map(
      records.map((held) => [held.id, held.record === null ? null : titleOf(held.record)]),
    )
    await tx.log({
      kind: 'hit/listed',
      actor: by.actor.account,
      entity: by.actor.entity,
      records: rows.map((row) => row.hit.record),
      count: rows.length,
    })
    return {
      rows: rows.map((row) => ({ ...row, title: titles.get(row.hit.record) ?? null })),
      next: found.length > limit ? (rows.at(-1)?.id ?? null) : null,
    }
  })
}

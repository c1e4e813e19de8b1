import type { Database } from '#acts/record.ts'
import type { Authority } from '#desks/authority.ts'
import type { RecordHeld, World } from '#desks/ports.ts'
import type { Uuid } from '#kernel/ids.ts'
import { LIMITS } from '#kernel/limits.ts'

export interface RecordsAsked {
  readonly database?: Database | undefined
  readonly scope?: 'own' | 'all' | undefined
  readonly after?: Uuid | undefined
  readonly limit?: number | undefined
}

export interface RecordPage {
  readonly rows: readonly (RecordHeld & { readonly isOwn: boolean })[]
  readonly next: Uuid | null
  readonly total: number
}

/** A page of the records held here, newest first. */
export async function listRecords(
  world: World,
  by: Authority<'record:read'>,
  asked: RecordsAsked,
): Promise<RecordPage> {
  const limit = Math.min(asked.limit ?? 25, LIMITS.pageRows)
  return world.journal.transact(async (tx) => {
    const page = await tx.records.page({
      ...(asked.database !== undefined && { database: asked.database }),
      ...(asked.scope === 'own' && { owner: world.self.id }),
      ...(asked.after !== undefined && { after: asked.after }),
      limit: limit + 1,
    })
    const rows = page.rows.slice(0, limit)
    await tx.log({
      kind: 'record/listed',
      actor: by.actor.account,
      entity: by.actor.entity,
      ...(asked.database !== undefined && { database: asked.database }),
      records: rows.map((row) => row.id),
      count: rows.length,
    })
    return {
      rows: rows.map((row) => ({ ...row, isOwn: row.owner === world.self.id })),
      next: page.rows.length > limit ? (rows.at(-1)?.id ?? null) : null,
      total: page.total,
    }
  })
}

import { z } from 'zod'
import { SeenField } from '#acts/act.ts'
import { PURPOSES } from '#acts/fields.ts'
import type { CheckStore } from '#desks/ports.ts'
import type { Instant } from '#kernel/days.ts'
import { canonicalJson } from '#seal/canonical.ts'
import type { Contents } from './contents.ts'
import { eraseBlock } from './batch-store.ts'
import { bytesOf, instantOf, oneOf, textOf, textOrNull, uuidOf } from './row.ts'
import type { SqlWriter } from './sql.ts'

/** What an officer asked, and where: kept sealed, because both can point to a person. */
const AskedField = z.strictObject({ seen: SeenField, place: z.string().nullable() })

const DECISIONS = ['same', 'not-same', 'cannot-tell'] as const
const placeOf = (id: string): string => `check:${id}`
/** The name of a check's key: never a record's, whose id another member chooses. */
const keyOf = (id: string): string => `check:${id}`

export function checkStore(tx: SqlWriter, contents: Contents): CheckStore {
  return {
    async add(check, candidates, block) {
      const content = await contents.putFirst(
        tx,
        keyOf(check.id),
        placeOf(check.id),
        canonicalJson({ seen: check.seen, place: check.place }),
      )
      await tx.run(
        `insert into check_made (id, made_at, account, entity, purpose, expires_at, content, block_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          check.id,
          check.at,
          check.account,
          check.entity,
          check.purpose,
          check.expiresAt,
          content,
          block ?? null,
        ],
      )
      for (const { recordId, score } of candidates) {
        await tx.run('insert into check_candidate (check_id, record_id, score) values ($1, $2, $3)', [
          check.id,
          recordId,
          score.toFixed(4),
        ])
      }
    },
    async find(id, now) {
      const [row] = await tx.query(
        `select id, made_at, account, entity, purpose, expires_at, content from check_made
         where id = $1 and expires_at > $2`,
        [id, now],
      )
      if (row === undefined) return undefined
      const content = await contents.get(tx, keyOf(id), placeOf(id), bytesOf(row, 'content'))
      if (content === undefined) return undefined
      const { seen, place } = AskedField.parse(JSON.parse(content))
      return {
        id: uuidOf(row, 'id'),
        at: instantOf(row, 'made_at'),
        account: textOf(row, 'account'),
        entity: textOf(row, 'entity'),
        purpose: oneOf(row, 'purpose', PURPOSES),
        place,
        seen,
        expiresAt: instantOf(row, 'expires_at'),
      }
    },
    async candidate(checkId, recordId) {
      const [row] = await tx.query(
        'select decision from check_candidate where check_id = $1 and record_id = $2',
        [checkId, recordId],
      )
      if (row === undefined) return undefined
      return { decision: row['decision'] === null ? null : oneOf(row, 'decision', DECISIONS) }
    },
    async decide(checkId, recordId, { decision, reason, at, hit }) {
      const sealed = await contents.put(tx, keyOf(checkId), `decision:${checkId}:${recordId}`, reason)
      await tx.run(
        `update check_candidate set decision = $3, reason = $4, decided_at = $5, hit_id = $6
         where check_id = $1 and record_id = $2`,
        [checkId, recordId, decision, sealed, at, hit],
      )
    },
  }
}

/** Deletes the checks that showed a record: what was asked there may be what is withdrawn. */
export async function eraseChecksOf(tx: SqlWriter, contents: Contents, recordId: string): Promise<number> {
  const rows = await tx.query('select distinct check_id from check_candidate where record_id = $1', [
    recordId,
  ])
  let erased = 0
  for (const row of rows) erased += await eraseCheck(tx, contents, textOf(row, 'check_id'))
  return erased
}

/** Deletes checks whose time for a decision is over. */
export async function eraseExpiredChecks(
  tx: SqlWriter,
  contents: Contents,
  now: Instant,
  limit: number,
): Promise<number> {
  const rows = await tx.query(
    'select id from check_made where expires_at <= $1 order by expires_at limit $2',
    [now, limit],
  )
  for (const row of rows) await eraseCheck(tx, contents, textOf(row, 'id'))
  return rows.length
}

async function eraseCheck(tx: SqlWriter, contents: Contents, id: string): Promise<number> {
  // What a passenger list asked and was answered is also in the contents of the row's block.
  const [made] = await tx.query('select block_id from check_made where id = $1', [id])
  const block = made === undefined ? null : textOrNull(made, 'block_id')
  const blocks = block === null ? 0 : await eraseBlock(tx, contents, block)
  const candidates = await tx.run('delete from check_candidate where check_id = $1', [id])
  const checks = await tx.run('delete from check_made where id = $1', [id])
  await contents.erase(tx, keyOf(id))
  return candidates + checks + blocks
}

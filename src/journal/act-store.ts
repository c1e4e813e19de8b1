import { type Act, ActField } from '#acts/act.ts'
import { assert } from '#kernel/assert.ts'
import type { Instant } from '#kernel/days.ts'
import type { Uuid } from '#kernel/ids.ts'
import { canonicalJson } from '#seal/canonical.ts'
import type { Contents } from './contents.ts'
import { bytesOrNull, numberOf, textOf } from './row.ts'
import type { SqlReader, SqlWriter } from './sql.ts'

const placeOf = (actId: string): string => `act:${actId}`

/**
 * The name of the key that an act's content is under. Records, hits and erasures have names of their own: a member
 * that gives its hit the id of somebody's record reaches neither the record's key nor its erasure.
 */
export function contentKey(type: string, subject: string): string {
  return type.startsWith('record/') ? subject : `${type.split('/')[0]}:${subject}`
}

/** Keeps an act, own or received. A withdrawal's words are not kept: nothing of what is withdrawn survives in its reason. */
export async function addAct(tx: SqlWriter, contents: Contents, act: Act, at: Instant): Promise<void> {
  const content =
    act.type === 'record/withdrawn'
      ? null
      : await contents.put(tx, contentKey(act.type, act.subject), placeOf(act.id), canonicalJson(act))
  await tx.run(
    `insert into act (id, issuer, type, subject, issued_at, applied_at, content, mark)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      act.id,
      act.issuer,
      act.type,
      act.subject,
      act.issuedAt,
      at,
      content,
      actMark(contents, { ...act, appliedAt: at }),
    ],
  )
}

/** What an act's row says besides its content. It outlives the content. */
export interface ActHeading {
  readonly id: string
  readonly issuer: string
  readonly type: string
  readonly subject: string
  readonly issuedAt: string
  readonly appliedAt: string
}

/** A digest of the heading that only this node can make: an erased act has no content left to hold its row to. */
export function actMark(
  contents: Contents,
  { id, issuer, type, subject, issuedAt, appliedAt }: ActHeading,
): string {
  return contents.digest('act', canonicalJson([id, issuer, type, subject, issuedAt, appliedAt]))
}

export interface StoredHeading extends ActHeading {
  readonly mark: string
  readonly isErased: boolean
  /** A record that is not withdrawn, or a hit, that this act is about: then it has no cause to be erased. */
  readonly isSubjectKept: boolean
}

/** Every act by id, a page at a time, for verification: texts as they stand in the store. */
export async function headingsAfter(
  tx: SqlReader,
  after: string,
  limit: number,
): Promise<readonly StoredHeading[]> {
  const rows = await tx.query(
    `select act.id, issuer, type, subject, issued_at, applied_at, mark,
       case when content is null then 1 else 0 end as erased,
       case when hit.id is not null or (record.id is not null and record.withdrawn_at is null) then 1 else 0 end as kept
     from act left join record on record.id = act.subject and act.type in ('record/published', 'record/updated')
       left join hit on hit.id = act.subject and act.type = 'hit/reported'
     where act.id > $1 order by act.id limit $2`,
    [after, limit],
  )
  return rows.map((row) => ({
    id: textOf(row, 'id'),
    issuer: textOf(row, 'issuer'),
    type: textOf(row, 'type'),
    subject: textOf(row, 'subject'),
    issuedAt: textOf(row, 'issued_at'),
    appliedAt: textOf(row, 'applied_at'),
    mark: textOf(row, 'mark'),
    isErased: numberOf(row, 'erased') === 1,
    isSubjectKept: numberOf(row, 'kept') === 1,
  }))
}

export async function isActKnown(tx: SqlReader, id: Uuid): Promise<boolean> {
  return (await tx.query('select 1 as found from act where id = $1', [id])).length > 0
}

/** The act as it was signed, or `undefined` once its content is erased. Throws `InvariantError` on damaged content. */
export async function readAct(tx: SqlReader, contents: Contents, id: string): Promise<Act | undefined> {
  const [row] = await tx.query('select type, subject, content from act where id = $1', [id])
  const stored = row === undefined ? null : bytesOrNull(row, 'content')
  if (row === undefined || stored === null) return undefined
  const key = contentKey(textOf(row, 'type'), textOf(row, 'subject'))
  const text = await contents.get(tx, key, placeOf(id), stored)
  assert(text !== undefined, `the content of act ${id} opens`)
  return ActField.parse(JSON.parse(text))
}

/** Deletes key, contents, envelopes and salts of every act about a record, but the envelope of its withdrawal, which is still to travel. */
export function eraseRecordActs(tx: SqlWriter, contents: Contents, recordId: string): Promise<ActsErased> {
  return eraseActs(tx, contents, ['record/published', 'record/updated'], recordId)
}

export function eraseHitActs(tx: SqlWriter, contents: Contents, hitId: string): Promise<ActsErased> {
  return eraseActs(tx, contents, ['hit/reported', 'hit/reported'], hitId)
}

export interface ActsErased {
  readonly rows: number
  readonly keys: number
  readonly envelopes: number
}

async function eraseActs(
  tx: SqlWriter,
  contents: Contents,
  types: readonly [string, string],
  subject: string,
): Promise<ActsErased> {
  const about = 'select id from act where subject = $1 and type in ($2, $3)'
  const params = [subject, ...types]
  await tx.run(`update leaf set salt = null where act_id in (${about})`, params)
  const rows = await tx.run(
    `update act set content = null where content is not null and id in (${about})`,
    params,
  )
  const envelopes = await tx.run(`delete from envelope where act_id in (${about})`, params)
  return { rows, envelopes, keys: await contents.erase(tx, contentKey(types[0], subject)) }
}

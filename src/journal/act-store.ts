import { type Act, ActField } from '#acts/act.ts'
import { assert } from '#kernel/assert.ts'
import type { Instant } from '#kernel/days.ts'
import type { Uuid } from '#kernel/ids.ts'
import { canonicalJson } from '#seal/canonical.ts'
import type { Contents } from './contents.ts'
import { bytesOrNull } from './row.ts'
import type { SqlReader, SqlWriter } from './sql.ts'

const placeOf = (actId: string): string => `act:${actId}`

/** Keeps an act, own or received. A withdrawal's words are not kept: nothing of what is withdrawn survives in its reason. */
export async function addAct(tx: SqlWriter, contents: Contents, act: Act, at: Instant): Promise<void> {
  const content =
    act.type === 'record/withdrawn'
      ? null
      : await contents.put(tx, act.subject, placeOf(act.id), canonicalJson(act))
  await tx.run(
    `insert into act (id, issuer, type, subject, issued_at, applied_at, content) values ($1, $2, $3, $4, $5, $6, $7)`,
    [act.id, act.issuer, act.type, act.subject, act.issuedAt, at, content],
  )
}

export async function isActKnown(tx: SqlReader, id: Uuid): Promise<boolean> {
  return (await tx.query('select 1 as found from act where id = $1', [id])).length > 0
}

/** The act as it was signed, or `undefined` once its content is erased. Throws `InvariantError` on damaged content. */
export async function readAct(
  tx: SqlReader,
  contents: Contents,
  id: string,
  subject: string,
): Promise<Act | undefined> {
  const [row] = await tx.query('select content from act where id = $1', [id])
  const stored = row === undefined ? null : bytesOrNull(row, 'content')
  if (stored === null) return undefined
  const text = await contents.get(tx, subject, placeOf(id), stored)
  assert(text !== undefined, `the content of act ${id} opens`)
  return ActField.parse(JSON.parse(text))
}

/** Deletes contents, envelopes and salts of every act about a subject, but the envelope of its withdrawal, which is still to travel. */
export async function eraseActs(
  tx: SqlWriter,
  subject: string,
): Promise<{ rows: number; envelopes: number }> {
  await tx.run(
    `update leaf set salt = null
     where act_id in (select id from act where subject = $1 and type <> 'record/withdrawn')`,
    [subject],
  )
  const rows = await tx.run('update act set content = null where subject = $1 and content is not null', [
    subject,
  ])
  const envelopes = await tx.run(
    `delete from envelope where act_id in (select id from act where subject = $1 and type <> 'record/withdrawn')`,
    [subject],
  )
  return { rows, envelopes }
}

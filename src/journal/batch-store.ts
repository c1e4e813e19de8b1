import { z } from 'zod'
import { PURPOSES, UuidField } from '#acts/fields.ts'
import type { Found } from '#desks/checks/candidate.ts'
import type { BlockKept, BatchNamed, BatchStore } from '#desks/ports.ts'
import { assert } from '#kernel/assert.ts'
import { toBase64, toHex, utf8 } from '#kernel/bytes.ts'
import type { Instant } from '#kernel/days.ts'
import { nodeSha256 } from '#ledger/node-sha256.ts'
import type { RandomBytes } from '#seal/random.ts'
import type { Contents } from './contents.ts'
import { bytesOf, instantOf, numberOf, oneOf, textOf, uuidOf } from './row.ts'
import type { Row, SqlReader, SqlWriter } from './sql.ts'

/** The name of a block's key, and the place that binds its contents to its row. */
const keyOf = (id: string): string => `batch-block:${id}`
/** Blocks around one position: blocks of one batch overlap only where an erased one was done again. */
const BLOCKS_LOOKED_AT = 8

/** Batches of checks, their blocks, and nothing of them in clear but counts and times. */
export function batchStore(tx: SqlWriter, contents: Contents, random: RandomBytes): BatchStore {
  // attacker-controlled: both can hold anything, also a name.
  const nameDigest = ({ name }: BatchNamed): string => contents.digest('batch', name)
  const placeDigest = ({ place }: BatchNamed): string => contents.digest('batch-place', place ?? '')
  return {
    async find(named) {
      const [row] = await tx.query(
        `select id, purpose, place_digest, next_position from batch
         where account = $1 and name_digest = $2`,
        [named.account, nameDigest(named)],
      )
      if (row === undefined) return undefined
      return {
        id: uuidOf(row, 'id'),
        purpose: oneOf(row, 'purpose', PURPOSES),
        next: numberOf(row, 'next_position'),
        isSamePlace: textOf(row, 'place_digest') === placeDigest(named),
      }
    },
    async begin(named, { id, purpose, next, expiresAt }) {
      await tx.run(
        `insert into batch (id, account, name_digest, purpose, place_digest, next_position, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7)`,
        [id, named.account, nameDigest(named), purpose, placeDigest(named), next, expiresAt],
      )
    },
    async keep(block, expected) {
      const end = block.first + block.rows.length
      const moved = await tx.run(
        `update batch set next_position = $3, expires_at = $4 where id = $1 and next_position = $2`,
        [block.batch, expected, Math.max(end, expected), block.expiresAt],
      )
      if (moved === 0) return undefined
      const text = contentsText(block, random)
      const content = await contents.put(tx, keyOf(block.id), keyOf(block.id), text)
      await tx.run(
        `insert into batch_block (id, batch_id, first_position, row_count, made_at, expires_at, content)
         values ($1, $2, $3, $4, $5, $6, $7)`,
        [block.id, block.batch, block.first, block.rows.length, block.at, block.expiresAt, content],
      )
      return blockCommitment(text)
    },
    async blockAt(batch, position, now) {
      const rows = await tx.query(
        `select id, batch_id, first_position, row_count, made_at, expires_at, content from batch_block
         where batch_id = $1 and first_position <= $2 and expires_at > $3
         order by first_position desc, made_at desc limit $4`,
        [batch, position, now, BLOCKS_LOOKED_AT],
      )
      for (const row of rows) {
        if (numberOf(row, 'first_position') + numberOf(row, 'row_count') <= position) continue
        const block = await blockOf(tx, contents, row)
        if (block !== undefined) return block
      }
      return undefined
    },
    async nextBlock(batch, position, now) {
      const [row] = await tx.query(
        `select first_position from batch_block where batch_id = $1 and first_position > $2 and expires_at > $3
         order by first_position limit 1`,
        [batch, position, now],
      )
      return row === undefined ? undefined : numberOf(row, 'first_position')
    },
  }
}

async function blockOf(tx: SqlReader, contents: Contents, row: Row): Promise<BlockKept | undefined> {
  const id = uuidOf(row, 'id')
  const text = await contents.get(tx, keyOf(id), keyOf(id), bytesOf(row, 'content'))
  if (text === undefined) return undefined
  return {
    id,
    batch: uuidOf(row, 'batch_id'),
    first: numberOf(row, 'first_position'),
    at: instantOf(row, 'made_at'),
    expiresAt: instantOf(row, 'expires_at'),
    ...contentsIn(text),
  }
}

const SALT_BYTES = 32

/** spec/batch.md §7. */
function contentsText({ answers, rows }: BlockKept, random: RandomBytes): string {
  return [VERSION, toBase64(random(SALT_BYTES)), JSON.stringify(answers), ...rows].join('\n')
}
const VERSION = 'entraide/batch-block/v1'

function contentsIn(text: string): Pick<BlockKept, 'answers' | 'rows'> {
  const [version, , answers = '', ...rows] = text.split('\n')
  assert(version === VERSION, 'contents of a block are of a known version')
  return { answers: AnswersField.parse(JSON.parse(answers)), rows }
}

/** The commitment that the block's entry in the log carries. */
export const blockCommitment = (text: string): string => toHex(nodeSha256(utf8(text)))

const AnswersField = z.array(
  z.strictObject({
    row: z.int().min(0),
    check: UuidField,
    found: z.array(
      z.strictObject({
        id: z.string(),
        score: z.number(),
        // Written by this node and sealed under its own key: of the explanation only that it is one is asked.
        explanation: z.custom<Found['explanation']>((value) => typeof value === 'object' && value !== null),
      }),
    ),
    isCut: z.boolean(),
    tooMany: z.boolean(),
  }),
)

/** The contents of a block for verification, if they are still there. */
export async function blockContents(
  tx: SqlReader,
  contents: Contents,
  id: string,
): Promise<string | undefined> {
  const [row] = await tx.query('select content from batch_block where id = $1', [id])
  if (row === undefined) return undefined
  // A content that its key does not open is as changed as one that says something else.
  return (await contents.get(tx, keyOf(id), keyOf(id), bytesOf(row, 'content'))) ?? ''
}

/** Deletes a block with its key; gives how many there were (0 or 1). */
export async function eraseBlock(tx: SqlWriter, contents: Contents, id: string): Promise<number> {
  const erased = await tx.run('delete from batch_block where id = $1', [id])
  await contents.erase(tx, keyOf(id))
  return erased
}

/** Deletes blocks whose time is over, and batches that have none left. */
export async function eraseExpiredBatches(
  tx: SqlWriter,
  contents: Contents,
  now: Instant,
  limit: number,
): Promise<number> {
  const blocks = await tx.query(
    'select id from batch_block where expires_at <= $1 order by expires_at limit $2',
    [now, limit],
  )
  for (const row of blocks) await eraseBlock(tx, contents, textOf(row, 'id'))
  if (blocks.length === limit) return limit
  await tx.run(
    `delete from batch where expires_at <= $1
     and not exists (select 1 from batch_block where batch_block.batch_id = batch.id)`,
    [now],
  )
  return blocks.length
}

import { z } from 'zod'
import { PURPOSES } from '#acts/fields.ts'
import type { AccessEntry, LedgerStore, LogEntryView, LogName, LogState } from '#desks/ports.ts'
import { assert } from '#kernel/assert.ts'
import { equalBytes, fromUtf8, toHex, utf8 } from '#kernel/bytes.ts'
import type { Instant } from '#kernel/days.ts'
import { commit, SALT_BYTES } from '#ledger/commitment.ts'
import { appendLeaf, type Frontier, frontierFromText, frontierToText } from '#ledger/frontier.ts'
import { leafHash } from '#ledger/merkle.ts'
import { nodeSha256 } from '#ledger/node-sha256.ts'
import { canonicalJson } from '#seal/canonical.ts'
import type { RandomBytes } from '#seal/random.ts'
import type { Contents } from './contents.ts'
import { bytesOf, bytesOrNull, instantOf, numberOf, oneOf, textOf, textOrNull } from './row.ts'
import type { Row, SqlReader, SqlWriter } from './sql.ts'

export const LOGS = ['acts', 'accesses'] as const satisfies readonly LogName[]

/** Makes the heads of both logs, once. */
export async function openLogs(tx: SqlWriter): Promise<void> {
  for (const log of LOGS) {
    await tx.run('insert into log_head (log, size, tree) values ($1, 0, $2) on conflict (log) do nothing', [
      log,
      frontierToText({ size: 0, hashes: [] }),
    ])
  }
}

/** Appends one leaf. `entry` is kept beside it for accesses; an act's entry is its envelope, kept elsewhere. */
async function addLeaf(
  tx: SqlWriter,
  leaf: {
    log: LogName
    committed: Uint8Array
    entry: Uint8Array | null
    actId: string | null
    at: Instant
    random: RandomBytes
  },
): Promise<void> {
  const [head] = await tx.query('update log_head set size = size + 1 where log = $1 returning size', [
    leaf.log,
  ])
  assert(head !== undefined, 'the logs are open')
  const salt = leaf.random(SALT_BYTES)
  const commitment = commit(salt, leaf.committed, nodeSha256)
  await tx.run(
    `insert into leaf (log, position, salt, commitment, leaf_hash, logged_at, act_id, entry)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      leaf.log,
      numberOf(head, 'size') - 1,
      salt,
      commitment,
      leafHash(commitment, nodeSha256),
      leaf.at,
      leaf.actId,
      leaf.entry,
    ],
  )
}

export async function logAct(
  tx: SqlWriter,
  act: {
    readonly id: string
    readonly committed: Uint8Array
    readonly at: Instant
    readonly random: RandomBytes
  },
): Promise<void> {
  const { committed, at, random } = act
  await addLeaf(tx, { log: 'acts', committed, entry: null, actId: act.id, at, random })
}

export async function logAccess(
  tx: SqlWriter,
  entry: AccessEntry,
  at: Instant,
  random: RandomBytes,
): Promise<void> {
  const bytes = utf8(canonicalJson({ ...entry, at }))
  await addLeaf(tx, { log: 'accesses', committed: bytes, entry: bytes, actId: null, at, random })
}

export function ledgerStore(tx: SqlReader): LedgerStore {
  return {
    async states() {
      const states: LogState[] = []
      for (const name of LOGS) states.push(await stateOf(tx, name))
      return states
    },
    async latest(limit) {
      const rows = await tx.query(
        `select leaf.log, position, commitment, logged_at, leaf.act_id, entry, act.type, act.issuer, act.subject,
           case when envelope.act_id is null then 1 else 0 end as no_envelope
         from leaf left join act on act.id = leaf.act_id left join envelope on envelope.act_id = leaf.act_id
         order by logged_at desc, leaf.log, position desc limit $1`,
        [limit],
      )
      return rows.map(entryOf)
    },
  }
}

async function stateOf(tx: SqlReader, name: LogName): Promise<LogState> {
  const [head] = await tx.query('select size from log_head where log = $1', [name])
  const [last] = await tx.query(
    'select size, root, made_at, note from checkpoint where log = $1 order by size desc limit 1',
    [name],
  )
  return {
    name,
    size: head === undefined ? 0 : numberOf(head, 'size'),
    checkpoint:
      last === undefined
        ? null
        : {
            size: numberOf(last, 'size'),
            root: textOf(last, 'root'),
            at: instantOf(last, 'made_at'),
            note: textOf(last, 'note'),
          },
  }
}

const AccessField = z.object({
  kind: z.string(),
  actor: z.string(),
  purpose: z.enum(PURPOSES).optional(),
  subject: z.string().optional(),
  outcome: z.string().optional(),
})

function entryOf(row: Row): LogEntryView {
  const common = {
    index: numberOf(row, 'position'),
    at: instantOf(row, 'logged_at'),
    commitment: toHex(bytesOf(row, 'commitment')),
  }
  if (oneOf(row, 'log', LOGS) === 'acts') {
    return {
      ...common,
      log: 'acts',
      kind: textOf(row, 'type'),
      actor: textOf(row, 'issuer'),
      purpose: null,
      subject: textOf(row, 'subject'),
      outcome: null,
      isErased: numberOf(row, 'no_envelope') === 1,
    }
  }
  const bytes = bytesOrNull(row, 'entry')
  if (bytes === null)
    return {
      ...common,
      log: 'accesses',
      kind: '',
      actor: '',
      purpose: null,
      subject: null,
      outcome: null,
      isErased: true,
    }
  const entry = AccessField.parse(JSON.parse(fromUtf8(bytes)))
  return {
    ...common,
    log: 'accesses',
    kind: entry.kind,
    actor: entry.actor,
    purpose: entry.purpose ?? null,
    subject: entry.subject ?? null,
    outcome: entry.outcome ?? null,
    isErased: false,
  }
}

/** The leaves that await a checkpoint are not those that were logged: nothing is signed. Verification says where. */
export class LogDamagedError extends Error {
  override readonly name = 'LogDamagedError'
}

/** A tree that was grown beyond the one that the store holds, over leaves that stand there. */
export interface TreeAhead {
  /** The tree that the store held when this one was begun, as text. */
  readonly base: string
  readonly tree: Frontier
}

/**
 * Takes the next `limit` leaves of a log into a tree, outside of any transaction: a busy border logs tens of thousands
 * between two checkpoints, and nobody is to wait for all of them. Gives nothing when fewer than `limit` are left.
 *
 * Throws `LogDamagedError` as `growTree` does.
 */
export async function growAhead(
  tx: SqlReader,
  log: LogName,
  before: TreeAhead | undefined,
  limit: number,
): Promise<TreeAhead | undefined> {
  const ahead = before ?? (await treeHeld(tx, log))
  const rows = await tx.query(`${LEAF_HASHES} limit $3`, [log, ahead.tree.size, limit])
  return rows.length < limit ? undefined : { ...ahead, tree: withLeaves(ahead.tree, log, rows) }
}

/**
 * Brings a log's tree up to its last leaf; gives the new frontier, or nothing when it has not grown since. `ahead` is
 * where to go on from, when it was begun at the tree that is still held.
 *
 * Throws `LogDamagedError` when a leaf is missing or its hash is not its commitment's: a checkpoint over it would
 * sign for the change.
 */
export async function growTree(
  tx: SqlWriter,
  log: LogName,
  ahead?: TreeAhead,
): Promise<Frontier | undefined> {
  const held = await treeHeld(tx, log)
  if (held.tree.size === held.size) return undefined
  const from = ahead?.base === held.base ? ahead.tree : held.tree
  const tree = withLeaves(from, log, await tx.query(LEAF_HASHES, [log, from.size]))
  if (tree.size !== held.size) throw new LogDamagedError(`${log}: leaf ${tree.size}`)
  await tx.run('update log_head set tree = $2 where log = $1', [log, frontierToText(tree)])
  return tree
}

const LEAF_HASHES =
  'select position, commitment, leaf_hash from leaf where log = $1 and position >= $2 order by position'

async function treeHeld(tx: SqlReader, log: LogName): Promise<TreeAhead & { readonly size: number }> {
  const [head] = await tx.query('select size, tree from log_head where log = $1', [log])
  assert(head !== undefined, 'the logs are open')
  const base = textOf(head, 'tree')
  const read = frontierFromText(base)
  if (!read.ok) throw new LogDamagedError(`${log}: the tree`)
  return { base, tree: read.value, size: numberOf(head, 'size') }
}

function withLeaves(from: Frontier, log: LogName, rows: readonly Row[]): Frontier {
  let tree = from
  for (const row of rows) {
    const hash = bytesOf(row, 'leaf_hash')
    const isNext = numberOf(row, 'position') === tree.size
    if (!isNext || !equalBytes(leafHash(bytesOf(row, 'commitment'), nodeSha256), hash)) {
      throw new LogDamagedError(`${log}: leaf ${tree.size}`)
    }
    tree = appendLeaf(tree, hash, nodeSha256)
  }
  return tree
}

export interface CheckpointRow {
  readonly log: LogName
  readonly size: number
  /** Base64. */
  readonly root: string
  readonly at: string
  readonly note: string
}

/** A digest of a checkpoint's row and of the mark before it: none can be changed, or taken out of their row. */
export function checkpointMark(contents: Contents, before: string, row: CheckpointRow): string {
  return contents.digest('checkpoint', canonicalJson([before, row.log, row.size, row.root, row.at, row.note]))
}

export async function addCheckpoint(tx: SqlWriter, contents: Contents, row: CheckpointRow): Promise<void> {
  const [last] = await tx.query('select mark from checkpoint where log = $1 order by size desc limit 1', [
    row.log,
  ])
  const mark = checkpointMark(contents, last === undefined ? '' : textOf(last, 'mark'), row)
  await tx.run(
    'insert into checkpoint (log, size, root, made_at, note, mark) values ($1, $2, $3, $4, $5, $6)',
    [row.log, row.size, row.root, row.at, row.note, mark],
  )
}

export interface StoredLeaf {
  readonly position: number
  readonly loggedAt: string
  /** Null once erased, with the entry. */
  readonly salt: Uint8Array | null
  readonly commitment: Uint8Array
  readonly leafHash: Uint8Array
  readonly actId: string | null
  /** The access entry, or the envelope of the act; null once erased. */
  readonly entry: Uint8Array | null
  /** What the act's own row says; null for an access, and when there is no such row. */
  readonly act: {
    readonly issuer: string
    readonly type: string
    readonly appliedAt: string
    readonly isErased: boolean
  } | null
}

/** Leaves from a position on, for verification: texts as they stand in the store. */
export async function leavesFrom(
  tx: SqlReader,
  log: LogName,
  from: number,
  limit: number,
): Promise<readonly StoredLeaf[]> {
  const rows = await tx.query(
    `select position, salt, commitment, leaf_hash, logged_at, leaf.act_id, entry, envelope.bytes,
       act.issuer, act.type, act.applied_at, case when act.content is null then 1 else 0 end as erased
     from leaf left join envelope on envelope.act_id = leaf.act_id left join act on act.id = leaf.act_id
     where log = $1 and position >= $2 order by position limit $3`,
    [log, from, limit],
  )
  return rows.map((row) => ({
    position: numberOf(row, 'position'),
    loggedAt: textOf(row, 'logged_at'),
    salt: bytesOrNull(row, 'salt'),
    commitment: bytesOf(row, 'commitment'),
    leafHash: bytesOf(row, 'leaf_hash'),
    actId: textOrNull(row, 'act_id'),
    entry: bytesOrNull(row, 'entry') ?? bytesOrNull(row, 'bytes'),
    act: row['issuer'] === null ? null : actOf(row),
  }))
}

function actOf(row: Row): StoredLeaf['act'] {
  return {
    issuer: textOf(row, 'issuer'),
    type: textOf(row, 'type'),
    appliedAt: textOf(row, 'applied_at'),
    isErased: numberOf(row, 'erased') === 1,
  }
}

/** The signed checkpoints of a log, smallest first, as they stand in the store. */
export async function checkpointsOf(
  tx: SqlReader,
  log: LogName,
): Promise<readonly (CheckpointRow & { readonly mark: string })[]> {
  const rows = await tx.query(
    'select size, root, made_at, note, mark from checkpoint where log = $1 order by size',
    [log],
  )
  return rows.map((row) => ({
    log,
    size: numberOf(row, 'size'),
    root: textOf(row, 'root'),
    at: textOf(row, 'made_at'),
    note: textOf(row, 'note'),
    mark: textOf(row, 'mark'),
  }))
}

/** How many leaves a log says it has, and the tree that its last checkpoint signed. */
export async function logHead(
  tx: SqlReader,
  log: LogName,
): Promise<{ readonly size: number; readonly tree: string } | undefined> {
  const [row] = await tx.query('select size, tree from log_head where log = $1', [log])
  return row === undefined ? undefined : { size: numberOf(row, 'size'), tree: textOf(row, 'tree') }
}

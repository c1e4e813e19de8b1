import type { Purpose } from '#acts/fields.ts'
import type { Authority } from '#desks/authority.ts'
import type { BatchBegun, BlockKept, RowAnswered, World, Writing } from '#desks/ports.ts'
import type { Uuid } from '#kernel/ids.ts'
import { LIMITS } from '#kernel/limits.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { type Candidate, checkEnd, readFound } from './candidate.ts'
import { findRows, type RowFound } from './find-rows.ts'
import { type Border, seenOfBorder } from './find-traveller.ts'

export interface BatchAsked {
  /** The sender's own name of the batch (spec/batch.md §1). */
  readonly name: string
  readonly purpose: Purpose
  readonly place?: string | undefined
  /** The position of the first row of the source. */
  readonly from: number
  /** Also numbers that nearly agree. */
  readonly near: boolean
}

export interface AskedRow {
  /** The row as it was sent, on one line: what going on is held to, and what the log commits to. */
  readonly text: string
  /** Undefined where the row cannot be used: it is passed over, and has its position. */
  readonly asked: Border | undefined
}

/** Rows in order, as they are needed. */
export interface RowSource<Row extends AskedRow> {
  /** At most so many; none at the end. */
  take(most: number): readonly Row[]
  /** Gives back the last of those taken. */
  putBack(rows: readonly Row[]): void
}

/** What one row with candidates was answered; `check` is the check to decide on. */
export interface RowHit {
  readonly check: Uuid
  readonly candidates: readonly Candidate[]
  readonly isCut: boolean
  readonly tooMany: boolean
}

/** A run of rows that are answered and durable. */
export interface RowsDone<Row extends AskedRow> {
  readonly first: number
  readonly rows: readonly Row[]
  /** By the place of the row in `rows`. The others have no candidate. */
  readonly hits: ReadonlyMap<number, RowHit>
}

export type BatchRefusal =
  | { readonly kind: 'batch/changed' }
  | { readonly kind: 'batch/gap' }
  | { readonly kind: 'batch/already-running' }

export interface BatchRun<Row extends AskedRow> {
  /** Answers the next rows, durably; no rows at the end of the source. */
  answerNext(): Promise<Result<readonly RowsDone<Row>[], BatchRefusal>>
  /** The position after the last row that was answered here. */
  readonly next: () => number
}

/** Blocks that share one commit are found in no longer than this, so that nobody else waits for them. */
const STRETCH_MS = 20
const MOST_BLOCKS = 10

/**
 * Many checks for one stated purpose (RPD 10(2)), such as a passenger list: begun, or gone on with.
 *
 * Rows that were answered before are answered the same again, neither looked up nor logged; all others are looked up,
 * and each block of them is one entry in the log of accesses, durable before its answers leave.
 */
export async function checkBatch<Row extends AskedRow>(
  world: World,
  by: Authority<'check:person'>,
  asked: BatchAsked,
  source: RowSource<Row>,
): Promise<Result<BatchRun<Row>, BatchRefusal>> {
  const begun = await world.journal.transact((tx) => begin(tx, world, by, asked))
  if (!begun.ok) return begun
  const { id } = begun.value
  let { next } = begun.value
  let position = asked.from
  return ok({
    next: () => position,
    async answerNext() {
      const done = position < next ? await answerAgain() : await answerFirst(MOST_BLOCKS, LIMITS.blockRows)
      if (done.ok) for (const { rows } of done.value) position += rows.length
      next = Math.max(next, position)
      return done
    },
  })

  async function answerAgain(): Promise<Result<readonly RowsDone<Row>[], BatchRefusal>> {
    const kept = await world.journal.transact((tx) => tx.batches.blockAt(id, position, world.clock.now()))
    if (kept !== undefined) return replay(world, source, kept, position)
    // Erased, because a record that it showed was withdrawn: these rows are looked up again, up to the next that is kept.
    const until = await world.journal.transact((tx) => tx.batches.nextBlock(id, position, world.clock.now()))
    return answerFirst(1, Math.min(LIMITS.blockRows, (until ?? next) - position))
  }

  async function answerFirst(
    mostBlocks: number,
    mostRows: number,
  ): Promise<Result<readonly RowsDone<Row>[], BatchRefusal>> {
    const startedMs = world.clock.elapsedMs()
    const blocks: Block<Row>[] = []
    for (let first = position; blocks.length < mostBlocks; ) {
      const rows = source.take(mostRows)
      if (rows.length === 0) break
      const { used, found } = await findRows(world, rows, asked.near)
      if (used < rows.length) source.putBack(rows.slice(used))
      blocks.push({ first, rows: rows.slice(0, used), found })
      first += used
      if (world.clock.elapsedMs() - startedMs >= STRETCH_MS) break
    }
    if (blocks.length === 0) return ok([])
    const done = await world.journal.transact((tx) => conclude(tx, world, by, { id, asked, next, blocks }))
    return done === undefined ? refuse({ kind: 'batch/already-running' }) : ok(done)
  }
}

async function begin(
  tx: Writing,
  world: World,
  by: Authority<'check:person'>,
  { name, purpose, place, from }: BatchAsked,
): Promise<Result<BatchBegun, BatchRefusal>> {
  const named = { account: by.actor.account, name, place: place ?? null }
  const found = await tx.batches.find(named)
  if (found === undefined) {
    if (from > 0) return refuse({ kind: 'batch/gap' })
    const begun = { id: world.newId(), purpose, next: 0 }
    await tx.batches.begin(named, { ...begun, expiresAt: checkEnd(world.clock.now()) })
    return ok(begun)
  }
  if (found.purpose !== purpose || !found.isSamePlace) return refuse({ kind: 'batch/changed' })
  return from > found.next ? refuse({ kind: 'batch/gap' }) : ok(found)
}

interface Block<Row> {
  readonly first: number
  readonly rows: readonly Row[]
  readonly found: ReadonlyMap<number, RowFound>
}

interface Concluding<Row> {
  readonly id: Uuid
  readonly asked: BatchAsked
  readonly next: number
  readonly blocks: readonly Block<Row>[]
}

/** Keeps and logs blocks in one transaction; gives nothing when another request of the batch was faster. */
async function conclude<Row extends AskedRow>(
  tx: Writing,
  world: World,
  by: Authority<'check:person'>,
  { id, asked, next, blocks }: Concluding<Row>,
): Promise<readonly RowsDone<Row>[] | undefined> {
  const { account, entity } = by.actor
  const { purpose, place } = asked
  const done: RowsDone<Row>[] = []
  let expected = next
  for (const { first, rows, found } of blocks) {
    const at = world.clock.now()
    const block = world.newId()
    const { answers, hits } = await readAnswers(tx, world, found)
    const kept: BlockKept = {
      id: block,
      batch: id,
      first,
      rows: rows.map(({ text }) => text),
      answers,
      at,
      expiresAt: checkEnd(at),
    }
    const commitment = await tx.batches.keep(kept, expected)
    if (commitment === undefined) return undefined
    const shown = new Set<Uuid>()
    for (const { row, check } of answers) {
      const candidates = hits.get(row)?.candidates ?? []
      for (const { held } of candidates) shown.add(held.id)
      const seen = seenOfBorder(rows[row]?.asked ?? {})
      await tx.checks.add(
        { id: check, at, account, entity, purpose, place: place ?? null, seen, expiresAt: kept.expiresAt },
        candidates.map(({ held, score }) => ({ recordId: held.id, score })),
        block,
      )
    }
    await tx.log({
      kind: 'check/batch',
      actor: account,
      entity,
      purpose,
      subject: block,
      records: [...shown],
      count: shown.size,
      block: {
        batch: id,
        from: first,
        rows: rows.length,
        checks: rows.reduce((sum, row) => sum + (row.asked === undefined ? 0 : 1), 0),
        commitment,
      },
    })
    expected = Math.max(expected, first + rows.length)
    done.push({ first, rows, hits })
  }
  return done
}

async function readAnswers(
  tx: Writing,
  world: World,
  found: ReadonlyMap<number, RowFound>,
): Promise<{ readonly answers: readonly RowAnswered[]; readonly hits: ReadonlyMap<number, RowHit> }> {
  const answers: RowAnswered[] = []
  const hits = new Map<number, RowHit>()
  for (const [row, { found: maybe, tooMany }] of found) {
    const confirmed = await readFound(tx, maybe)
    if (confirmed.length === 0 && !tooMany) continue
    const candidates = confirmed.slice(0, LIMITS.candidates)
    const isCut = confirmed.length > candidates.length
    const check = world.newId()
    const shown = new Set<string>(candidates.map(({ held }) => held.id))
    answers.push({ row, check, found: maybe.filter(({ id }) => shown.has(id)), isCut, tooMany })
    hits.set(row, { check, candidates, isCut, tooMany })
  }
  return { answers, hits }
}

async function replay<Row extends AskedRow>(
  world: World,
  source: RowSource<Row>,
  kept: BlockKept,
  position: number,
): Promise<Result<readonly RowsDone<Row>[], BatchRefusal>> {
  const offset = position - kept.first
  const rows = source.take(kept.rows.length - offset)
  if (rows.length === 0) return ok([])
  const isSame = rows.every(({ text }, at) => text === kept.rows[offset + at])
  if (!isSame) return refuse({ kind: 'batch/changed' })
  const answers = kept.answers.filter(({ row }) => row >= offset && row < offset + rows.length)
  const hits = new Map<number, RowHit>()
  if (answers.length > 0) {
    await world.journal.transact(async (tx) => {
      for (const { row, check, found, isCut, tooMany } of answers) {
        hits.set(row - offset, { check, candidates: await readFound(tx, found), isCut, tooMany })
      }
    })
  }
  return ok([{ first: position, rows, hits }])
}

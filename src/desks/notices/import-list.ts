import type { Notice } from '#acts/record.ts'
import type { Authority } from '#desks/authority.ts'
import type { RulesRefusal, World, Writing } from '#desks/ports.ts'
import { allOthers, retention, today } from '#desks/records/publish-record.ts'
import { assert } from '#kernel/assert.ts'
import type { Uuid } from '#kernel/ids.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { RULEBOOK } from '#rulebook/parameters.ts'

/** One entry of a sanctions list: its stable id there, and what the list says. */
export interface ImportedEntry {
  readonly id: string
  readonly notice: Pick<Notice, 'kind' | 'status' | 'subject' | 'list' | 'listedOn' | 'updatedOn' | 'summary'>
}

export interface ImportCounts {
  readonly entries: number
  readonly published: number
  readonly updated: number
  readonly withdrawn: number
  readonly unchanged: number
}

export type ImportRefusal =
  | { readonly kind: 'import/not-mandated' }
  | { readonly kind: 'import/already-running' }
  | { readonly kind: 'import/too-many-withdrawals'; readonly count: number; readonly share: number }
  | RulesRefusal

export interface ImportRequest {
  /** Which list: its entries are compared with those of the import before. The last is the invented one. */
  readonly list: 'un-sc' | 'ofac-sdn' | 'demonstration'
  readonly entries: readonly ImportedEntry[]
  readonly mayWithdrawMany?: boolean | undefined
  readonly onProgress?: (progress: { readonly done: number; readonly of: number }) => void
}

type Step =
  | {
      readonly type: 'publish' | 'update'
      readonly entry: ImportedEntry
      readonly recordId: Uuid
      readonly digest: string
    }
  | { readonly type: 'withdraw'; readonly entryId: string; readonly recordId: Uuid }
  | { readonly type: 'forget'; readonly entryId: string; readonly recordId: Uuid }

const STEPS_PER_TRANSACTION = 100
const running = new WeakSet<World>()

/**
 * Brings the notices of a list up to the list: new entries are published, changed ones updated, vanished ones
 * withdrawn (RPD 95, 96). The whole list is read and checked before the first act.
 *
 * Importing the same list twice changes nothing, and an import that was interrupted is completed by the next.
 */
export async function importList(
  world: World,
  by: Authority<'list:import'>,
  request: ImportRequest,
): Promise<Result<ImportCounts, ImportRefusal>> {
  if (world.self.mandate !== 'general-secretariat') return refuse({ kind: 'import/not-mandated' })
  if (running.has(world)) return refuse({ kind: 'import/already-running' })
  running.add(world)
  try {
    const planned = await plan(world, request)
    if (!planned.ok) return planned
    const done = await carryOut(world, by, request, planned.value)
    return done
  } finally {
    running.delete(world)
  }
}

async function plan(
  world: World,
  { list, entries, mayWithdrawMany }: ImportRequest,
): Promise<Result<readonly Step[], ImportRefusal>> {
  return world.journal.transact(async (tx) => {
    const known = await tx.imports.known(list)
    const listed = new Set(entries.map((entry) => entry.id))
    assert(listed.size === entries.length, 'the reader of a list refuses one that names an entry twice')
    const steps = entries.flatMap((entry): readonly Step[] => {
      const digest = tx.imports.digest(JSON.stringify(entry.notice))
      const before = known.get(entry.id)
      if (before === undefined) return [{ type: 'publish', entry, recordId: world.newId(), digest }]
      if (before.digest === digest) return []
      return [{ type: 'update', entry, recordId: before.recordId, digest }]
    })
    const vanished = [...known].filter(([entryId]) => !listed.has(entryId))
    const { withdrawalShareMost, withdrawalsAlwaysAllowed } = RULEBOOK.import
    const isMany =
      vanished.length > withdrawalsAlwaysAllowed && vanished.length > known.size * withdrawalShareMost
    if (isMany && mayWithdrawMany !== true) {
      const share = Math.round((vanished.length / known.size) * 100)
      return refuse({ kind: 'import/too-many-withdrawals', count: vanished.length, share })
    }
    const gone = vanished.map(([entryId, { recordId }]) => ({ type: 'withdraw' as const, entryId, recordId }))
    return ok(await withoutWithdrawn(tx, [...steps, ...gone]))
  })
}

/**
 * A person who withdrew a notice before the list did is not overruled by the list: it is neither changed nor published
 * again, and once the entry leaves the list nothing of it is remembered.
 */
async function withoutWithdrawn(tx: Writing, steps: readonly Step[]): Promise<readonly Step[]> {
  const known = steps.filter((step) => step.type !== 'publish').map((step) => step.recordId)
  const held = await tx.records.findAll(known)
  const withdrawn = new Set(held.filter((each) => each.withdrawnAt !== null).map((each) => each.id))
  return steps.flatMap((step): readonly Step[] => {
    if (!withdrawn.has(step.recordId)) return [step]
    return step.type === 'withdraw' ? [{ ...step, type: 'forget' }] : []
  })
}

async function carryOut(
  world: World,
  by: Authority<'list:import'>,
  { list, entries, onProgress }: ImportRequest,
  steps: readonly Step[],
): Promise<Result<ImportCounts, ImportRefusal>> {
  // A list that changes nothing was imported all the same: one batch, of no steps.
  for (let at = 0; at === 0 || at < steps.length; at += STEPS_PER_TRANSACTION) {
    const some = steps.slice(at, at + STEPS_PER_TRANSACTION)
    const done = await carryOutBatch(world, by, list, some)
    if (!done.ok) return done
    onProgress?.({ done: Math.min(at + STEPS_PER_TRANSACTION, steps.length), of: steps.length })
  }
  const { published, updated, withdrawn } = countsOf(steps)
  return ok({
    entries: entries.length,
    published,
    updated,
    withdrawn,
    unchanged: entries.length - published - updated,
  })
}

/** Undoes its batch: what a refused import leaves is whole batches, each with its log entry. */
class StepRefusedError extends Error {
  override readonly name = 'StepRefusedError'
  readonly refusal: RulesRefusal
  constructor(refusal: RulesRefusal) {
    super(refusal.kind)
    this.refusal = refusal
  }
}

async function carryOutBatch(
  world: World,
  by: Authority<'list:import'>,
  list: ImportRequest['list'],
  steps: readonly Step[],
): Promise<Result<void, RulesRefusal>> {
  const { published, updated, withdrawn } = countsOf(steps)
  try {
    await world.journal.transact(async (tx) => {
      for (const step of steps) {
        const issued = await takeStep(world, tx, list, step)
        if (!issued.ok) throw new StepRefusedError(issued.refusal)
      }
      await tx.log({
        kind: 'list/imported',
        actor: by.actor.account,
        entity: by.actor.entity,
        database: 'notices',
        subject: list,
        count: steps.length,
        outcome: `published ${published}, updated ${updated}, withdrawn ${withdrawn}`,
      })
    })
    return ok(undefined)
  } catch (error) {
    if (error instanceof StepRefusedError) return refuse(error.refusal)
    throw error
  }
}

function countsOf(steps: readonly Step[]): { published: number; updated: number; withdrawn: number } {
  const count = (type: Step['type']): number => steps.filter((step) => step.type === type).length
  return { published: count('publish'), updated: count('update'), withdrawn: count('withdraw') }
}

async function takeStep(
  world: World,
  tx: Writing,
  list: ImportRequest['list'],
  step: Step,
): Promise<Result<unknown, RulesRefusal>> {
  const recipients = [...allOthers(world)]
  if (step.type === 'forget') return ok(await tx.imports.forget(list, step.entryId))
  if (step.type === 'withdraw') {
    const withdrawn = await tx.issue({
      type: 'record/withdrawn',
      subject: step.recordId,
      recipients,
      body: { database: 'notices', reason: 'no longer on the list' },
    })
    if (withdrawn.ok) await tx.imports.forget(list, step.entryId)
    return withdrawn
  }
  const issued = await tx.issue({
    type: step.type === 'publish' ? 'record/published' : 'record/updated',
    subject: step.recordId,
    recipients,
    body: { record: noticeOf(world, step.entry) },
  })
  // Only what was issued is remembered: an entry that the rulebook refused is tried again by the next import.
  if (issued.ok) await tx.imports.remember(list, step.entry.id, step.recordId, step.digest)
  return issued
}

function noticeOf(world: World, { notice }: ImportedEntry): Notice {
  return {
    ...notice,
    database: 'notices',
    source: world.self.id,
    recordedOn: world.clock.now(),
    purposes: ['locate', 'warn', 'border-control'],
    confidentiality: 'official-use-only',
    retainUntil: retention(today(world), 'notices', undefined),
    event: `${notice.list.name}: ${notice.list.reference}`,
    relevance: 'Listed for international measures that every member applies.',
  }
}

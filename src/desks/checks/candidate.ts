import type { Seen } from '#acts/act.ts'
import type { Purpose } from '#acts/fields.ts'
import type { PoliceRecord } from '#acts/record.ts'
import type { Actor } from '#desks/authority.ts'
import type { AccessKind, RecordHeld, World, Writing } from '#desks/ports.ts'
import { instantOf, type Instant } from '#kernel/days.ts'
import { isUuid, type Uuid } from '#kernel/ids.ts'
import { LIMITS } from '#kernel/limits.ts'
import type { MatchExplanation } from '#matching/types.ts'
import { type Measures, measuresFor } from '#rulebook/measures.ts'
import { RULEBOOK } from '#rulebook/parameters.ts'

export interface KeyExplanation {
  readonly asked: string
  readonly listed: string
  readonly agreement: 'same' | 'confusable'
}

export type Explanation =
  | { readonly type: 'person'; readonly match: MatchExplanation }
  | ({ readonly type: 'key' } & KeyExplanation)

/** What the index found, before the record is read. */
export interface Found {
  readonly id: string
  /** Probability 0..1; 1 for an exact key. */
  readonly score: number
  readonly explanation: Explanation
}

/** A record that may be what was asked for. Never a person: a human verifies. */
export interface Candidate {
  readonly held: RecordHeld & { readonly record: PoliceRecord }
  readonly score: number
  readonly strength: 'strong' | 'possible'
  readonly explanation: Explanation
  readonly measures: Measures
}

export interface CheckResult {
  readonly id: Uuid
  readonly at: Instant
  readonly purpose: Purpose
  readonly kinds: readonly ('person' | 'document' | 'vehicle')[]
  readonly candidates: readonly Candidate[]
  readonly isCut: boolean
  /** A name without a birth date fits more records than could be compared: a date is needed. */
  readonly tooMany?: boolean
  readonly milliseconds: number
}

export interface CheckAsked {
  readonly kind: AccessKind
  readonly kinds: CheckResult['kinds']
  readonly purpose: Purpose
  readonly place: string | undefined
  readonly seen: Seen
  readonly tooMany?: boolean
  readonly startedMs: number
}

/**
 * Reads the records found, keeps the check so that its candidates can be decided, and logs it: in one transaction,
 * so that no look-up leaves the node without its mark.
 */
export async function concludeCheck(
  world: World,
  actor: Actor,
  asked: CheckAsked,
  found: readonly Found[],
): Promise<CheckResult> {
  const best = bestPerRecord(found)
  const shown = best.slice(0, LIMITS.candidates)
  const at = world.clock.now()
  const id = world.newId()
  const candidates = await world.journal.transact(async (tx) => {
    const readable = await readFound(tx, shown)
    await tx.checks.add(
      {
        id,
        at,
        account: actor.account,
        entity: actor.entity,
        purpose: asked.purpose,
        place: asked.place ?? null,
        seen: asked.seen,
        expiresAt: checkEnd(at),
      },
      readable.map((candidate) => ({ recordId: candidate.held.id, score: candidate.score })),
    )
    await tx.log({
      kind: asked.kind,
      actor: actor.account,
      entity: actor.entity,
      purpose: asked.purpose,
      records: readable.map((candidate) => candidate.held.id),
      count: readable.length,
      subject: id,
    })
    return readable
  })
  return {
    id,
    at,
    purpose: asked.purpose,
    kinds: asked.kinds,
    candidates,
    isCut: best.length > shown.length,
    ...(asked.tooMany === true && { tooMany: true }),
    milliseconds: world.clock.elapsedMs() - asked.startedMs,
  }
}

/** When what was asked is erased. */
export const checkEnd = (at: Instant): Instant =>
  instantOf(Date.parse(at) + RULEBOOK.check.queryKeptHours * 3_600_000)

/** A record can be found by a name and by a document: its best reason is shown. */
export function bestPerRecord(found: readonly Found[]): readonly Found[] {
  const best = new Map<string, Found>()
  for (const each of found) {
    const known = best.get(each.id)
    if (known === undefined || known.score < each.score) best.set(each.id, each)
  }
  return [...best.values()].toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
}

export async function readFound(tx: Writing, found: readonly Found[]): Promise<readonly Candidate[]> {
  const held = await tx.records.findAll(found.map(({ id }) => id).filter(isUuid))
  const byId = new Map<string, RecordHeld>(held.map((each) => [each.id, each]))
  return found.flatMap(({ id, score, explanation }) => {
    const each = byId.get(id)
    // Withdrawn between the index's answer and this read: it is as if it had never been.
    if (each === undefined || each.record === null || each.withdrawnAt !== null) return []
    const isConfusable = explanation.type === 'key' && explanation.agreement === 'confusable'
    return [
      {
        held: { ...each, record: each.record },
        score,
        strength:
          score >= RULEBOOK.check.strongFrom && !isConfusable ? ('strong' as const) : ('possible' as const),
        explanation,
        measures: measuresFor(each.record),
      },
    ]
  })
}

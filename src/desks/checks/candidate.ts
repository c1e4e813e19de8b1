import type { Seen } from '#acts/act.ts'
import type { Purpose } from '#acts/fields.ts'
import type { PoliceRecord } from '#acts/record.ts'
import type { Actor } from '#desks/authority.ts'
import type { AccessKind, RecordHeld, World, Writing } from '#desks/ports.ts'
import { instantOf, type Instant } from '#kernel/days.ts'
import { isUuid, type Uuid } from '#kernel/ids.ts'
import { LIMITS } from '#kernel/limits.ts'
import { type Agreement, bestAgreement, numberOfKey } from '#matching/identifiers/keys.ts'
import { type NameFound, explainHit } from '#matching/explain-hit.ts'
import type { MatchExplanation, PersonQuery } from '#matching/types.ts'
import { type Measures, measuresFor } from '#rulebook/measures.ts'
import { RULEBOOK } from '#rulebook/parameters.ts'
import { exactKeysOf, indexEntryOf } from './index-entry.ts'

export interface KeyExplanation {
  readonly asked: string
  readonly listed: string
  readonly agreement: Agreement
}

/** A number as it was asked: its exact key, its other readings, and how it may agree to be offered. */
export interface AskedKey {
  readonly key: string
  readonly alsoAsk: readonly string[]
  readonly offered: readonly Agreement[]
}

export type Explanation =
  | { readonly type: 'person'; readonly match: MatchExplanation }
  | ({ readonly type: 'key' } & KeyExplanation)

/**
 * What the index found, before the record is read. The index confuses what eyes confuse, and holds no number: whether one
 * agrees, and how, is known when its record is.
 */
export interface Found {
  readonly id: string
  /** Probability 0..1; for a key, the most it can become. */
  readonly score: number
  readonly explanation:
    | {
        readonly type: 'asked-person'
        readonly query: PersonQuery
        readonly hit: NameFound
        /** The score from which it is called strong. */
        readonly strongFrom: number
      }
    | ({ readonly type: 'asked-key' } & AskedKey)
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
  readonly kinds: readonly ('person' | 'document' | 'vehicle' | 'identifier')[]
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
  const at = world.clock.now()
  const id = world.newId()
  const { candidates, isCut } = await world.journal.transact(async (tx) => {
    const confirmed = await readFound(tx, worthReading(found))
    const readable = confirmed.slice(0, LIMITS.candidates)
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
    return { candidates: readable, isCut: confirmed.length > readable.length }
  })
  return {
    id,
    at,
    purpose: asked.purpose,
    kinds: asked.kinds,
    candidates,
    isCut,
    ...(asked.tooMany === true && { tooMany: true }),
    milliseconds: world.clock.elapsedMs() - asked.startedMs,
  }
}

/** When what was asked is erased. */
export const checkEnd = (at: Instant): Instant =>
  instantOf(Date.parse(at) + RULEBOOK.check.queryKeptHours * 3_600_000)

/** As many records as one check reads, the likeliest first, with all the reasons why they were found. */
export function worthReading(found: readonly Found[]): readonly Found[] {
  const byId = Map.groupBy(
    found.toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)),
    ({ id }) => id,
  )
  return [...byId.values()].slice(0, LIMITS.pageRows).flat()
}

/**
 * Reads what was found and confirms it on the records: the best first, each record once, with its best reason. What does not agree is
 * left out as if it had not been found.
 */
export async function readFound(tx: Writing, found: readonly Found[]): Promise<readonly Candidate[]> {
  const held = await tx.records.findAll([...new Set(found.map(({ id }) => id))].filter(isUuid))
  const byId = new Map<string, RecordHeld>(held.map((each) => [each.id, each]))
  const best = new Map<string, Candidate>()
  for (const each of found) {
    const candidate = confirmed(each, byId.get(each.id))
    const known = best.get(each.id)
    if (candidate === undefined || (known !== undefined && known.score >= candidate.score)) continue
    best.set(each.id, candidate)
  }
  return [...best.values()].toSorted((a, b) => b.score - a.score || (a.held.id < b.held.id ? -1 : 1))
}

function confirmed({ explanation, score }: Found, held: RecordHeld | undefined): Candidate | undefined {
  // Withdrawn between the index's answer and this read: it is as if it had never been.
  if (held === undefined || held.record === null || held.withdrawnAt !== null) return undefined
  const { record } = held
  const common = { held: { ...held, record }, measures: measuresFor(record) }
  if (explanation.type === 'asked-person') {
    const { entry } = indexEntryOf(record)
    if (entry === undefined) return undefined
    const match = explainHit(explanation.query, entry, explanation.hit)
    const strength = score >= explanation.strongFrom ? 'strong' : 'possible'
    return { ...common, score, strength, explanation: { type: 'person', match } }
  }
  const agreed = bestAgreement(explanation, exactKeysOf(record))
  if (agreed === undefined || !explanation.offered.includes(agreed.agreement)) return undefined
  const { agreement, listed } = agreed
  return {
    ...common,
    score: KEY_SCORES[agreement],
    strength: agreement === 'same' ? 'strong' : 'possible',
    explanation: {
      type: 'key',
      asked: numberOfKey(explanation.key),
      listed: numberOfKey(listed),
      agreement,
    },
  }
}

/** A number that is nearly the same is worth a second look, and no more. */
const KEY_SCORES: Readonly<Record<Agreement, number>> = {
  same: 1,
  confusable: 0.5,
  partial: 0.4,
  'other-issuer': 0.3,
}

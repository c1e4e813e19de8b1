import type { Authority } from '#desks/authority.ts'
import type { Decision, RulesRefusal, World, Writing } from '#desks/ports.ts'
import type { Uuid } from '#kernel/ids.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'

export interface DecisionMade {
  readonly checkId: Uuid
  readonly recordId: Uuid
  readonly decision: Decision
  readonly reason: string
}

export type DecisionRefusal =
  | { readonly kind: 'check/unknown' }
  | { readonly kind: 'check/candidate-unknown' }
  | { readonly kind: 'check/already-decided' }
  | RulesRefusal

/**
 * The officer says whether a candidate is what was in front of them.
 *
 * "The same" tells the record's owner with a hit act (RPD 104, 105); nothing else happens, here or there, until a
 * person does it. Only the officer who made the check decides on it, once, while its time lasts.
 */
export async function decideCandidate(
  world: World,
  by: Authority<'check:decide'>,
  made: DecisionMade,
): Promise<Result<{ readonly hitId: Uuid | null }, DecisionRefusal>> {
  return world.journal.transact(async (tx) => {
    const decided = await decideIn(tx, world, by, made)
    if (!decided.ok) {
      const { account: actor, entity } = by.actor
      const { kind: outcome } = decided.refusal
      await tx.log({ kind: 'access/refused', actor, entity, subject: made.checkId, outcome })
    }
    return decided
  })
}

async function decideIn(
  tx: Writing,
  world: World,
  by: Authority<'check:decide'>,
  { checkId, recordId, decision, reason }: DecisionMade,
): Promise<Result<{ readonly hitId: Uuid | null }, DecisionRefusal>> {
  const at = world.clock.now()
  const check = await tx.checks.find(checkId, at)
  if (check === undefined || check.account !== by.actor.account) return refuse({ kind: 'check/unknown' })
  const candidate = await tx.checks.candidate(checkId, recordId)
  const held = await tx.records.find(recordId)
  if (candidate === undefined || held === undefined || held.withdrawnAt !== null) {
    return refuse({ kind: 'check/candidate-unknown' })
  }
  if (candidate.decision !== null) return refuse({ kind: 'check/already-decided' })

  let hitId: Uuid | null = null
  if (decision === 'same') {
    hitId = world.newId()
    const issued = await tx.issue({
      type: 'hit/reported',
      subject: hitId,
      recipients: held.owner === world.self.id ? [] : [held.owner],
      body: {
        hit: {
          record: recordId,
          database: held.database,
          checkedAt: check.at,
          purpose: check.purpose,
          ...(check.place !== null && { place: check.place }),
          reportedBy: check.entity,
          seen: check.seen,
          reason,
        },
      },
    })
    if (!issued.ok) return issued
  }
  await tx.checks.decide(checkId, recordId, { decision, reason, at, hit: hitId })
  await tx.log({
    kind: 'check/decided',
    actor: by.actor.account,
    entity: by.actor.entity,
    purpose: check.purpose,
    database: held.database,
    subject: recordId,
    outcome: decision,
  })
  return ok({ hitId })
}

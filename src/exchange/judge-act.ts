import type { Act } from '#acts/act.ts'
import { dayOf, type Instant } from '#kernel/days.ts'
import type { Uuid } from '#kernel/ids.ts'
import { recordHeading } from '#journal/record-store.ts'
import type { SqlReader } from '#journal/sql.ts'
import { judgeAct } from '#rulebook/judge.ts'
import type { RuleRefusal } from '#rulebook/rule.ts'
import type { NodeContext } from './node-context.ts'

/** Judges an act by the rulebook in the circumstances of this node, now. */
export async function judgeHere(
  tx: SqlReader,
  node: NodeContext,
  act: Act,
  at: Instant,
): Promise<readonly RuleRefusal[]> {
  const charter = node.charter()
  const held = await recordHeading(tx, recordAbout(act))
  return judgeAct(act, {
    network: charter.network,
    today: dayOf(at),
    members: new Map(charter.members.map((member) => [member.id, member])),
    held,
  })
}

function recordAbout(act: Act): Uuid {
  if (act.type === 'hit/reported') return act.body.hit.record
  return act.type === 'erasure/confirmed' ? act.body.erasure.record : act.subject
}

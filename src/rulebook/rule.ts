import type { Act } from '#acts/act.ts'
import type { MemberCard } from '#acts/charter.ts'
import type { PoliceRecord } from '#acts/record.ts'
import type { Day } from '#kernel/days.ts'
import type { MemberId } from '#kernel/ids.ts'

/** All that a rule may look at besides the act. Given, never fetched: a rule is a pure function. */
export interface Circumstances {
  readonly network: string
  readonly today: Day
  readonly members: ReadonlyMap<MemberId, MemberCard>
  /** Owner and database of the record the act is about, when this node has ever held it. */
  readonly held:
    | { readonly owner: MemberId; readonly database: PoliceRecord['database']; readonly isWithdrawn: boolean }
    | undefined
}

/** One line of the law as a check. `kind` names the refusal (public, never reused); `article` is its source. */
export interface Rule {
  readonly kind: `rule/${string}`
  readonly article: string
  /** True when the act breaks the rule. */
  readonly isBroken: (act: Act, circumstances: Circumstances) => boolean
}

export interface RuleRefusal {
  readonly kind: `rule/${string}`
  readonly article: string
}

/** The record that an act carries, if it carries one. */
export function recordIn(act: Act): PoliceRecord | undefined {
  return act.type === 'record/published' || act.type === 'record/updated' ? act.body.record : undefined
}

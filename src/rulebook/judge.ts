import type { Act } from '#acts/act.ts'
import { EVERY_ACT } from '#rulebook/every-act.ts'
import { HITS } from '#rulebook/hits.ts'
import { SPECIAL_NOTICES } from '#rulebook/notices/special.ts'
import { RECORDS } from '#rulebook/records.ts'
import type { Circumstances, Rule, RuleRefusal } from '#rulebook/rule.ts'
import { TRAVEL_DOCUMENTS } from '#rulebook/travel-documents.ts'
import { VEHICLES } from '#rulebook/vehicles.ts'

export const RULES: readonly Rule[] = [
  ...EVERY_ACT,
  ...RECORDS,
  ...SPECIAL_NOTICES,
  ...TRAVEL_DOCUMENTS,
  ...VEHICLES,
  ...HITS,
]

/**
 * Every rule that the act breaks, all at once, each with its article; none when it may be issued.
 *
 * The same function judges an act before it is issued and again where it arrives: a member whose
 * own node has been tampered with is still held to the rules by everybody else.
 */
export function judgeAct(act: Act, circumstances: Circumstances): readonly RuleRefusal[] {
  return RULES.filter((rule) => rule.isBroken(act, circumstances)).map(({ kind, article }) => ({
    kind,
    article,
  }))
}

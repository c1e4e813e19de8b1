import type { Rule } from '#rulebook/rule.ts'

/** What holds for every act, whatever it says. */
export const EVERY_ACT: readonly Rule[] = [
  {
    kind: 'rule/other-network',
    article: 'RPD 4',
    isBroken: (act, { network }) => act.network !== network,
  },
  {
    kind: 'rule/issuer-not-a-member',
    article: 'RPD 6, 21',
    isBroken: (act, { members }) => !members.has(act.issuer),
  },
  {
    kind: 'rule/recipient-not-a-member',
    article: 'RPD 6, 58',
    isBroken: (act, { members }) => act.recipients.some((recipient) => !members.has(recipient)),
  },
  {
    kind: 'rule/recipient-repeated',
    article: 'RPD 12',
    isBroken: (act) => new Set(act.recipients).size !== act.recipients.length,
  },
]

import { recordIn, type Rule } from '#rulebook/rule.ts'

/** Special notices: with the United Nations Security Council (RPD 95) and by other agreement (RPD 96). */
export const SPECIAL_NOTICES: readonly Rule[] = [
  {
    // A special notice is published by the General Secretariat under its agreement; a bureau has no such agreement.
    kind: 'rule/special-notice-needs-secretariat',
    article: 'RPD 95, 96',
    isBroken: (act, { members }) =>
      recordIn(act)?.database === 'notices' && members.get(act.issuer)?.mandate !== 'general-secretariat',
  },
  {
    kind: 'rule/un-notice-needs-un-status',
    article: 'RPD 44, 95',
    isBroken: (act) => {
      const record = recordIn(act)
      return (
        record?.database === 'notices' && record.kind === 'un-special' && record.status !== 'un-sanctions'
      )
    },
  },
]

import { recordIn, type Rule } from '#rulebook/rule.ts'

/** The database of stolen vehicles. */
export const VEHICLES: readonly Rule[] = [
  {
    kind: 'rule/member-without-country',
    article: 'RPD 36(1)(g)',
    isBroken: (act, { members }) =>
      recordIn(act)?.database === 'vehicles' && members.get(act.issuer)?.country === undefined,
  },
  {
    kind: 'rule/plate-without-country',
    article: 'RPD 12, 37',
    isBroken: (act) => {
      const record = recordIn(act)
      return (
        record?.database === 'vehicles' && record.plate !== undefined && record.plateCountry === undefined
      )
    },
  },
]

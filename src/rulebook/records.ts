import { addMonths, dayOf } from '#kernel/days.ts'
import { RULEBOOK } from '#rulebook/parameters.ts'
import { recordIn, type Rule } from '#rulebook/rule.ts'

/** What holds for every record of a common database, notices included. */
export const RECORDS: readonly Rule[] = [
  {
    kind: 'rule/not-the-source',
    article: 'RPD 5, 7',
    isBroken: (act) => {
      const record = recordIn(act)
      return record !== undefined && record.source !== act.issuer
    },
  },
  {
    kind: 'rule/not-the-owner',
    article: 'RPD 7, 46, 51',
    isBroken: (act, { held }) =>
      (act.type === 'record/updated' || act.type === 'record/withdrawn') &&
      held !== undefined &&
      held.owner !== act.issuer,
  },
  {
    kind: 'rule/identifier-taken',
    article: 'RPD 12',
    isBroken: (act, { held }) => act.type === 'record/published' && held !== undefined,
  },
  {
    kind: 'rule/nothing-to-change',
    article: 'RPD 46',
    isBroken: (act, { held }) => act.type === 'record/updated' && (held === undefined || held.isWithdrawn),
  },
  {
    kind: 'rule/database-changed',
    article: 'RPD 36',
    isBroken: (act, { held }) => {
      const record = recordIn(act)
      return act.type === 'record/updated' && held !== undefined && record?.database !== held.database
    },
  },
  {
    kind: 'rule/retention-too-long',
    article: 'RPD 49',
    isBroken: (act, { today }) => {
      const record = recordIn(act)
      if (record === undefined) return false
      // A date of recording in the future would stretch the period: it counts from today at the latest.
      const recorded = dayOf(record.recordedOn)
      const from = recorded < today ? recorded : today
      return record.retainUntil > addMonths(from, RULEBOOK.retentionMonths[record.database])
    },
  },
  {
    kind: 'rule/retention-past',
    article: 'RPD 49, 51',
    isBroken: (act, { today }) => {
      const record = recordIn(act)
      return record !== undefined && record.retainUntil < today
    },
  },
  {
    kind: 'rule/purpose-repeated',
    article: 'RPD 10',
    isBroken: (act) => {
      const record = recordIn(act)
      return record !== undefined && new Set(record.purposes).size !== record.purposes.length
    },
  },
]

import type { Rule } from '#rulebook/rule.ts'

/** Hits (RPD 104-106). */
export const HITS: readonly Rule[] = [
  {
    // The owner, and nobody else, learns of a hit through the act; the Secretariat only where it is the owner (RPD 22(6)).
    kind: 'rule/hit-not-to-owner',
    article: 'RPD 22(6), 104, 105',
    isBroken: (act, { held }) => {
      if (act.type !== 'hit/reported' || held === undefined) return false
      // A member's own record needs no act across a border: nobody is told.
      const due = held.owner === act.issuer ? [] : [held.owner]
      return act.recipients.length !== due.length || act.recipients[0] !== due[0]
    },
  },
  {
    kind: 'rule/hit-on-nothing-held',
    article: 'RPD 105',
    isBroken: (act, { held }) => act.type === 'hit/reported' && held === undefined,
  },
  {
    kind: 'rule/hit-on-withdrawn',
    article: 'RPD 51, 105',
    isBroken: (act, { held }) => act.type === 'hit/reported' && held?.isWithdrawn === true,
  },
]

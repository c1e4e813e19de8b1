import { recordIn, type Rule } from '#rulebook/rule.ts'

/** The database of stolen and lost travel documents. */
export const TRAVEL_DOCUMENTS: readonly Rule[] = [
  {
    // Only the country that issued a document can say that it is stolen, lost or void.
    kind: 'rule/not-the-issuing-country',
    article: 'RPD 36(1)(g), 37',
    isBroken: (act, { members }) => {
      const record = recordIn(act)
      if (record?.database !== 'travel-documents') return false
      return members.get(act.issuer)?.country !== record.issuingCountry
    },
  },
  {
    kind: 'rule/document-number-too-short',
    article: 'RPD 12',
    isBroken: (act) => {
      const record = recordIn(act)
      if (record?.database !== 'travel-documents') return false
      return record.number.replace(/[^\p{L}\p{N}]/gu, '').length < 4
    },
  },
]

import { parseName } from './names.ts'
import { describeMatch, weighEvidence } from './score.ts'
import type { NameScore } from './score.ts'
import type { MatchExplanation, PersonEntry, PersonQuery } from './types.ts'

/** What the index found: which name of a record, and how its parts were aligned with those asked. */
export interface NameFound {
  readonly nameAt: number
  readonly name: NameScore
}

/** Why a record was found, told from the record itself: the index keeps no text of names. */
export function explainHit(query: PersonQuery, entry: PersonEntry, found: NameFound): MatchExplanation {
  const asked = parseName(query.name)
  const listedName = entry.names[found.nameAt] ?? entry.names[0] ?? { text: '' }
  const listed = parseName(listedName.text)
  // The record may have changed since the index answered.
  const links = found.name.links.filter(
    ({ askedTo, listedTo }) => askedTo <= asked.parts.length && listedTo <= listed.parts.length,
  )
  return describeMatch(asked, listed, listedName, { ...found.name, links }, weighEvidence(query, entry))
    .explanation
}

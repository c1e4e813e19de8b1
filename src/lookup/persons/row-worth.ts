import { EVIDENCE_MODEL } from '#matching/model.ts'
import type { PersonQuery } from '#matching/types.ts'
import { NO_BIRTH } from './births.ts'
import type { BirthCode } from './births.ts'
import { HAS_MORE, SEXES, nationCode } from './segment.ts'
import type { Segment } from './segment.ts'

const { nationality, sex } = EVIDENCE_MODEL

/** The most that is added beside the birth. */
export const MOST_BESIDE_BIRTH = Math.max(0, nationality.same) + Math.max(0, sex.same)

/** Log-odds that all adds that is recorded of a row beside its name: never less than its person's, nearly always the same. */
export function rowWorths(
  query: PersonQuery,
  birthWorth: (code: BirthCode) => number,
): (segment: Segment, row: number) => number {
  const nations = (query.nationalities ?? []).map((text) => nationCode(text.toUpperCase()))
  const asked = query.sex === 'X' ? 0 : Math.max(0, SEXES.indexOf(query.sex))
  return (segment, row) => {
    const marks = segment.marks[row] ?? 0
    let worth = birthWorth(segment.births[row] ?? NO_BIRTH)
    const listed = segment.nations[row] ?? 0
    if (nations.length > 0 && listed !== 0)
      worth += (marks & HAS_MORE) !== 0 || nations.includes(listed) ? nationality.same : nationality.different
    const listedSex = marks & 3
    if (asked !== 0 && listedSex !== 0 && SEXES[listedSex] !== 'X')
      worth += listedSex === asked ? sex.same : sex.different
    return worth
  }
}

import { compareBirths } from '#matching/dates.ts'
import { EVIDENCE_MODEL } from '#matching/model.ts'
import type { BirthStatement } from '#matching/types.ts'
import { MANY_BIRTHS, NO_BIRTH, birthStatement } from './births.ts'
import type { Segment } from './segment.ts'

/** What the birth of a row adds to the log-odds: worked out once per birth. */
export function birthWorths(asked: readonly BirthStatement[]): (segment: Segment, row: number) => number {
  if (asked.length === 0) return () => 0
  const known = new Map<number, number>()
  return ({ births }, row) => {
    const code = births[row] ?? NO_BIRTH
    if (code === NO_BIRTH || code === MANY_BIRTHS) return 0
    let worth = known.get(code)
    if (worth === undefined)
      known.set(code, (worth = EVIDENCE_MODEL.birth[compareBirths(asked, [birthStatement(code)]).evidence]))
    return worth
  }
}

import type { Purpose } from '#acts/fields.ts'
import type { Authority } from '#desks/authority.ts'
import type { World } from '#desks/ports.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { type CheckResult, concludeCheck } from './candidate.ts'
import type { CheckRefusal } from './check-person.ts'
import { findNumbers } from './find-keys.ts'
import { type Border, findHolder, isSearchable, kindsOf, numbersOf, seenOfBorder } from './find-traveller.ts'

export interface BorderAsked extends Border {
  readonly purpose: Purpose
  readonly place?: string | undefined
}

/**
 * One check of all that is in front of an officer at a border: a person, their documents, their vehicle, as one look-up
 * with one answer and one log entry. `check/mrz` when it was read from a machine readable zone.
 */
export async function checkBorder(
  world: World,
  by: Authority<'check:person'>,
  asked: BorderAsked,
  kind: 'check/border' | 'check/mrz' = 'check/border',
): Promise<Result<CheckResult, CheckRefusal>> {
  const startedMs = world.clock.elapsedMs()
  if (!isSearchable(asked)) return refuse({ kind: 'check/nothing-to-search' })
  const { found, tooMany } = await findHolder(world, asked)
  return ok(
    await concludeCheck(
      world,
      by.actor,
      {
        kind,
        kinds: kindsOf(asked),
        purpose: asked.purpose,
        place: asked.place,
        seen: seenOfBorder(asked),
        tooMany,
        startedMs,
      },
      [...found, ...findNumbers(world.index, numbersOf(asked, 'single'))],
    ),
  )
}

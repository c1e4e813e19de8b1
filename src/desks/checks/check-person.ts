import type { Seen } from '#acts/act.ts'
import type { Purpose } from '#acts/fields.ts'
import type { Authority } from '#desks/authority.ts'
import type { World } from '#desks/ports.ts'
import type { CountryCode } from '#kernel/ids.ts'
import type { PartialDate } from '#kernel/days.ts'
import { LIMITS } from '#kernel/limits.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { birthIn } from '#matching/calendars.ts'
import type { BirthCalendar, BirthStatement, PersonQuery } from '#matching/types.ts'
import { thresholds } from '#matching/thresholds.ts'
import { RULEBOOK } from '#rulebook/parameters.ts'
import { type CheckResult, concludeCheck, type Found } from './candidate.ts'

export interface PersonAsked {
  readonly purpose: Purpose
  readonly place?: string | undefined
  readonly name: string
  readonly about?: 'person' | 'organisation' | undefined
  readonly birthDate?: PartialDate | undefined
  /** Instead of `birthDate`: a birth as a document states it, in its own calendar. */
  readonly birthInCalendar?: { readonly calendar: BirthCalendar; readonly date: string } | undefined
  readonly nationality?: CountryCode | undefined
  readonly sex?: 'F' | 'M' | 'X' | undefined
}

export type CheckRefusal = {
  readonly kind: 'check/nothing-to-search' | 'check/birth-not-in-calendar'
}

/**
 * An officer's check of a person: by name in any script, with or without a birth date, for a stated purpose (RPD 10(2)).
 *
 * Gives candidates, each with its score and its reasons. Nothing follows by itself; the officer decides on each
 * (`decide-candidate.ts`). The check is logged whether or not anything was found.
 */
export async function checkPerson(
  world: World,
  by: Authority<'check:person'>,
  asked: PersonAsked,
): Promise<Result<CheckResult, CheckRefusal>> {
  const startedMs = world.clock.elapsedMs()
  if (!/\p{L}/u.test(asked.name)) return refuse({ kind: 'check/nothing-to-search' })
  if (asked.birthInCalendar !== undefined && birthOf(asked) === undefined)
    return refuse({ kind: 'check/birth-not-in-calendar' })
  const { found, tooMany } = await findPerson(world, asked)
  return ok(
    await concludeCheck(
      world,
      by.actor,
      {
        kind: 'check/person',
        kinds: ['person'],
        purpose: asked.purpose,
        place: asked.place,
        seen: seenOf(asked),
        startedMs,
        tooMany,
      },
      found,
    ),
  )
}

export interface PersonsFound {
  readonly found: readonly Found[]
  /** More people bear such a name than could be compared: the question should say more. */
  readonly tooMany: boolean
}

/** One more than is shown is asked for, so that "there are more" is known. */
export async function findPerson(
  world: World,
  asked: Omit<PersonAsked, 'purpose' | 'place'>,
): Promise<PersonsFound> {
  const birth = birthOf(asked)
  const query: PersonQuery = {
    name: asked.name,
    ...(birth !== undefined && { births: [birth] }),
    ...(asked.nationality !== undefined && { nationalities: [asked.nationality] }),
    ...(asked.sex !== undefined && { sex: asked.sex }),
  }
  const options = { limit: LIMITS.candidates + 1, threshold: RULEBOOK.check.showFrom }
  const { hits, isExhausted, names } =
    asked.about === 'organisation'
      ? await world.index.findOrganisations(query, options)
      : await world.index.findPersons(query, options)
  const strongFrom = Math.max(RULEBOOK.check.strongFrom, thresholds(names).strong)
  return {
    found: hits.map((hit) => ({
      id: hit.id,
      score: hit.score,
      explanation: { type: 'asked-person', query, hit, strongFrom },
    })),
    tooMany: isExhausted,
  }
}

/** The birth that was asked, in the Gregorian calendar. */
function birthOf({
  birthDate,
  birthInCalendar,
}: Pick<PersonAsked, 'birthDate' | 'birthInCalendar'>): BirthStatement | undefined {
  if (birthInCalendar !== undefined) return birthIn(birthInCalendar.calendar, birthInCalendar.date)
  return birthDate === undefined ? undefined : { type: 'exact', on: birthDate }
}

/** A birth that is no one day or year of the Gregorian calendar leaves no trace in what is shown of the question. */
export function seenOf(
  asked: Pick<PersonAsked, 'name' | 'birthDate' | 'birthInCalendar' | 'nationality'>,
): Seen {
  const { name, nationality } = asked
  const birth = birthOf(asked)
  return {
    name,
    ...(birth?.type === 'exact' && { birthDate: birth.on }),
    ...(nationality !== undefined && { nationality }),
  }
}

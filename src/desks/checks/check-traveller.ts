import type { Seen } from '#acts/act.ts'
import type { Purpose } from '#acts/fields.ts'
import type { Authority } from '#desks/authority.ts'
import type { World } from '#desks/ports.ts'
import type { PartialDate } from '#kernel/days.ts'
import type { CountryCode } from '#kernel/ids.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { type CheckResult, concludeCheck } from './candidate.ts'
import { type CheckRefusal, findPerson } from './check-person.ts'
import { documentAsked, findNumbers } from './find-keys.ts'

/** A traveller as a machine readable zone describes them: the holder and the document. */
export interface TravellerAsked {
  readonly purpose: Purpose
  readonly place?: string | undefined
  readonly name: string
  readonly birthDate?: PartialDate | undefined
  readonly nationality?: CountryCode | undefined
  readonly sex?: 'F' | 'M' | 'X' | undefined
  readonly documentNumber: string
  readonly issuingCountry?: CountryCode | undefined
}

/** One check of the holder and of the document they carry, as one look-up with one log entry. */
export async function checkTraveller(
  world: World,
  by: Authority<'check:person'>,
  asked: TravellerAsked,
): Promise<Result<CheckResult, CheckRefusal>> {
  const startedMs = world.clock.elapsedMs()
  if (!/\p{L}/u.test(asked.name)) return refuse({ kind: 'check/nothing-to-search' })
  const { documentNumber, issuingCountry } = asked
  const document = documentAsked({ number: documentNumber, issuer: issuingCountry }, 'single')
  const { found, isTooCommon } = await findPerson(world, asked)
  return ok(
    await concludeCheck(
      world,
      by.actor,
      {
        kind: 'check/mrz',
        kinds: ['person', 'document'],
        purpose: asked.purpose,
        place: asked.place,
        seen: seenOf(asked),
        startedMs,
        isTooCommon,
      },
      [...found, ...findNumbers(world.index, [document])],
    ),
  )
}

function seenOf({ name, birthDate, nationality, documentNumber, issuingCountry }: TravellerAsked): Seen {
  return {
    name,
    documentNumber,
    ...(birthDate !== undefined && { birthDate }),
    ...(nationality !== undefined && { nationality }),
    ...(issuingCountry !== undefined && { documentCountry: issuingCountry }),
  }
}

import type { Purpose } from '#acts/fields.ts'
import type { Authority } from '#desks/authority.ts'
import type { World } from '#desks/ports.ts'
import type { CountryCode } from '#kernel/ids.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { plateKey, vinKey } from '#matching/identifiers/vehicles.ts'
import { type CheckResult, concludeCheck } from './candidate.ts'
import type { CheckRefusal } from './check-person.ts'
import { findNumbers, identifierAsked } from './find-keys.ts'

export interface VehicleAsked {
  readonly purpose: Purpose
  readonly place?: string | undefined
  readonly vin?: string | undefined
  readonly plate?: string | undefined
  readonly plateCountry?: CountryCode | undefined
}

/** An officer's check of a vehicle, by its identification number (ISO 3779), its plate, or both. Logged whatever is found. */
export async function checkVehicle(
  world: World,
  by: Authority<'check:vehicle'>,
  asked: VehicleAsked,
): Promise<Result<CheckResult, CheckRefusal>> {
  const startedMs = world.clock.elapsedMs()
  const keys = [
    asked.vin === undefined ? '' : vinKey(asked.vin),
    asked.plate === undefined ? '' : plateKey(asked.plate, asked.plateCountry ?? ''),
  ].filter((key) => key !== '')
  if (keys.length === 0) return refuse({ kind: 'check/nothing-to-search' })
  const numbers = keys.map((key) => identifierAsked({ key, alsoAsk: [] }, 'single'))
  return ok(
    await concludeCheck(
      world,
      by.actor,
      {
        kind: 'check/vehicle',
        kinds: ['vehicle'],
        purpose: asked.purpose,
        place: asked.place,
        seen: {
          vehicle: [asked.vin, asked.plate, asked.plateCountry]
            .filter((part) => part !== undefined)
            .join(' '),
        },
        startedMs,
      },
      findNumbers(world.index, numbers),
    ),
  )
}

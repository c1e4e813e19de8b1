import type { Purpose } from '#acts/fields.ts'
import type { Authority } from '#desks/authority.ts'
import type { World } from '#desks/ports.ts'
import type { CountryCode } from '#kernel/ids.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { AskScope } from '#matching/identifiers/keys.ts'
import { plateKey, vinKey } from '#matching/identifiers/vehicles.ts'
import { type CheckResult, concludeCheck } from './candidate.ts'
import type { CheckRefusal } from './check-person.ts'
import { findNumbers, identifierAsked, type NumberAsked } from './find-keys.ts'

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
  const numbers = vehicleAsked(asked, 'single')
  if (numbers.length === 0) return refuse({ kind: 'check/nothing-to-search' })
  return ok(
    await concludeCheck(
      world,
      by.actor,
      {
        kind: 'check/vehicle',
        kinds: ['vehicle'],
        purpose: asked.purpose,
        place: asked.place,
        seen: { vehicle: vehicleText(asked) },
        startedMs,
      },
      findNumbers(world.index, numbers),
    ),
  )
}

type Vehicle = Pick<VehicleAsked, 'vin' | 'plate' | 'plateCountry'>

/** Nothing when neither holds a letter or digit. */
export function vehicleAsked({ vin, plate, plateCountry }: Vehicle, scope: AskScope): readonly NumberAsked[] {
  const keys = [
    vin === undefined ? '' : vinKey(vin),
    plate === undefined ? '' : plateKey(plate, plateCountry ?? ''),
  ].filter((key) => key !== '')
  return keys.map((key) => identifierAsked({ key, alsoAsk: [] }, scope))
}

export function vehicleText({ vin, plate, plateCountry }: Vehicle): string {
  return [vin, plate, plateCountry].filter((part) => part !== undefined).join(' ')
}

import type { Purpose } from '#acts/fields.ts'
import type { Authority } from '#desks/authority.ts'
import type { IndexReader, World } from '#desks/ports.ts'
import type { CountryCode } from '#kernel/ids.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { plateKey, vinKey } from '#matching/documents.ts'
import { type CheckResult, concludeCheck, type Found } from './candidate.ts'
import type { CheckRefusal } from './check-person.ts'

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
  const keys = vehicleKeys(asked)
  if (keys.length === 0) return refuse({ kind: 'check/nothing-to-search' })
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
      findVehicle(world.index, keys),
    ),
  )
}

type Vehicle = Pick<VehicleAsked, 'vin' | 'plate' | 'plateCountry'>

export function vehicleKeys({ vin, plate, plateCountry }: Vehicle): readonly string[] {
  const keys = [
    vin === undefined ? '' : vinKey(vin),
    plate === undefined ? '' : plateKey(plate, plateCountry ?? ''),
  ]
  return keys.filter((key) => key !== '')
}

export function findVehicle(index: IndexReader, keys: readonly string[]): readonly Found[] {
  return index.findKeys(keys, { mayKnow: () => true }).map(({ id, key }) => {
    const listed = key.slice(key.lastIndexOf(':') + 1)
    return { id, score: 1, explanation: { type: 'key', asked: listed, listed, agreement: 'same' } }
  })
}

export function vehicleText({ vin, plate, plateCountry }: Vehicle): string {
  return [vin, plate, plateCountry].filter((part) => part !== undefined).join(' ')
}

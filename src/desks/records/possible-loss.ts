import { type Instant, instantOf, type PartialDate } from '#kernel/days.ts'
import { refuse, type Result, ok } from '#kernel/result.ts'
import { normaliseVin, SHORTEST_CHASSIS_NUMBER_CHARS, VIN_CHARS } from '#matching/identifiers/vehicles.ts'

export type ImpossibleLoss =
  | { readonly kind: 'record/loss-in-future'; readonly field: 'missingSince' }
  | { readonly kind: 'record/vin-impossible'; readonly field: 'vin' }

interface Loss {
  readonly missingSince?: PartialDate | undefined
  readonly vin?: string | undefined
}

const DAY_MS = 86_400_000

/**
 * Whether a loss can have happened as it is written. A slip of the keyboard here would make a record that no check finds, or that
 * no officer believes. Days are those of whoever writes: somewhere it is tomorrow already.
 */
export function possibleLoss({ missingSince, vin }: Loss, now: Instant): Result<null, ImpossibleLoss> {
  const tomorrow = instantOf(Date.parse(now) + DAY_MS)
  if (missingSince !== undefined && missingSince > tomorrow.slice(0, missingSince.length)) {
    return refuse({ kind: 'record/loss-in-future', field: 'missingSince' })
  }
  const chars = vin === undefined ? VIN_CHARS : normaliseVin(vin).vin.length
  if (chars < SHORTEST_CHASSIS_NUMBER_CHARS || chars > VIN_CHARS) {
    return refuse({ kind: 'record/vin-impossible', field: 'vin' })
  }
  return ok(null)
}

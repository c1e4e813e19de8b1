import type { Purpose } from '#acts/fields.ts'
import type { Authority } from '#desks/authority.ts'
import type { World } from '#desks/ports.ts'
import type { CountryCode } from '#kernel/ids.ts'
import { LIMITS } from '#kernel/limits.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { type DetectedIdentifier, detectIdentifiers } from '#matching/identifiers/detect.ts'
import { parseIdentifier } from '#matching/identifiers/parse.ts'
import type { IdentifierRefusal, IdentifierType } from '#matching/identifiers/types.ts'
import { type CheckResult, concludeCheck } from './candidate.ts'
import { findNumbers, identifierAsked } from './find-keys.ts'

export interface IdentifierCheckAsked {
  readonly purpose: Purpose
  readonly place?: string | undefined
  readonly value: string
  /** Without it, everything that the value may be is looked up. */
  readonly type?: IdentifierType | undefined
  readonly country?: CountryCode | undefined
}

export type IdentifierCheckRefusal = IdentifierRefusal | { readonly kind: 'identifier/unknown-form' }

export interface IdentifierCheck {
  readonly check: CheckResult
  /** As what the value was looked up, most likely first. */
  readonly readings: readonly DetectedIdentifier[]
}

/**
 * An officer's check of an account, telephone number, address, wallet, number of a ship or device: is it known to anyone? Logged whatever
 * is found.
 */
export async function checkIdentifier(
  world: World,
  by: Authority<'check:identifier'>,
  asked: IdentifierCheckAsked,
): Promise<Result<IdentifierCheck, IdentifierCheckRefusal>> {
  const startedMs = world.clock.elapsedMs()
  const read = readingsOf(asked)
  if (!read.ok) return read
  const readings = read.value
  const [likeliest] = readings
  if (likeliest === undefined) return refuse({ kind: 'identifier/unknown-form' })
  const isCertain = asked.type !== undefined || readings.length === 1
  const check = await concludeCheck(
    world,
    by.actor,
    {
      kind: 'check/identifier',
      kinds: ['identifier'],
      purpose: asked.purpose,
      place: asked.place,
      seen: {
        identifier: asked.value.trim().slice(0, LIMITS.shortTextChars),
        ...(isCertain && { identifierType: likeliest.identifier.type }),
      },
      startedMs,
    },
    findNumbers(
      world.index,
      readings.map(({ identifier }) => identifierAsked(identifier, 'single')),
    ),
  )
  return ok({ check, readings })
}

function readingsOf({
  type,
  value,
  country,
}: IdentifierCheckAsked): Result<readonly DetectedIdentifier[], IdentifierRefusal> {
  if (type === undefined) return ok(detectIdentifiers(value, country))
  const parsed = parseIdentifier({ type, value, country })
  return parsed.ok ? ok([{ identifier: parsed.value, likelihood: 'sure' }]) : parsed
}

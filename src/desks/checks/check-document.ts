import type { Purpose } from '#acts/fields.ts'
import type { Authority } from '#desks/authority.ts'
import type { World } from '#desks/ports.ts'
import type { CountryCode } from '#kernel/ids.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { normaliseDocumentNumber } from '#matching/identifiers/documents.ts'
import { type CheckResult, concludeCheck } from './candidate.ts'
import type { CheckRefusal } from './check-person.ts'
import { documentAsked, findNumbers } from './find-keys.ts'

export interface DocumentAsked {
  readonly purpose: Purpose
  readonly place?: string | undefined
  readonly number: string
  readonly issuingCountry?: CountryCode | undefined
}

/** An officer's check of a document: stolen, lost or revoked, or named in a notice. Logged whatever is found. */
export async function checkDocument(
  world: World,
  by: Authority<'check:document'>,
  asked: DocumentAsked,
): Promise<Result<CheckResult, CheckRefusal>> {
  const startedMs = world.clock.elapsedMs()
  if (normaliseDocumentNumber(asked.number).length < 3) return refuse({ kind: 'check/nothing-to-search' })
  const { number, issuingCountry } = asked
  return ok(
    await concludeCheck(
      world,
      by.actor,
      {
        kind: 'check/document',
        kinds: ['document'],
        purpose: asked.purpose,
        place: asked.place,
        seen: {
          documentNumber: number,
          ...(issuingCountry !== undefined && { documentCountry: issuingCountry }),
        },
        startedMs,
      },
      findNumbers(world.index, [documentAsked({ number, issuer: issuingCountry }, 'single')]),
    ),
  )
}

import type { Seen } from '#acts/act.ts'
import type { Traveller } from '#acts/traveller.ts'
import type { World } from '#desks/ports.ts'
import { normaliseDocumentNumber } from '#matching/identifiers/documents.ts'
import type { Agreement, AskScope } from '#matching/identifiers/keys.ts'
import type { CheckResult } from './candidate.ts'
import { findPerson, type PersonsFound, seenOf } from './check-person.ts'
import { vehicleAsked, vehicleText } from './check-vehicle.ts'
import { documentAsked, type NumberAsked } from './find-keys.ts'

/** What one traveller carries and drives; any part may be absent. */
export type Border = Omit<Traveller, 'ref'>

const SHORTEST_NUMBER = 3

/** Whether there is anything to search with: a letter of a name, three characters of a number, a plate. */
export function isSearchable(asked: Border): boolean {
  const { documents = [], vehicle } = asked
  return (
    isNameSearchable(asked) ||
    documents.some(({ number }) => normaliseDocumentNumber(number).length >= SHORTEST_NUMBER) ||
    (vehicle !== undefined && vehicleAsked(vehicle, 'single').length > 0)
  )
}

export function kindsOf({ name, documents, vehicle }: Border): CheckResult['kinds'] {
  return [
    ...(name === undefined ? [] : (['person'] as const)),
    ...((documents?.length ?? 0) === 0 ? [] : (['document'] as const)),
    ...(vehicle === undefined ? [] : (['vehicle'] as const)),
  ]
}

export async function findHolder(world: World, asked: Border): Promise<PersonsFound> {
  const { name } = asked
  if (name === undefined || !isNameSearchable(asked)) return { found: [], tooMany: false }
  return findPerson(world, { ...asked, name })
}

/** The numbers of documents and of the vehicle, to be found in one look at the index. */
export function numbersOf(
  { documents, vehicle }: Border,
  scope: AskScope,
  offered?: readonly Agreement[],
): readonly NumberAsked[] {
  const numbers: NumberAsked[] = []
  for (const { number, issuingCountry } of documents ?? []) {
    numbers.push(documentAsked({ number, issuer: issuingCountry }, scope, offered))
  }
  if (vehicle !== undefined) numbers.push(...vehicleAsked(vehicle, scope))
  return numbers
}

const LONGEST_SEEN = 300

/** What was in front of the officer. Several documents are written one after the other, each with its country. */
export function seenOfBorder(asked: Border): Seen {
  const { name, documents = [], vehicle } = asked
  const [first] = documents
  return {
    ...(name !== undefined && seenOf({ ...asked, name })),
    ...(first !== undefined &&
      documents.length === 1 && {
        documentNumber: first.number,
        ...(first.issuingCountry !== undefined && { documentCountry: first.issuingCountry }),
      }),
    ...(documents.length > 1 && {
      documentNumber: documents
        .map(({ number, issuingCountry }) => [number, issuingCountry].filter(Boolean).join(' '))
        .join(', ')
        .slice(0, LONGEST_SEEN),
    }),
    ...(vehicle !== undefined && { vehicle: vehicleText(vehicle) }),
  }
}

const isNameSearchable = ({ name }: Border): boolean => name !== undefined && /\p{L}/u.test(name)

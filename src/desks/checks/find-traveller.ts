import type { Seen } from '#acts/act.ts'
import type { Traveller } from '#acts/traveller.ts'
import type { IndexReader, World } from '#desks/ports.ts'
import { confusedDocumentKeys, documentKey, normaliseDocumentNumber } from '#matching/documents.ts'
import type { CheckResult, Found } from './candidate.ts'
import { findPerson, seenOf } from './check-person.ts'
import { findVehicle, vehicleKeys, vehicleText } from './check-vehicle.ts'
import { foundByNumber } from './find-document.ts'

/** What one traveller carries and drives; any part may be absent. */
export type Border = Omit<Traveller, 'ref'>

/** Whether there is anything to search with: a letter of a name, three characters of a number, a plate. */
export function isSearchable(asked: Border): boolean {
  return isNameSearchable(asked) || isVehicleSearchable(asked) || numbersOf(asked).length > 0
}

export function kindsOf({ name, documents, vehicle }: Border): CheckResult['kinds'] {
  return [
    ...(name === undefined ? [] : (['person'] as const)),
    ...((documents?.length ?? 0) === 0 ? [] : (['document'] as const)),
    ...(vehicle === undefined ? [] : (['vehicle'] as const)),
  ]
}

/** Person and vehicle; documents are found apart, many rows of a list at once. */
export async function findHolder(world: World, asked: Border): Promise<readonly Found[]> {
  const { name, vehicle } = asked
  return [
    ...(name !== undefined && isNameSearchable(asked) ? await findPerson(world, { ...asked, name }) : []),
    ...(vehicle === undefined ? [] : findVehicle(world.index, vehicleKeys(vehicle))),
  ]
}

export interface DocumentsAsked {
  readonly rows: readonly Border[]
  /** Also numbers one easily confused character away. */
  readonly near: boolean
}

/** The documents of many rows in one look at the table: what was found, by the number of its row. */
export function findDocuments(
  index: IndexReader,
  { rows, near }: DocumentsAsked,
): ReadonlyMap<number, readonly Found[]> {
  const keys: string[] = []
  for (const row of rows) {
    for (const document of row.documents ?? []) {
      const asked = referenceOf(document)
      const key = documentKey(asked)
      if (key === '') continue
      keys.push(key)
      if (near) keys.push(...confusedDocumentKeys(asked))
    }
  }
  const hits = index.findKeys(keys, { mayKnow: () => true })
  return hits.length === 0 ? NOTHING : byRow(rows, near, hits)
}

const NOTHING: ReadonlyMap<number, readonly Found[]> = new Map()

/** Hits are rare: which row asked for them is only worked out when there are some. */
function byRow(
  rows: readonly Border[],
  near: boolean,
  hits: readonly { readonly id: string; readonly key: string }[],
): ReadonlyMap<number, readonly Found[]> {
  const byKey = new Map<string, { readonly id: string; readonly key: string }[]>()
  for (const hit of hits) byKey.set(hit.key, [...(byKey.get(hit.key) ?? []), hit])
  const found = new Map<number, readonly Found[]>()
  for (const [at, { documents = [] }] of rows.entries()) {
    const ofRow = documents.flatMap((document) => {
      const asked = referenceOf(document)
      const number = normaliseDocumentNumber(document.number)
      const exact = byKey.get(documentKey(asked)) ?? []
      const known = new Set(exact.map(({ id }) => id))
      const close = near ? confusedDocumentKeys(asked).flatMap((key) => byKey.get(key) ?? []) : []
      return [
        ...exact.map((hit) => foundByNumber(hit, number, 'same')),
        ...close.filter(({ id }) => !known.has(id)).map((hit) => foundByNumber(hit, number, 'confusable')),
      ]
    })
    if (ofRow.length > 0) found.set(at, ofRow)
  }
  return found
}

type Document = NonNullable<Border['documents']>[number]

const referenceOf = ({ number, issuingCountry }: Document): { number: string; issuer?: string } =>
  issuingCountry === undefined ? { number } : { number, issuer: issuingCountry }

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
const isVehicleSearchable = ({ vehicle }: Border): boolean =>
  vehicle !== undefined && vehicleKeys(vehicle).length > 0
const numbersOf = ({ documents = [] }: Border): readonly string[] =>
  documents.map(({ number }) => normaliseDocumentNumber(number)).filter((number) => number.length >= 3)

import type { Identifier } from '#acts/person.ts'
import type { PoliceRecord } from '#acts/record.ts'
import { documentKey } from '#matching/identifiers/documents.ts'
import { indexKeysOf } from '#matching/identifiers/keys.ts'
import { parseIdentifier } from '#matching/identifiers/parse.ts'
import { plateKey, vinKey } from '#matching/identifiers/vehicles.ts'
import type { PersonEntry } from '#matching/types.ts'

/** How a record is found: by which names, and by which folded keys. */
export interface IndexEntry {
  readonly type: 'person' | 'organisation' | 'object'
  readonly entry: PersonEntry | undefined
  readonly keys: readonly string[]
}

export function indexEntryOf(record: PoliceRecord): IndexEntry {
  const keys = [...new Set(exactKeysOf(record).flatMap(indexKeysOf))]
  if (record.database !== 'notices') return { type: 'object', entry: undefined, keys }
  const { subject } = record
  const isPerson = subject.type === 'person'
  return {
    type: isPerson ? 'person' : 'organisation',
    entry: {
      names: subject.names.map(({ text, quality }) => ({ text, quality })),
      births: isPerson ? subject.births : [],
      nationalities: isPerson ? subject.nationalities : [],
      ...(isPerson && subject.sex !== undefined && { sex: subject.sex }),
    },
    keys,
  }
}

/** The exact keys of what a record says: a number that was asked is held against these. */
export function exactKeysOf(record: PoliceRecord): readonly string[] {
  return rawKeysOf(record).filter((key) => key !== '')
}

function rawKeysOf(record: PoliceRecord): readonly string[] {
  switch (record.database) {
    case 'notices':
      return [
        ...record.subject.documents.map(({ number, issuingCountry }) =>
          documentKey({ number, issuer: issuingCountry }),
        ),
        ...(record.subject.identifiers ?? []).map(identifierKey),
      ]
    case 'travel-documents':
      return [documentKey({ number: record.number, issuer: record.issuingCountry })]
    case 'vehicles':
      return [
        record.vin === undefined ? '' : vinKey(record.vin),
        record.plate === undefined ? '' : plateKey(record.plate, record.plateCountry ?? ''),
      ]
  }
}

/** Empty for what is not of the form of its type: another member's list may say anything. It is shown, and found by no check. */
function identifierKey({ type, value, country }: Identifier): string {
  const parsed = parseIdentifier({ type, value, country })
  return parsed.ok ? parsed.value.key : ''
}

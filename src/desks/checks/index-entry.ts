import type { PoliceRecord } from '#acts/record.ts'
import type { PersonEntry } from '#matching/types.ts'
import { documentKeys, plateKey, vinKey } from '#matching/documents.ts'

/** How a record is found: by which names, and by which exact keys. */
export interface IndexEntry {
  readonly type: 'person' | 'organisation' | 'object'
  readonly entry: PersonEntry | undefined
  readonly keys: readonly string[]
}

export function indexEntryOf(record: PoliceRecord): IndexEntry {
  switch (record.database) {
    case 'notices': {
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
        keys: subject.documents.flatMap(({ number, issuingCountry }) => keysOf(number, issuingCountry)),
      }
    }
    case 'travel-documents':
      return { type: 'object', entry: undefined, keys: keysOf(record.number, record.issuingCountry) }
    case 'vehicles': {
      const keys = [
        record.vin === undefined ? '' : vinKey(record.vin),
        ...(record.plate === undefined ? [] : plateKeys(record.plate, record.plateCountry ?? '')),
      ]
      return { type: 'object', entry: undefined, keys: keys.filter((key) => key !== '') }
    }
  }
}

const keysOf = (number: string, issuer: string | undefined): readonly string[] =>
  documentKeys(issuer === undefined ? { number } : { number, issuer })

/** As with documents: who does not know the country of a plate finds every country's. */
const plateKeys = (plate: string, country: string): readonly string[] => [
  ...new Set([plateKey(plate, country), plateKey(plate, '')]),
]

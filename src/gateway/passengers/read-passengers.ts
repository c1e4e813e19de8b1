import type { Day } from '#kernel/days.ts'
import { csvReader } from './csv.ts'
import { jsonReader } from './json.ts'
import type { DateOrder, PassengerFormat, PassengerReader } from './passenger-row.ts'
import { paxlstReader } from './paxlst.ts'

export interface ReadingOptions {
  readonly format: PassengerFormat
  readonly dates?: DateOrder
  readonly header?: 'present' | 'absent'
  readonly today: Day
}

/** A reader of passenger lists (spec/batch.md §2 to §4). */
export function passengerReader({ format, dates = 'iso', header, today }: ReadingOptions): PassengerReader {
  switch (format) {
    case 'csv':
      return csvReader({ dates, ...(header !== undefined && { header }) })
    case 'json':
      return jsonReader({ dates })
    case 'paxlst':
      return paxlstReader({ today })
  }
}

/** The format that the first bytes of a file look like. */
export function formatOf(start: Uint8Array): PassengerFormat {
  const text = new TextDecoder('latin1').decode(start.subarray(0, 512)).replace(/^ï»¿/, '').trimStart()
  if (/^UN[AB]/.test(text)) return 'paxlst'
  return text.startsWith('{') || text.startsWith('[') ? 'json' : 'csv'
}

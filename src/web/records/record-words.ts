import { type Labels, wordOf } from '#acts/labels/labels.ts'
import type { Database } from '#acts/record.ts'

/** A status in words: each database has its own. */
export function statusWord(labels: Labels, database: Database, status: string): string {
  switch (database) {
    case 'notices':
      return wordOf(labels.personStatuses, status)
    case 'travel-documents':
      return wordOf(labels.documentStatuses, status)
    case 'vehicles':
      return wordOf(labels.vehicleStatuses, status)
  }
}

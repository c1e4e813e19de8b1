import type { PoliceRecord } from '#acts/record.ts'
import type { MemberId, Uuid } from '#kernel/ids.ts'

/** What screens may want to read again. Topics carry no contents. */
export type Topic = 'records' | 'hits' | 'network' | 'ledger'

/** The record as it stood until now, by which the index finds what it holds of it; the index keeps no text to look in. */
export type Before = PoliceRecord | 'none' | 'unreadable'

export type IndexChange =
  | {
      readonly type: 'put'
      readonly id: Uuid
      readonly owner: MemberId
      readonly record: PoliceRecord
      readonly before: Before
      /** The journal's number of the change. */
      readonly change: number
    }
  | { readonly type: 'remove'; readonly id: Uuid; readonly before: Before; readonly change: number }

/** What a transaction will have changed outside the store once it is committed; dropped when it is not. */
export interface Outcome {
  readonly index: IndexChange[]
  readonly recipients: Set<MemberId>
  readonly topics: Set<Topic>
  isErasureDue: boolean
}

export function emptyOutcome(): Outcome {
  return { index: [], recipients: new Set(), topics: new Set(), isErasureDue: false }
}

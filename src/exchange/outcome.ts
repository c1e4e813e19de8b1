import type { PoliceRecord } from '#acts/record.ts'
import type { MemberId, Uuid } from '#kernel/ids.ts'

/** What screens may want to read again. Topics carry no contents. */
export type Topic = 'records' | 'hits' | 'network' | 'ledger'

export type IndexChange =
  | { readonly type: 'put'; readonly id: Uuid; readonly owner: MemberId; readonly record: PoliceRecord }
  | { readonly type: 'remove'; readonly id: Uuid }

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

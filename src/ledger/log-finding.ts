/** What is wrong with a log, and where. `checkpoint` counts from 0 in the order that they were given. */
export type LogFinding =
  /** Leaves `index` to `through` are not there. */
  | { readonly kind: 'ledger/leaf-missing'; readonly index: number; readonly through: number }
  /** A leaf of this index came already. */
  | { readonly kind: 'ledger/leaf-repeated'; readonly index: number }
  /** Entry and salt do not give the commitment, which gives the leaf hash: entry or salt was changed. */
  | { readonly kind: 'ledger/entry-changed'; readonly index: number }
  /** The commitment does not give the leaf hash: it was changed, or, where the entry is erased, one of the two was. */
  | { readonly kind: 'ledger/commitment-changed'; readonly index: number }
  /** Entry, salt and commitment agree, and the leaf hash is another. */
  | { readonly kind: 'ledger/leaf-hash-changed'; readonly index: number }
  /** One of entry and salt is there without the other, or they have not the form of a leaf. */
  | { readonly kind: 'ledger/leaf-malformed'; readonly index: number }
  /** There are leaves, and no checkpoint with true signatures: nothing is proven. */
  | { readonly kind: 'ledger/no-checkpoint'; readonly leaves: number }
  | { readonly kind: 'ledger/checkpoint-unreadable'; readonly checkpoint: number }
  | { readonly kind: 'ledger/checkpoint-of-another-log'; readonly checkpoint: number }
  | {
      readonly kind: 'ledger/checkpoint-signature'
      readonly checkpoint: number
      readonly keyName: string
      readonly reason: 'bad' | 'missing' | 'unknown'
    }
  /** Smaller than one before it. */
  | {
      readonly kind: 'ledger/checkpoint-goes-back'
      readonly checkpoint: number
      readonly size: number
      readonly before: number
    }
  /** It signs more leaves than there are: the end of the log was cut off. */
  | {
      readonly kind: 'ledger/checkpoint-beyond-log'
      readonly checkpoint: number
      readonly size: number
      readonly leaves: number
    }
  /**
   * The leaves do not give the root that was signed at this size. The first leaf that was changed is one of `from`
   * to `through`: all before are proven by the last checkpoint that holds, and this one covers no more.
   */
  | {
      readonly kind: 'ledger/root-differs'
      readonly checkpoint: number
      readonly size: number
      readonly from: number
      readonly through: number
    }
  /**
   * Truly signed, over other leaves than those that a second true checkpoint, of this size or a larger, proves: the
   * log's keys have signed two histories.
   */
  | { readonly kind: 'ledger/split-view'; readonly checkpoint: number; readonly size: number }

export interface Findings {
  readonly add: (finding: LogFinding) => void
  readonly listed: readonly LogFinding[]
  /** How many were found beyond those listed. */
  readonly more: () => number
}

/** Keeps the first thousand findings and counts the rest: a log that is all wrong must not fill the memory. */
export function collectFindings(): Findings {
  const listed: LogFinding[] = []
  let more = 0
  return {
    listed,
    more: () => more,
    add: (finding) => {
      if (listed.length < LISTED_FINDINGS) listed.push(finding)
      else more++
    },
  }
}

const LISTED_FINDINGS = 1000

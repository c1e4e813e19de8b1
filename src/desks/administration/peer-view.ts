import type { MemberCard } from '#acts/charter.ts'
import type { Instant } from '#kernel/days.ts'

export interface PeerView {
  readonly member: MemberCard
  readonly isSelf: boolean
  /** Of its keys, to be compared by voice. */
  readonly fingerprint: string
  readonly incoming: {
    readonly cursor: number
    readonly lag: number
    readonly lastAppliedAt: Instant | null
    readonly lastContactAt: Instant | null
    readonly refused: number
    readonly error: string | null
  }
  readonly outgoing: {
    readonly issued: number
    readonly receipted: number
    readonly lastReceiptAt: Instant | null
  }
}

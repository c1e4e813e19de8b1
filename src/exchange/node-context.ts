import type { Charter, MemberCard } from '#acts/charter.ts'
import type { Instant } from '#kernel/days.ts'
import type { Uuid } from '#kernel/ids.ts'
import type { Contents } from '#journal/contents.ts'
import type { MemberSecretKeys } from '#seal/keys.ts'
import type { RandomBytes } from '#seal/random.ts'

/** What the exchange of one node works with. Time, randomness and identity come in here and nowhere else. */
export interface NodeContext {
  readonly self: MemberCard
  readonly keys: MemberSecretKeys
  readonly charter: () => Charter
  readonly contents: Contents
  readonly random: RandomBytes
  readonly now: () => Instant
  /** Ids of this member's own (`mintOwnId`): peers refuse all others. */
  readonly newId: () => Uuid
}

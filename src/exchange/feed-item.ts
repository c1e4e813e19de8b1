import { createHash } from 'node:crypto'
import { z } from 'zod'
import { MemberField, UuidField } from '#acts/fields.ts'
import { utf8 } from '#kernel/bytes.ts'
import type { MemberId, Uuid } from '#kernel/ids.ts'
import { canonicalBytes, canonicalJson } from '#seal/canonical.ts'
import { signBytes, verifyBytes } from '#seal/signatures.ts'

/**
 * One place in the feed from one member to another (spec/feed.md §2).
 *
 * Numbers count from 1 without gaps, and each item names the hash of the one before: the recipient sees any gap,
 * reordering or fork, and holds the issuer's signature on it. The item outlives its envelope: after an erasure it
 * shows that something was there, and nothing of what.
 */
export interface FeedItem {
  readonly issuer: MemberId
  readonly recipient: MemberId
  readonly number: number
  /** Hash of the item before, or 64 zeros for the first. */
  readonly previous: string
  readonly act: Uuid
  /** SHA-256 of the envelope's bytes as sent to this recipient. */
  readonly envelope: string
  readonly signature: string
}

const hash = z.string().regex(/^[0-9a-f]{64}$/)
export const FeedItemField = z.strictObject({
  issuer: MemberField,
  recipient: MemberField,
  number: z.int().min(1),
  previous: hash,
  act: UuidField,
  envelope: hash,
  signature: z.string().max(120),
})

export const NO_ITEM = '0'.repeat(64)

export function signItem(item: Omit<FeedItem, 'signature'>, actKey: string): FeedItem {
  return { ...item, signature: signBytes('entraide/feed-item/v1', canonicalBytes({ ...item }), actKey) }
}

export function isItemSigned({ signature, ...item }: FeedItem, issuerActKey: string): boolean {
  return verifyBytes('entraide/feed-item/v1', canonicalBytes({ ...item }), signature, issuerActKey)
}

export const itemText = (item: FeedItem): string => canonicalJson({ ...item })
export const itemHash = (item: FeedItem): string => sha256Hex(utf8(itemText(item)))
export const sha256Hex = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

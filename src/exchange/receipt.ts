import { z } from 'zod'
import { InstantField, MemberField } from '#acts/fields.ts'
import { canonicalBytes } from '#seal/canonical.ts'
import { signBytes, verifyBytes } from '#seal/signatures.ts'

/** A follower's signed word that it has applied everything up to a number (spec/feed.md §5). Cumulative. */
export const ReceiptField = z.strictObject({
  follower: MemberField,
  issuer: MemberField,
  number: z.int().min(0),
  /** Hash of the item of that number: two followers with different hashes have been shown different feeds. */
  item: z.string().regex(/^[0-9a-f]{64}$/),
  at: InstantField,
  signature: z.string().max(120),
})
export type Receipt = z.infer<typeof ReceiptField>

export function signReceipt(receipt: Omit<Receipt, 'signature'>, actKey: string): Receipt {
  return { ...receipt, signature: signBytes('entraide/receipt/v1', canonicalBytes({ ...receipt }), actKey) }
}

export function isReceiptSigned({ signature, ...receipt }: Receipt, followerActKey: string): boolean {
  return verifyBytes('entraide/receipt/v1', canonicalBytes({ ...receipt }), signature, followerActKey)
}

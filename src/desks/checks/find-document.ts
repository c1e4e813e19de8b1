import type { IndexReader } from '#desks/ports.ts'
import { confusedDocumentKeys, documentKey, normaliseDocumentNumber } from '#matching/documents.ts'
import type { Found } from './candidate.ts'

/** A number one easily confused character away is worth a second look, and no more. */
const CONFUSABLE_SCORE = 0.5

/**
 * Finds a document by its number, first as given, then one confusion away (O and 0, I and 1, B and 8).
 *
 * Without an issuing country every country's documents of that number are found. With one, also records that name
 * no country.
 */
export function findDocument(
  index: IndexReader,
  asked: { readonly number: string; readonly issuer?: string },
): readonly Found[] {
  const mayKnow = (): boolean => true
  const number = normaliseDocumentNumber(asked.number)
  const exact = index.findKeys([documentKey(asked)], { mayKnow })
  const near = index.findKeys(confusedDocumentKeys(asked), { mayKnow })
  const known = new Set(exact.map(({ id }) => id))
  return [
    ...exact.map((hit) => foundByNumber(hit, number, 'same')),
    ...near.filter(({ id }) => !known.has(id)).map((hit) => foundByNumber(hit, number, 'confusable')),
  ]
}

/** A record found by a key of a document, exactly as asked or one confusion away. */
export const foundByNumber = (
  { id, key }: { readonly id: string; readonly key: string },
  asked: string,
  agreement: 'same' | 'confusable',
): Found => ({
  id,
  score: agreement === 'same' ? 1 : CONFUSABLE_SCORE,
  explanation: { type: 'key', asked, listed: numberOf(key), agreement },
})

const numberOf = (key: string): string => key.slice(key.lastIndexOf(':') + 1)

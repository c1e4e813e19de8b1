/**
 * Writes the vectors of spec/feed.md: `node spec/vectors/feed/make-feed-vectors.ts`.
 *
 * Running it again writes the same files. Items and receipts are made from the text of the specification with other
 * code than the product's, which can also make the wrong ones that the product cannot.
 */
import { createHash, createPrivateKey, createPublicKey } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { ownIdOf } from '../id-vectors.ts'
import { canonical, seeded, signAct } from '../seal-by-the-book.ts'

type Fields = Readonly<Record<string, unknown>>
type Signed = Fields & { readonly signature: string }

const ISSUER = seeded('feed issuer')
const FOLLOWER = seeded('feed follower')
const STRANGER = seeded('feed stranger')
const NONE = '0'.repeat(64)
const ITEM = 'entraide/feed-item/v1'
const RECEIPT = 'entraide/receipt/v1'

const publicKey = (seed: Buffer): string => {
  const secret = createPrivateKey({ key: seed, format: 'raw-private', asymmetricKeyType: 'ed25519' })
  const { x } = createPublicKey(secret).export({ format: 'jwk' })
  return Buffer.from(x ?? '', 'base64url').toString('base64')
}
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const hashOf = (signed: Fields): string => sha256(canonical(signed))

function signed(fields: Fields, seed = ISSUER, domain = ITEM): Signed {
  return { ...fields, signature: signAct(canonical(fields), seed, domain).toString('base64') }
}

const fieldsAt = (number: number, previous: string): Fields => ({
  issuer: 'KE',
  recipient: 'SG',
  number,
  previous,
  act: ownIdOf('KE', `01940b6e-5c11-7a34-9d2e-000${number}`),
  envelope: sha256(seeded(`feed envelope ${number}`)),
})

function chain(length: number): readonly Signed[] {
  const items: Signed[] = []
  for (let number = 1; number <= length; number++) {
    const last = items.at(-1)
    items.push(signed(fieldsAt(number, last === undefined ? NONE : hashOf(last))))
  }
  return items
}

/** Each file by its name. */
export function feedVectors(): Readonly<Record<string, unknown>> {
  const items = chain(4)
  const [first, second, third, fourth] = items as [Signed, Signed, Signed, Signed]
  const { signature: _, ...bare } = first
  const issuer = { id: 'KE', act: publicKey(ISSUER) }
  const follower = { id: 'SG', act: publicKey(FOLLOWER) }
  const flip = (text: string): string => (text.startsWith('A') ? 'B' : 'A') + text.slice(1)

  const invalidItem = (description: string, item: unknown, refusal: string) => ({
    description,
    item,
    refusal,
  })
  const malformed = 'feed/malformed'
  const otherFork = signed({
    ...fieldsAt(2, hashOf(first)),
    act: ownIdOf('KE', '01940b6e-5c11-7a34-9d2e-00ff'),
  })

  const receipt = {
    follower: 'SG',
    issuer: 'KE',
    number: 3,
    item: hashOf(third),
    at: '2026-11-23T09:00:00.000Z',
  }
  const receipted = (change: Fields = {}, seed = FOLLOWER, domain = RECEIPT): Signed =>
    signed({ ...receipt, ...change }, seed, domain)
  const { signature: __, ...bareReceipt } = receipted()
  const invalidReceipt = (description: string, body: unknown, refusal: string) => ({
    description,
    receipt: body,
    refusal,
  })

  return {
    'valid-items': {
      issuer,
      recipient: 'SG',
      items: items.map((item) => ({ item, text: canonical(item).toString('utf8'), hash: hashOf(item) })),
    },
    'invalid-items': {
      issuer,
      recipient: 'SG',
      items: [
        invalidItem('no signature', bare, malformed),
        invalidItem('a member too many', signed({ ...bare, note: 'x' }), malformed),
        invalidItem('a number of nought', signed({ ...bare, number: 0 }), malformed),
        invalidItem('a number that is not whole', signed({ ...bare, number: 1.5 }), malformed),
        invalidItem('a number as text', signed({ ...bare, number: '1' }), malformed),
        invalidItem('a number beyond 2^53 - 1', signed({ ...bare, number: 2 ** 53 }), malformed),
        invalidItem(
          'a hash in capitals',
          signed({ ...bare, envelope: String(bare['envelope']).toUpperCase() }),
          malformed,
        ),
        invalidItem('a hash of 63 digits', signed({ ...bare, previous: NONE.slice(1) }), malformed),
        invalidItem('an act that is no UUID', signed({ ...bare, act: '1' }), malformed),
        invalidItem('a member in small letters', signed({ ...bare, recipient: 'sg' }), malformed),
        invalidItem('for another member', signed({ ...bare, recipient: 'GS' }), 'feed/not-for-us'),
        invalidItem('of another member', signed({ ...bare, issuer: 'GS' }), 'feed/not-for-us'),
        invalidItem('signed by another key', signed(bare, STRANGER), 'feed/bad-signature'),
        invalidItem('signed in the domain of receipts', signed(bare, ISSUER, RECEIPT), 'feed/bad-signature'),
        invalidItem('another act than was signed', { ...first, act: second['act'] }, 'feed/bad-signature'),
        invalidItem(
          'another envelope than was signed',
          { ...first, envelope: second['envelope'] },
          'feed/bad-signature',
        ),
        invalidItem('another number than was signed', { ...first, number: 2 }, 'feed/bad-signature'),
        invalidItem(
          'one bit of the signature changed',
          { ...first, signature: flip(first.signature) },
          'feed/bad-signature',
        ),
        invalidItem('an empty signature', { ...first, signature: '' }, 'feed/bad-signature'),
        invalidItem(
          'the signature without its padding',
          { ...first, signature: first.signature.replace(/=+$/, '') },
          'feed/bad-signature',
        ),
      ],
    },
    feeds: {
      issuer,
      recipient: 'SG',
      feeds: [
        {
          description: 'in order',
          items: [first, second, third, fourth],
          cursor: 4,
          hash: hashOf(fourth),
          refusal: null,
        },
        {
          description: 'each twice',
          items: [first, first, second, second],
          cursor: 2,
          hash: hashOf(second),
          refusal: null,
        },
        {
          description: 'an old one again',
          items: [first, second, third, first],
          cursor: 3,
          hash: hashOf(third),
          refusal: null,
        },
        {
          description: 'one left out',
          items: [first, third],
          cursor: 1,
          hash: hashOf(first),
          refusal: 'feed/gap',
        },
        {
          description: 'two that changed places',
          items: [first, third, second],
          cursor: 1,
          hash: hashOf(first),
          refusal: 'feed/gap',
        },
        {
          description: 'not from the beginning',
          items: [second],
          cursor: 0,
          hash: NONE,
          refusal: 'feed/gap',
        },
        {
          description: 'a second history',
          items: [first, otherFork, third],
          cursor: 2,
          hash: hashOf(otherFork),
          refusal: 'feed/fork',
        },
        {
          description: 'a first item that follows another',
          items: [signed(fieldsAt(1, hashOf(second)))],
          cursor: 0,
          hash: NONE,
          refusal: 'feed/fork',
        },
        {
          description: 'a second item that follows none',
          items: [first, signed(fieldsAt(2, NONE))],
          cursor: 1,
          hash: hashOf(first),
          refusal: 'feed/fork',
        },
      ],
    },
    'valid-receipts': {
      issuer,
      follower,
      receipts: [
        {
          description: 'for the third item',
          receipt: receipted(),
          text: canonical(receipted()).toString('utf8'),
        },
        {
          description: 'for the first item',
          receipt: receipted({ number: 1, item: hashOf(first) }),
          text: canonical(receipted({ number: 1, item: hashOf(first) })).toString('utf8'),
        },
      ],
    },
    'invalid-receipts': {
      issuer,
      follower,
      issued: items.length,
      receipts: [
        invalidReceipt('no signature', bareReceipt, 'receipt/malformed'),
        invalidReceipt('a member too many', receipted({ note: 'x' }), 'receipt/malformed'),
        invalidReceipt('a number below nought', receipted({ number: -1 }), 'receipt/malformed'),
        invalidReceipt(
          'a time without milliseconds',
          receipted({ at: '2026-11-23T09:00:00Z' }),
          'receipt/malformed',
        ),
        invalidReceipt(
          'a hash of 63 digits',
          receipted({ item: hashOf(third).slice(1) }),
          'receipt/malformed',
        ),
        invalidReceipt('signed by another key', receipted({}, STRANGER), 'receipt/bad-signature'),
        invalidReceipt('signed by the issuer', receipted({}, ISSUER), 'receipt/bad-signature'),
        invalidReceipt(
          'signed in the domain of items',
          receipted({}, FOLLOWER, ITEM),
          'receipt/bad-signature',
        ),
        invalidReceipt(
          'a higher number than was signed',
          { ...receipted(), number: 4 },
          'receipt/bad-signature',
        ),
        invalidReceipt('of another follower', receipted({ follower: 'GS' }), 'receipt/bad-signature'),
        invalidReceipt('for another issuer', receipted({ issuer: 'GS' }), 'receipt/bad-signature'),
        invalidReceipt('for an item that was not issued', receipted({ number: 5 }), 'receipt/other-feed'),
        invalidReceipt('for no item', receipted({ number: 0, item: NONE }), 'receipt/other-feed'),
        invalidReceipt(
          'with the hash of another item',
          receipted({ item: hashOf(second) }),
          'receipt/other-feed',
        ),
        invalidReceipt(
          'with the hash of another history',
          receipted({ number: 2, item: hashOf(otherFork) }),
          'receipt/other-feed',
        ),
      ],
    },
  }
}

export const feedVectorText = (content: unknown): string => `${JSON.stringify(content, null, 2)}\n`

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const [name, content] of Object.entries(feedVectors())) {
    writeFileSync(new URL(`./${name}.json`, import.meta.url), feedVectorText(content))
  }
}

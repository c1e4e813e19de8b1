import { createHash } from 'node:crypto'
import { fingerprint, type MemberSecretKeys, publicKeysOf } from '#seal/keys.ts'
import {
  type BookEnvelope,
  canonical,
  type Header,
  plaintextOf,
  SUITE,
  sealByTheBook,
  seeded,
  signAct,
} from './seal-by-the-book.ts'

const NAMES = ['MA', 'KE', 'SG', 'GS'] as const
type Name = (typeof NAMES)[number]

const secretOf = (name: Name, part: string): Buffer => seeded(`${name} ${part}`)
const keysOf = (name: Name): MemberSecretKeys => ({
  act: secretOf(name, 'act').toString('base64'),
  seal: secretOf(name, 'seal').toString('base64'),
  log: {
    ed25519: secretOf(name, 'log ed25519').toString('base64'),
    mldsa44: secretOf(name, 'log mldsa44').toString('base64'),
  },
})
const SECRET = Object.fromEntries(NAMES.map((name) => [name, keysOf(name)])) as Record<Name, MemberSecretKeys>
const PUBLIC = Object.fromEntries(NAMES.map((name) => [name, publicKeysOf(SECRET[name])])) as Record<
  Name,
  ReturnType<typeof publicKeysOf>
>
const SEAL_KEYS = new Map(
  NAMES.map((name) => [name as string, new Uint8Array(Buffer.from(PUBLIC[name].seal, 'base64'))]),
)

const anAct = (recipients: readonly Name[], body: object = { note: 'An invented act, for a vector.' }) => ({
  id: '0190a0a0-0000-7000-8000-000000000001',
  network: 'vectors',
  issuer: 'MA',
  type: 'record/published',
  subject: '0190a0a0-0000-7000-8000-000000000002',
  issuedAt: '2026-01-02T03:04:05.678Z',
  recipients,
  body,
})

function headerOf(recipients: readonly Name[]): Header {
  const { id, network, issuer } = anAct(recipients)
  return { suite: SUITE, network, issuer, act: id, recipients: recipients.toSorted() }
}

interface Making {
  readonly label: string
  readonly act?: object
  readonly header?: Header
  readonly signedBy?: Name
  readonly domain?: string
  readonly actBytes?: (act: object) => Buffer
  readonly plaintext?: (signature: Buffer, act: Buffer) => Buffer
}

async function make(recipients: readonly Name[], making: Making): Promise<BookEnvelope> {
  const { label, act = anAct(recipients), header = headerOf(recipients), signedBy = 'MA', domain } = making
  const actBytes = making.actBytes?.(act) ?? canonical(act)
  const signature = signAct(actBytes, secretOf(signedBy, 'act'), domain)
  const plaintext = (making.plaintext ?? plaintextOf)(signature, actBytes)
  return sealByTheBook(header, plaintext, { label, sealKeys: SEAL_KEYS })
}

const openAs = (member: Name, issuer: Name = 'MA') => ({
  member,
  sealSecret: SECRET[member].seal,
  issuerActKey: PUBLIC[issuer].act,
})

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const committed = (envelope: BookEnvelope): string => sha256(canonical({ ...envelope, keys: undefined }))

function flipBase64(text: string, at: number): string {
  const bytes = Buffer.from(text, 'base64')
  bytes[at] = (bytes[at] ?? 0) ^ 1
  return bytes.toString('base64')
}

export async function envelopeVectors(): Promise<Record<string, unknown>> {
  return { keys: keyVectors(), valid: await validVectors(), invalid: await invalidVectors() }
}

function keyVectors(): unknown {
  return NAMES.map((name) => ({
    secret: SECRET[name],
    public: PUBLIC[name],
    fingerprint: fingerprint(PUBLIC[name]),
  }))
}

async function validVectors(): Promise<unknown> {
  const one = await make(['KE'], { label: 'one recipient' })
  const three = await make(['SG', 'KE', 'GS'], { label: 'three recipients' })
  const self = await make(['MA'], { label: 'to itself' })
  const scripts = anAct(['KE'], { names: ['نور الزهرة', '李小月', 'Ζωή', '🜂'], number: 1e21, zero: -0 })
  const long = anAct(['KE'], { text: 'a'.repeat(2000) })
  const rows: readonly [string, BookEnvelope, Name, object][] = [
    ['one recipient', one, 'KE', anAct(['KE'])],
    [
      'three recipients, whose order in the act is not that of the header',
      three,
      'KE',
      anAct(['SG', 'KE', 'GS']),
    ],
    ['the last of three recipients', three, 'SG', anAct(['SG', 'KE', 'GS'])],
    ['the issuer among its recipients', self, 'MA', anAct(['MA'])],
    [
      'a copy that holds the key of one recipient only',
      { ...three, keys: three.keys.slice(1, 2) },
      'KE',
      anAct(['SG', 'KE', 'GS']),
    ],
    [
      'text in several scripts, numbers in canonical form',
      await make(['KE'], { label: 'scripts', act: scripts }),
      'KE',
      scripts,
    ],
    ['longer than the smallest padding', await make(['KE'], { label: 'long', act: long }), 'KE', long],
  ]
  return rows.map(([description, envelope, member, act]) => ({
    description,
    envelope,
    open: openAs(member),
    act,
    envelopeSha256: sha256(canonical(envelope)),
    committedSha256: committed(envelope),
  }))
}

async function invalidVectors(): Promise<unknown> {
  const good = await make(['KE'], { label: 'good' })
  const two = await make(['KE', 'SG'], { label: 'two' })
  const other = await make(['KE'], { label: 'other' })
  const [key] = good.keys
  if (key === undefined) throw new Error('an envelope to one member has one key')
  const sealed = (change: object) => ({ ...good, keys: [{ ...key, ...change }] })
  const readdressed = (change: Partial<Header>, label: string) =>
    make(['KE'], { label, header: { ...headerOf(['KE']), ...change } })
  const broken = { kind: 'seal/broken-seal' }
  const unsigned = { kind: 'seal/bad-signature' }
  const malformed = (where: string) => ({ kind: 'seal/malformed', where })
  const elsewhere = (field: string) => ({ kind: 'seal/readdressed', field })

  const rows: readonly [string, unknown, ReturnType<typeof openAs>, object][] = [
    ['a recipient is added by a relay', { ...good, recipients: ['GS', 'KE'] }, openAs('KE'), broken],
    [
      'a recipient is taken away by a relay',
      { ...two, recipients: ['KE'], keys: two.keys.slice(0, 1) },
      openAs('KE'),
      broken,
    ],
    ['another network in the header', { ...good, network: 'other' }, openAs('KE'), broken],
    ['another issuer in the header', { ...good, issuer: 'GS' }, openAs('KE', 'GS'), broken],
    [
      'another act in the header',
      { ...good, act: '0190a0a0-0000-7000-8000-00000000000f' },
      openAs('KE'),
      broken,
    ],
    [
      'a bit of the content is flipped',
      { ...good, content: flipBase64(good.content, 100) },
      openAs('KE'),
      broken,
    ],
    [
      'a bit of the commitment is flipped',
      { ...good, commitment: flipBase64(good.commitment, 0) },
      openAs('KE'),
      broken,
    ],
    [
      'a bit of the ML-KEM ciphertext is flipped',
      sealed({ encapsulated: flipBase64(key.encapsulated, 5) }),
      openAs('KE'),
      broken,
    ],
    [
      'a bit of the X25519 key is flipped',
      sealed({ encapsulated: flipBase64(key.encapsulated, 1119) }),
      openAs('KE'),
      broken,
    ],
    [
      'an encapsulated key of zeros',
      sealed({ encapsulated: Buffer.alloc(1120).toString('base64') }),
      openAs('KE'),
      broken,
    ],
    [
      'an encapsulated key that is too short',
      sealed({ encapsulated: Buffer.alloc(32).toString('base64') }),
      openAs('KE'),
      broken,
    ],
    [
      'a bit of the wrapped secret is flipped',
      sealed({ wrapped: flipBase64(key.wrapped, 40) }),
      openAs('KE'),
      broken,
    ],
    ['the sealed key of another envelope', { ...good, keys: other.keys }, openAs('KE'), broken],
    [
      'the content of another envelope',
      { ...good, content: other.content, commitment: other.commitment },
      openAs('KE'),
      broken,
    ],
    ['the copy lacks the sealed key of who opens', { ...two, keys: two.keys.slice(1) }, openAs('KE'), broken],
    ['who opens is no recipient', good, openAs('SG'), { kind: 'seal/not-a-recipient' }],
    [
      'nobody is a recipient',
      await make([], { label: 'nobody' }),
      openAs('MA'),
      { kind: 'seal/not-a-recipient' },
    ],
    [
      'signed by another member',
      await make(['KE'], { label: 'forged', signedBy: 'GS' }),
      openAs('KE'),
      unsigned,
    ],
    [
      'signed in another domain',
      await make(['KE'], { label: 'domain', domain: 'entraide/receipt/v1' }),
      openAs('KE'),
      unsigned,
    ],
    ['opened with the act key of another member', good, openAs('KE', 'GS'), unsigned],
    [
      'resealed to a member that the act does not name',
      await readdressed({ recipients: ['SG'] }, 'resealed'),
      openAs('SG'),
      elsewhere('recipients'),
    ],
    [
      'resealed to one member more',
      await readdressed({ recipients: ['KE', 'SG'] }, 'more'),
      openAs('SG'),
      elsewhere('recipients'),
    ],
    [
      'resealed in another network',
      await readdressed({ network: 'other' }, 'network'),
      openAs('KE'),
      elsewhere('network'),
    ],
    [
      'resealed as by another issuer',
      await readdressed({ issuer: 'GS' }, 'issuer'),
      openAs('KE'),
      elsewhere('issuer'),
    ],
    [
      'resealed under another id',
      await readdressed({ act: '0190a0a0-0000-7000-8000-00000000000f' }, 'id'),
      openAs('KE'),
      elsewhere('id'),
    ],
    [
      'padding that is not zero',
      await make(['KE'], { label: 'padding', plaintext: (s, a) => plaintextOf(s, a).fill(1, 511) }),
      openAs('KE'),
      malformed('content'),
    ],
    [
      'no padding',
      await make(['KE'], {
        label: 'bare',
        plaintext: (s, a) => plaintextOf(s, a).subarray(0, 68 + a.length),
      }),
      openAs('KE'),
      malformed('content'),
    ],
    [
      'a length beyond the end',
      await make(['KE'], { label: 'length', plaintext: (s, a) => plaintextOf(s, a).fill(0xff, 64, 68) }),
      openAs('KE'),
      malformed('content'),
    ],
    [
      'shorter than a signature',
      await make(['KE'], { label: 'short', plaintext: () => Buffer.alloc(40) }),
      openAs('KE'),
      malformed('content'),
    ],
    [
      'an act that is signed and not canonical',
      await make(['KE'], { label: 'spaces', actBytes: (act) => Buffer.from(JSON.stringify(act, null, 1)) }),
      openAs('KE'),
      malformed('act'),
    ],
    [
      'an act that is signed and no JSON',
      await make(['KE'], { label: 'text', actBytes: () => Buffer.from('text') }),
      openAs('KE'),
      malformed('act'),
    ],
    ['another suite', { ...good, suite: 'ENTRAIDE-0-NONE' }, openAs('KE'), { kind: 'seal/unknown-suite' }],
    ['recipients out of order', { ...two, recipients: ['SG', 'KE'] }, openAs('KE'), malformed('recipients')],
    ['a recipient twice', { ...good, recipients: ['KE', 'KE'] }, openAs('KE'), malformed('recipients')],
    ['a sealed key for who is no recipient', { ...good, keys: two.keys }, openAs('KE'), malformed('keys')],
    ['sealed keys out of order', { ...two, keys: two.keys.toReversed() }, openAs('KE'), malformed('keys')],
    ['a member that the form does not have', { ...good, note: '' }, openAs('KE'), malformed('')],
    ['an act that is no UUID', { ...good, act: '1' }, openAs('KE'), malformed('act')],
    ['base64 with loose bits', { ...good, content: 'AB==' }, openAs('KE'), malformed('content')],
    ['no object', [good], openAs('KE'), malformed('')],
  ]
  return rows.map(([description, envelope, open, refusal]) => ({ description, envelope, open, refusal }))
}

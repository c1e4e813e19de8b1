import { randomBytes } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { concatBytes, fromBase64, fromUtf8, toBase64, utf8 } from '#kernel/bytes.ts'
import type { MemberId } from '#kernel/ids.ts'
import { LIMITS } from '#kernel/limits.ts'
import { canonicalBytes } from './canonical.ts'
import {
  committedBytes,
  type Envelope,
  envelopeBytes,
  envelopeFor,
  openEnvelope,
  parseEnvelope,
  parseEnvelopeBytes,
  sealAct,
} from './envelope.ts'
import { makeMemberKeys, publicKeysOf } from './keys.ts'
import { CURRENT_SUITE, SUITES } from './suites.ts'

const keysOf = (fill: number) => {
  const secret = makeMemberKeys((length) => new Uint8Array(length).fill(fill))
  return { secret, public: publicKeysOf(secret) }
}
const KEYS = { MA: keysOf(1), KE: keysOf(2), SG: keysOf(3), GS: keysOf(4) }
type Name = keyof typeof KEYS
const id = (name: Name): MemberId => name as string as MemberId

const anAct = (recipients: readonly Name[]) => ({
  id: '0190a0a0-0000-7000-8000-000000000001',
  network: 'demo',
  issuer: 'MA',
  recipients,
  type: 'record/published',
  body: { name: 'Zefira Quillane' },
})

function seal(recipients: readonly Name[], act: ReturnType<typeof anAct> = anAct(recipients)): Envelope {
  return sealAct({
    act,
    actKey: KEYS.MA.secret.act,
    issuer: id('MA'),
    network: 'demo',
    recipients: recipients.map((name) => ({ member: id(name), sealKey: KEYS[name].public.seal })),
    random: randomBytes,
  })
}

const open = (
  envelope: Envelope,
  as: Name,
  { secretOf = as, issuer = 'MA' }: { secretOf?: Name; issuer?: Name } = {},
) =>
  openEnvelope(envelope, {
    member: id(as),
    sealSecret: KEYS[secretOf].secret.seal,
    issuerActKey: KEYS[issuer].public.act,
  })

const refusalOf = (result: ReturnType<typeof parseEnvelope> | ReturnType<typeof open>) =>
  result.ok ? 'none' : result.refusal.kind

describe('an envelope', () => {
  test('is opened by each of its recipients', () => {
    const envelope = seal(['SG', 'KE'])
    expect(open(envelope, 'KE')).toEqual({ ok: true, value: anAct(['SG', 'KE']) })
    expect(open(envelope, 'SG')).toEqual({ ok: true, value: anAct(['SG', 'KE']) })
  })

  test('is opened by nobody when it has no recipients, not even by its issuer', () => {
    const envelope = seal([])
    expect(envelope.keys).toEqual([])
    expect(refusalOf(open(envelope, 'MA'))).toBe('seal/not-a-recipient')
  })

  test('is not opened by a member that is not a recipient, with its own key or under another name', () => {
    const envelope = seal(['KE'])
    expect(refusalOf(open(envelope, 'GS'))).toBe('seal/not-a-recipient')
    expect(refusalOf(open(envelope, 'KE', { secretOf: 'GS' }))).toBe('seal/broken-seal')
  })

  test('is refused when the issuer of the header has not signed the act', () => {
    expect(refusalOf(open(seal(['KE']), 'KE', { issuer: 'GS' }))).toBe('seal/bad-signature')
  })

  test('shows nothing of the act in clear but its id, network, issuer and recipients', () => {
    const text = fromUtf8(envelopeBytes(seal(['KE'])))
    expect(text).not.toContain('Quillane')
    expect(text).not.toContain('record/published')
  })

  test('reads back from its bytes', () => {
    const envelope = seal(['KE', 'SG'])
    expect(parseEnvelopeBytes(envelopeBytes(envelope))).toEqual({ ok: true, value: envelope })
  })

  test('opens from a copy that holds the key of one recipient only, which commits to the same bytes', () => {
    const envelope = seal(['GS', 'KE', 'SG'])
    const copy = envelopeFor(envelope, [id('KE')])
    expect(copy.keys.map((key) => key.member)).toEqual(['KE'])
    expect(open(copy, 'KE').ok).toBe(true)
    expect(refusalOf(open(copy, 'SG'))).toBe('seal/broken-seal')
    expect(committedBytes(copy)).toEqual(committedBytes(envelope))
  })

  test('of which any byte was changed is not opened', { timeout: 20_000 }, () => {
    const bytes = envelopeBytes(seal(['KE']))
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const changed = new Uint8Array(bytes)
        changed[at] = (changed[at] ?? 0) ^ change
        const envelope = parseEnvelopeBytes(changed)
        expect(envelope.ok && open(envelope.value, 'KE').ok).toBe(false)
      }),
      { numRuns: 500 },
    )
  })
})

describe('a relay', () => {
  test.each<[string, Partial<Record<keyof Envelope, unknown>>]>([
    ['network', { network: 'other' }],
    ['issuer', { issuer: 'GS' }],
    ['act', { act: '0190a0a0-0000-7000-8000-000000000002' }],
    ['recipients', { recipients: ['KE', 'SG'] }],
    ['commitment', { commitment: toBase64(new Uint8Array(32)) }],
  ])('cannot change the %s of an envelope', (_, change) => {
    const changed = parseEnvelope({ ...seal(['KE']), ...change })
    expect(changed.ok && refusalOf(open(changed.value, 'KE'))).toBe('seal/broken-seal')
  })

  test('cannot put the key of one envelope into another', () => {
    const first = seal(['KE'])
    const second = seal(['KE'])
    expect(refusalOf(open({ ...first, keys: second.keys }, 'KE'))).toBe('seal/broken-seal')
  })
})

describe('a recipient that wants to pass an act on as if it had been sent there', () => {
  // What a dishonest recipient can do: it has the signed act and seals it anew under any header it likes.
  const resealed = (header: Pick<Envelope, 'network' | 'issuer' | 'act' | 'recipients'>): Envelope => {
    const suite = SUITES[CURRENT_SUITE]
    const { network, issuer, act: actId, recipients } = header
    const whole = { suite: CURRENT_SUITE, network, issuer, act: actId, recipients }
    const secret = randomBytes(32)
    const opened = plaintextOf(seal(['KE']))
    const { commitment, content } = suite.sealContent(secret, canonicalBytes(whole), opened)
    const keys = recipients.map((member) => {
      const bound = { suite: CURRENT_SUITE, network, issuer, act: actId, recipient: member }
      const info = concatBytes(utf8('entraide/key/v1\n'), canonicalBytes(bound))
      const sealed = suite.sealSecret(secret, KEYS[member as string as Name].public.seal, {
        info,
        random: randomBytes,
      })
      return { member, encapsulated: toBase64(sealed.encapsulated), wrapped: toBase64(sealed.sealed) }
    })
    return { ...whole, commitment: toBase64(commitment), content: toBase64(content), keys }
  }

  // The plaintext of the envelope, as its recipient has it.
  const plaintextOf = (envelope: Envelope): Uint8Array => {
    const suite = SUITES[CURRENT_SUITE]
    const { network, issuer, act, recipients } = envelope
    const info = concatBytes(
      utf8('entraide/key/v1\n'),
      canonicalBytes({ suite: CURRENT_SUITE, network, issuer, act, recipient: 'KE' }),
    )
    const [key] = envelope.keys
    const secret = suite.openSecret(
      { encapsulated: fromBase64(key?.encapsulated ?? ''), sealed: fromBase64(key?.wrapped ?? '') },
      KEYS.KE.secret.seal,
      info,
    )
    const header = canonicalBytes({ suite: CURRENT_SUITE, network, issuer, act, recipients })
    const sealed = { commitment: fromBase64(envelope.commitment), content: fromBase64(envelope.content) }
    return (secret && suite.openContent(secret, header, sealed)) ?? new Uint8Array(0)
  }

  const header = { network: 'demo', issuer: id('MA'), act: seal([]).act, recipients: [id('SG')] }

  test.each([
    ['to another member', header, 'recipients'],
    ['to itself and another', { ...header, recipients: [id('KE'), id('SG')] }, 'recipients'],
    ['in another network', { ...header, network: 'real' }, 'network'],
    ['as an act of its own', { ...header, issuer: id('KE') }, 'issuer'],
    ['under another id', { ...header, act: '0190a0a0-0000-7000-8000-00000000000f' as Envelope['act'] }, 'id'],
  ])('is found out %s', (_, claimed, field) => {
    expect(open(resealed(claimed), 'SG')).toEqual({ ok: false, refusal: { kind: 'seal/readdressed', field } })
  })
})

describe('an issuer', () => {
  test('cannot seal two acts into one commitment', () => {
    const [first, second] = [seal(['KE']), seal(['KE'])]
    const mixed = { ...first, content: second.content, keys: second.keys }
    expect(refusalOf(open(mixed, 'KE'))).toBe('seal/broken-seal')
  })

  test.each([
    ['network', { ...anAct(['KE']), network: 'other' }],
    ['issuer', { ...anAct(['KE']), issuer: 'GS' }],
    ['recipients', anAct(['KE', 'SG'])],
    ['recipients', anAct([])],
  ])('does not seal an act that names another %s', (_, act) => {
    expect(() => seal(['KE'], act)).toThrow(/names the network, issuer and recipients/)
  })

  test('does not seal an act to one member twice', () => {
    expect(() => seal(['KE', 'KE'])).toThrow(/header/)
  })
})

describe('what is not an envelope', () => {
  test('is refused as malformed, with the place', () => {
    const envelope = seal(['KE', 'SG'])
    const cases: readonly [string, unknown][] = [
      ['', null],
      ['', 'text'],
      ['', { ...envelope, more: 1 }],
      ['suite', { ...envelope, suite: 1 }],
      ['issuer', { ...envelope, issuer: 'ma' }],
      ['act', { ...envelope, act: 'x' }],
      ['recipients', { ...envelope, recipients: ['SG', 'KE'] }],
      ['recipients', { ...envelope, recipients: ['KE', 'KE'] }],
      ['commitment', { ...envelope, commitment: 'AA==' }],
      ['content', { ...envelope, content: 'AB==' }],
      ['keys', { ...envelope, keys: envelope.keys.toReversed() }],
      ['keys', { ...envelope, recipients: ['KE'] }],
    ]
    for (const [where, json] of cases) {
      expect(parseEnvelope(json)).toEqual({ ok: false, refusal: { kind: 'seal/malformed', where } })
    }
  })

  test.each(['constructor', '__proto__', 'toString', 'ENTRAIDE-2'])(
    'is refused by its suite when that is %s',
    (suite) => {
      expect(refusalOf(parseEnvelope({ ...seal([]), suite }))).toBe('seal/unknown-suite')
      expect(refusalOf(open({ ...seal(['KE']), suite: suite as Envelope['suite'] }, 'KE'))).toBe(
        'seal/unknown-suite',
      )
    },
  )

  test('is refused and never an error, whatever JSON it is', () => {
    const envelope = seal(['KE'])
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(envelope)), fc.jsonValue(), (name, value) => {
        expect(parseEnvelope(value).ok).toBe(false)
        const changed = parseEnvelope({ ...envelope, [name]: value })
        expect(changed.ok && open(changed.value, 'KE').ok).toBe(false)
      }),
    )
  })

  test('is refused when it is larger than the limit by one byte, and not at the limit', () => {
    const empty = { ...seal([]), content: '' }
    const room = LIMITS.envelopeBytes - envelopeBytes(empty).length
    const largest = {
      ...empty,
      network: `demo${'x'.repeat(room % 4)}`,
      content: 'A'.repeat(room - (room % 4)),
    }
    expect(envelopeBytes(largest).length).toBe(LIMITS.envelopeBytes)
    const larger = { ...largest, network: `${largest.network}x` }
    expect(parseEnvelope(largest).ok).toBe(true)
    expect(parseEnvelopeBytes(envelopeBytes(largest)).ok).toBe(true)
    expect(parseEnvelope(larger)).toMatchObject({ refusal: { where: 'size' } })
    expect(parseEnvelopeBytes(envelopeBytes(larger))).toMatchObject({ refusal: { where: 'size' } })
  })

  test('is refused when its text is not the canonical one', () => {
    const spaced = utf8(JSON.stringify(seal(['KE']), null, 1))
    expect(parseEnvelopeBytes(spaced)).toMatchObject({ refusal: { where: 'canonical' } })
    expect(refusalOf(parseEnvelopeBytes(utf8('{')))).toBe('seal/malformed')
  })
})

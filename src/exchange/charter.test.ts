import { describe, expect, test } from 'vitest'
import type { Charter } from '#acts/charter.ts'
import { NOW, SECRETARIAT } from '#testkit/builders.ts'
import { FOUR_MEMBERS } from '#testkit/members.ts'
import { makeMemberKeys, publicKeysOf } from '#seal/keys.ts'
import { readCharter, signCharter } from './charter.ts'
import { makeTlsIdentity } from './tls.ts'

const made = await Promise.all(
  FOUR_MEMBERS.map(async (plan) => {
    const keys = makeMemberKeys()
    const { certificate } = await makeTlsIdentity(plan.id, NOW)
    const address = `https://${plan.id.toLowerCase()}.entraide.invalid`
    return { keys, card: { ...plan, address, keys: publicKeysOf(keys), certificate } }
  }),
)
const [keeper, other] = made
if (keeper === undefined || other === undefined) throw new RangeError('no members')

function aCharter(change: Partial<Charter> = {}): Charter {
  return {
    network: 'entraide-test',
    version: 1,
    issuedAt: NOW,
    keeper: SECRETARIAT,
    members: made.map(({ card }) => card),
    ...change,
  }
}
const signed = (change: Partial<Charter> = {}) => signCharter(aCharter(change), keeper.keys.act)
const throughText = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

describe('a charter', () => {
  test('that its keeper has signed is read as it was written', () => {
    expect(readCharter(throughText(signed()))).toEqual({ ok: true, value: aCharter() })
  })

  test('with one letter changed is refused', () => {
    const text = JSON.stringify(signed())
    for (const [from, to] of [
      ['"version":1', '"version":2'],
      ['National bureau, Kenya', 'National bureau, Kenia'],
      ['"mandate":"bureau"', '"mandate":"commission"'],
      ['https://ke.', 'https://kf.'],
    ] as const) {
      expect(text).toContain(from)
      expect(readCharter(JSON.parse(text.replace(from, to)))).toEqual({
        ok: false,
        refusal: { kind: 'charter/bad-signature' },
      })
    }
  })

  test('that another member than its keeper has signed is refused', () => {
    const byAnother = signCharter(aCharter(), other.keys.act)
    expect(readCharter(byAnother)).toMatchObject({ refusal: { kind: 'charter/bad-signature' } })
  })

  test('that names a member twice is refused, also with the keeper’s signature', () => {
    const members = [...aCharter().members, { ...other.card, address: 'https://elsewhere.entraide.invalid' }]
    expect(readCharter(signed({ members }))).toMatchObject({ refusal: { kind: 'charter/member-repeated' } })
  })

  test('whose keeper is no member of it is refused', () => {
    const members = aCharter().members.filter((member) => member.id !== SECRETARIAT)
    expect(readCharter(signed({ members }))).toMatchObject({
      refusal: { kind: 'charter/keeper-not-a-member' },
    })
  })

  test.each([
    ['nothing', null],
    ['no signature', { charter: aCharter() }],
    ['a word too many', { ...signed(), note: 'x' }],
    [
      'an address that is not https',
      throughText({ ...signed(), charter: aCharter({ members: [{ ...keeper.card, address: 'http://x' }] }) }),
    ],
    ['no members', { ...signed(), charter: aCharter({ members: [] }) }],
    ['a version of nought', { ...signed(), charter: aCharter({ version: 0 }) }],
  ])('with %s is malformed', (_, json) => {
    expect(readCharter(json)).toMatchObject({ ok: false, refusal: { kind: 'charter/malformed' } })
  })

  test('is refused without a value of it in the refusal', () => {
    const refused = readCharter(throughText({ ...signed(), charter: aCharter({ network: 'A Network' }) }))
    expect(JSON.stringify(refused)).not.toContain('A Network')
  })
})

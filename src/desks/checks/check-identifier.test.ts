import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { importList } from '#desks/notices/import-list.ts'
import { anActor, authorityOf } from '#testkit/actors.ts'
import { anEntry } from '#testkit/builders.ts'
import { accessesOf } from '#testkit/ledger-entries.ts'
import { openTestWorld, type TestNode, type TestWorld } from '#testkit/world.ts'
import type { Candidate } from './candidate.ts'
import { checkIdentifier, type IdentifierCheckAsked } from './check-identifier.ts'

const bureau = anActor('bureau-officer', 'test.bureau')

let world: TestWorld
let secretariat: TestNode
let singapore: TestNode
beforeEach(async () => {
  world = await openTestWorld()
  secretariat = world.node('GS')
  singapore = world.node('SG')
  const entry = anEntry('1', 'Oleksa Drohvyn')
  const { notice } = entry
  const identifiers = [
    { type: 'email' as const, value: 'Oleksa.Drohvyn@mail.example' },
    { type: 'phone' as const, value: '+44 20 7946 0123' },
    { type: 'iban' as const, value: 'GB82 WEST 1234 5698 7654 32' },
    { type: 'wallet' as const, value: '1BoatSLRHtKNngkdXEeobR76b53LETtpyT' },
    { type: 'site' as const, value: 'https://www.shop.example/' },
    { type: 'imo' as const, value: 'IMO 9074729' },
    { type: 'iban' as const, value: 'of no form' },
  ]
  await importList(secretariat.world, authorityOf(anActor('notices-officer'), 'list:import'), {
    list: 'un-sc',
    entries: [{ ...entry, notice: { ...notice, subject: { ...notice.subject, identifiers } } }],
  })
  await world.settle()
})
afterEach(() => world.close())

async function asked(value: string, more: Partial<IdentifierCheckAsked> = {}) {
  const purpose = 'investigation' as const
  const by = authorityOf(bureau, 'check:identifier')
  return checkIdentifier(singapore.world, by, { purpose, value, ...more })
}
async function found(value: string, more: Partial<IdentifierCheckAsked> = {}): Promise<readonly string[]> {
  const answer = await asked(value, more)
  return answer.ok ? answer.value.check.candidates.map(agreementIn) : [answer.refusal.kind]
}
const agreementIn = ({ strength, explanation }: Candidate): string =>
  explanation.type === 'key' ? `${strength} ${explanation.agreement}` : strength

describe('a check of an account, address or number', () => {
  test.each([
    ['oleksa.drohvyn[at]mail[.]example', 'strong same'],
    ['oleksa.drohvyn+news@mail.example', 'possible partial'],
    ['0044 20 7946 0123', 'strong same'],
    ['020 7946 0123', 'possible partial'],
    ['gb82west12345698765432', 'strong same'],
    ['GB82 WEST I234 5698 7654 32', 'possible confusable'],
    ['1BoatSLRHtKNngkdXEeobR76b53LETtpyT', 'strong same'],
    ['1boatslrhtknngkdxeeobr76b53lettpyt', 'possible partial'],
    ['hxxp://shop[.]example', 'strong same'],
    ['shop.example/checkout', 'possible partial'],
    ['imo 9074729', 'strong same'],
    ['9074729', 'strong same'],
  ])('finds %s: %s', async (value, agreement) => {
    expect(await found(value)).toEqual([agreement])
  })

  test.each([
    '907472',
    'drohvyn@mail.example',
    '+45 20 7946 0123',
    'GB82 WEST 1234 5698 7654',
    'other.example',
  ])('finds nothing for %s', async (value) => {
    expect(await found(value)).toEqual([])
  })

  test('looks a value up as the type that is given, and only as that', async () => {
    expect(await found('9074729', { type: 'mmsi' })).toEqual(['identifier/wrong-form'])
    expect(await found('9074729', { type: 'document' })).toEqual([])
    expect(await found('9074729', { type: 'imo' })).toEqual(['strong same'])
  })

  test('says as what the value was read, and whether its check digits are right', async () => {
    const answer = await asked('GB82 WEST 1234 5698 7654 33', { type: 'iban' })
    expect(answer.ok && answer.value.readings).toMatchObject([
      { identifier: { type: 'iban', check: 'invalid' } },
    ])
  })

  test('is refused when there is nothing to look up', async () => {
    expect(await found('?!')).toEqual(['identifier/unknown-form'])
    expect(await found('?!', { type: 'email' })).toEqual(['identifier/empty'])
    expect(await found('1'.repeat(2_001), { type: 'site' })).toEqual(['identifier/too-long'])
  })

  test('is logged with its purpose and what was shown, and without what was asked', async () => {
    await found('oleksa.drohvyn@mail.example')
    const entry = (await accessesOf(singapore)).at(-1)
    expect(entry).toMatchObject({ kind: 'check/identifier', purpose: 'investigation', count: 1 })
    expect(JSON.stringify(entry)).not.toContain('drohvyn')
  })
})

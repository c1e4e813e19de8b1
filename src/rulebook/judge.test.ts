import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Act } from '#acts/act.ts'
import type { MemberCard } from '#acts/charter.ts'
import { addMonths, type Day } from '#kernel/days.ts'
import type { CountryCode, MemberId } from '#kernel/ids.ts'
import {
  aConfirmation,
  aHitReport,
  anUpdate,
  aNotice,
  aPublication,
  aTravelDocument,
  aVehicle,
  aWithdrawal,
  KENYA,
  SECRETARIAT,
  SINGAPORE,
  TODAY,
} from '#testkit/builders.ts'
import { FOUR_MEMBERS } from '#testkit/members.ts'
import { judgeAct, RULES } from './judge.ts'
import { RULEBOOK } from './parameters.ts'
import type { Circumstances } from './rule.ts'

const members = new Map<MemberId, MemberCard>(
  FOUR_MEMBERS.map((plan) => [
    plan.id,
    {
      ...plan,
      address: `https://${plan.id.toLowerCase()}.entraide.invalid`,
      keys: { act: 'AA==', seal: 'AA==', log: { ed25519: 'AA==', mldsa44: 'AA==' } },
      certificate: 'none',
    },
  ]),
)
const STRANGER = 'ZZ' as MemberId
const UNKNOWN: Circumstances = { network: 'entraide-test', today: TODAY, members, held: undefined }
const held = (change: Partial<NonNullable<Circumstances['held']>> = {}): Circumstances => ({
  ...UNKNOWN,
  held: { owner: KENYA, database: 'travel-documents', isWithdrawn: false, ...change },
})
const kinds = (act: Act, circumstances: Circumstances): readonly string[] =>
  judgeAct(act, circumstances).map(({ kind }) => kind)
const without = (...ids: readonly MemberId[]): Circumstances => ({
  ...UNKNOWN,
  members: new Map([...members].filter(([id]) => !ids.includes(id))),
})

type Case = readonly [what: string, act: Act, circumstances: Circumstances]
interface Cases {
  readonly accepted: Case
  readonly refused: Case
}
const { plateCountry: _, ...withoutPlateCountry } = aVehicle()
const longest = addMonths(TODAY, RULEBOOK.retentionMonths['travel-documents'])

/** One accepted and one refused act for each rule, as alike as they can be. */
const CASES: Readonly<Record<string, Cases>> = {
  'rule/other-network': {
    accepted: ['an act of this network', aPublication(), UNKNOWN],
    refused: ['an act of another network', aPublication(undefined, { network: 'another-network' }), UNKNOWN],
  },
  'rule/issuer-not-a-member': {
    accepted: ['an act of a member', aPublication(aVehicle()), UNKNOWN],
    refused: ['an act of who has left', aPublication(aVehicle()), without(KENYA)],
  },
  'rule/recipient-not-a-member': {
    accepted: ['an act to members', aPublication(), UNKNOWN],
    refused: [
      'an act to a stranger',
      aPublication(undefined, { recipients: [SINGAPORE, STRANGER] }),
      UNKNOWN,
    ],
  },
  'rule/recipient-repeated': {
    accepted: ['an act to each member once', aPublication(), UNKNOWN],
    refused: [
      'an act twice to one',
      aPublication(undefined, { recipients: [SINGAPORE, SINGAPORE] }),
      UNKNOWN,
    ],
  },
  'rule/not-the-source': {
    accepted: ['a record of one’s own', aPublication(aVehicle()), UNKNOWN],
    refused: [
      'a record in another’s name',
      aPublication(aVehicle({ source: SINGAPORE }), { issuer: KENYA }),
      UNKNOWN,
    ],
  },
  'rule/not-the-owner': {
    accepted: ['a withdrawal by the owner', aWithdrawal(), held()],
    refused: ['a withdrawal by another', aWithdrawal({ issuer: SINGAPORE }), held()],
  },
  'rule/identifier-taken': {
    accepted: ['a record under a new id', aPublication(), UNKNOWN],
    refused: [
      'a record under an id that was used, also by a withdrawn one',
      aPublication(),
      held({ isWithdrawn: true }),
    ],
  },
  'rule/nothing-to-change': {
    accepted: ['an update of what is held', anUpdate(), held()],
    refused: ['an update of what is withdrawn', anUpdate(), held({ isWithdrawn: true })],
  },
  'rule/database-changed': {
    accepted: ['an update in the same database', anUpdate(), held()],
    refused: ['an update that makes a vehicle of a passport', anUpdate(aVehicle()), held()],
  },
  'rule/retention-too-long': {
    accepted: ['the longest retention', aPublication(aTravelDocument({ retainUntil: longest })), UNKNOWN],
    refused: ['a month more', aPublication(aTravelDocument({ retainUntil: addMonths(longest, 1) })), UNKNOWN],
  },
  'rule/retention-past': {
    accepted: ['a retention that ends today', aPublication(aTravelDocument({ retainUntil: TODAY })), UNKNOWN],
    refused: [
      'one that ended yesterday',
      aPublication(aTravelDocument({ retainUntil: '2026-11-22' as Day })),
      UNKNOWN,
    ],
  },
  'rule/purpose-repeated': {
    accepted: ['two purposes', aPublication(aTravelDocument({ purposes: ['identify', 'warn'] })), UNKNOWN],
    refused: [
      'one purpose twice',
      aPublication(aTravelDocument({ purposes: ['identify', 'identify'] })),
      UNKNOWN,
    ],
  },
  'rule/special-notice-needs-secretariat': {
    accepted: ['a special notice by the Secretariat', aPublication(aNotice()), UNKNOWN],
    refused: ['one by a bureau', aPublication(aNotice({ source: KENYA })), UNKNOWN],
  },
  'rule/un-notice-needs-un-status': {
    accepted: ['a United Nations notice of who is under their measures', aPublication(aNotice()), UNKNOWN],
    refused: ['one of a suspect', aPublication(aNotice({ status: 'suspect' })), UNKNOWN],
  },
  'rule/not-the-issuing-country': {
    accepted: ['a passport of the member’s country', aPublication(), UNKNOWN],
    refused: [
      'one of another country',
      aPublication(aTravelDocument({ issuingCountry: 'SG' as CountryCode })),
      UNKNOWN,
    ],
  },
  'rule/document-number-too-short': {
    accepted: ['a number of four characters', aPublication(aTravelDocument({ number: 'Z-731' })), UNKNOWN],
    refused: ['one of three, however spaced', aPublication(aTravelDocument({ number: 'Z - 73' })), UNKNOWN],
  },
  'rule/member-without-country': {
    accepted: ['a vehicle by a bureau', aPublication(aVehicle()), UNKNOWN],
    refused: [
      'one by a member that has no country',
      aPublication(aVehicle({ source: SECRETARIAT })),
      UNKNOWN,
    ],
  },
  'rule/plate-without-country': {
    accepted: ['a plate of a country', aPublication(aVehicle()), UNKNOWN],
    refused: ['a plate of none', aPublication(withoutPlateCountry), UNKNOWN],
  },
  'rule/hit-not-to-owner': {
    accepted: ['a hit to the owner', aHitReport(), held()],
    refused: [
      'a hit to the owner and the Secretariat',
      aHitReport(undefined, { recipients: [KENYA, SECRETARIAT] }),
      held(),
    ],
  },
  'rule/hit-on-nothing-held': {
    accepted: ['a hit on a record', aHitReport(), held()],
    refused: ['a hit on no record', aHitReport(), UNKNOWN],
  },
  'rule/hit-on-withdrawn': {
    accepted: ['a hit on a standing record', aHitReport(), held()],
    refused: ['a hit on a withdrawn one', aHitReport(), held({ isWithdrawn: true })],
  },
}

test('every rule has an accepted and a refused act here', () => {
  expect(Object.keys(CASES).toSorted()).toEqual(RULES.map((rule) => rule.kind).toSorted())
  expect(new Set(RULES.map((rule) => rule.kind)).size).toBe(RULES.length)
})

describe.each(Object.entries(CASES))('%s', (kind, { accepted, refused }) => {
  test(`accepts ${accepted[0]}`, () => {
    expect(kinds(accepted[1], accepted[2])).toEqual([])
  })

  test(`refuses ${refused[0]}, with its article`, () => {
    const refusal = judgeAct(refused[1], refused[2]).find((each) => each.kind === kind)
    expect(refusal).toMatchObject({ kind })
    expect(refusal?.article).toMatch(/^(RPD|Constitution|GR) /)
  })
})

describe('the rulebook', () => {
  test('accepts what a holder answers: that it has erased', () => {
    expect(kinds(aConfirmation(), held({ isWithdrawn: true }))).toEqual([])
  })

  test('accepts a hit on a record of one’s own that is told to nobody', () => {
    expect(kinds(aHitReport(undefined, { issuer: KENYA, recipients: [] }), held())).toEqual([])
    expect(kinds(aHitReport(undefined, { issuer: KENYA, recipients: [SINGAPORE] }), held())).toEqual([
      'rule/hit-not-to-owner',
    ])
  })

  test('says all that is wrong at once', () => {
    const record = aTravelDocument({
      number: 'ZQ7',
      issuingCountry: 'SG' as CountryCode,
      purposes: ['warn', 'warn'],
    })
    expect(kinds(aPublication(record, { recipients: [STRANGER, STRANGER] }), held())).toEqual([
      'rule/recipient-not-a-member',
      'rule/recipient-repeated',
      'rule/identifier-taken',
      'rule/purpose-repeated',
      'rule/not-the-issuing-country',
      'rule/document-number-too-short',
    ])
  })

  const countries = fc.constantFrom('KE', 'SG', 'MA', 'FR') as fc.Arbitrary<CountryCode>
  const ids = fc.constantFrom(KENYA, SINGAPORE, SECRETARIAT, 'MA' as MemberId, STRANGER)
  const recipients = fc.array(ids, { maxLength: 4 })
  const days = fc.constantFrom(
    '2020-01-01',
    '2026-11-22',
    '2026-11-23',
    '2031-01-01',
    '2099-01-01',
  ) as fc.Arbitrary<Day>
  const records = fc.oneof(
    fc
      .record({
        source: ids,
        issuingCountry: countries,
        retainUntil: days,
        number: fc.constantFrom('Z7', 'ZQ7315842'),
      })
      .map((change) => aTravelDocument(change)),
    fc.record({ source: ids, retainUntil: days }).map((change) => aVehicle(change)),
    fc
      .record({
        source: ids,
        retainUntil: days,
        status: fc.constantFrom('un-sanctions' as const, 'suspect' as const),
      })
      .map((change) => aNotice(change)),
  )
  const headers = fc.record({
    issuer: ids,
    recipients,
    network: fc.constantFrom('entraide-test', 'another-network'),
  })
  const acts: fc.Arbitrary<Act> = fc.oneof(
    fc.tuple(records, headers).map(([record, header]) => aPublication(record, header)),
    fc.tuple(records, headers).map(([record, header]) => anUpdate(record, header)),
    headers.map((header) => aWithdrawal(header)),
    headers.map((header) => aHitReport(undefined, header)),
    headers.map((header) => aConfirmation(undefined, header)),
  )
  const circumstances: fc.Arbitrary<Circumstances> = fc
    .option(
      fc.record({
        owner: ids,
        database: fc.constantFrom('travel-documents' as const, 'vehicles' as const, 'notices' as const),
        isWithdrawn: fc.boolean(),
      }),
      { nil: undefined },
    )
    .map((heading) => ({ ...UNKNOWN, held: heading }))

  test('judges alike twice, and changes neither act nor circumstances', () => {
    fc.assert(
      fc.property(acts, circumstances, (act, given) => {
        const before = JSON.stringify([act, [...given.members], given.held])
        expect(judgeAct(act, given)).toEqual(judgeAct(act, given))
        expect(JSON.stringify([act, [...given.members], given.held])).toBe(before)
      }),
    )
  })

  test('refuses the same in whatever order its rules are asked', () => {
    fc.assert(
      fc.property(
        acts,
        circumstances,
        fc.shuffledSubarray([...RULES], { minLength: RULES.length }),
        (act, given, shuffled) => {
          const found = shuffled.filter((rule) => rule.isBroken(act, given)).map(({ kind }) => kind)
          expect(found.toSorted()).toEqual([...kinds(act, given)].toSorted())
        },
      ),
    )
  })

  test('accepts no act the more for one stranger among its recipients', () => {
    fc.assert(
      fc.property(acts, circumstances, (act, given) => {
        const more = { ...act, recipients: [...act.recipients, STRANGER] }
        expect(kinds(more, given)).toContain('rule/recipient-not-a-member')
      }),
    )
  })

  test('accepts no act the more once its issuer has left the network', () => {
    fc.assert(
      fc.property(acts, circumstances, (act, given) => {
        const left = { ...given, members: new Map([...given.members].filter(([id]) => id !== act.issuer)) }
        expect(kinds(act, left)).toContain('rule/issuer-not-a-member')
      }),
    )
  })

  test('lets no one but the owner change or withdraw, whatever else the act says', () => {
    fc.assert(
      fc.property(acts, circumstances, (act, given) => {
        const changes = act.type === 'record/updated' || act.type === 'record/withdrawn'
        fc.pre(changes && given.held !== undefined && given.held.owner !== act.issuer)
        expect(kinds(act, given)).toContain('rule/not-the-owner')
      }),
    )
  })

  test('never accepts more for a longer retention, and never less for a shorter one that is not past', () => {
    const retained = (months: number): readonly string[] =>
      kinds(aPublication(aTravelDocument({ retainUntil: addMonths(TODAY, months) })), UNKNOWN)
    fc.assert(
      fc.property(fc.nat(300), fc.nat(300), (months, more) => {
        if (retained(months).length > 0) expect(retained(months + more)).not.toEqual([])
      }),
    )
  })
})

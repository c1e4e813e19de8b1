import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isUuid, type MemberId, mintUuid, type Uuid } from '#kernel/ids.ts'
import {
  aConfirmation,
  aHitReport,
  anId,
  anUpdate,
  aPublication,
  aWithdrawal,
  KENYA,
  SECRETARIAT,
  SINGAPORE,
} from '#testkit/builders.ts'
import { idVectors } from '../../spec/vectors/id-vectors.ts'
import { hasOwnIds, isOwnId, mintOwnId } from './own-id.ts'

const member = fc.stringMatching(/^[A-Z0-9]{2,12}$/).map((text) => text as MemberId)
const chance = fc.uint8Array({ minLength: 10, maxLength: 10 })
const moment = fc.integer({ min: 0, max: 2 ** 47 })

describe('an own id', () => {
  test('is a UUID of version 7 of its moment, and its member’s', () => {
    fc.assert(
      fc.property(member, moment, chance, (issuer, nowMs, random) => {
        const id = mintOwnId(issuer, nowMs, () => random)
        expect(isUuid(id)).toBe(true)
        expect(id[14]).toBe('7')
        expect(id.slice(0, 28)).toBe(mintUuid(nowMs, random).slice(0, 28))
        expect(isOwnId(issuer, id)).toBe(true)
      }),
    )
  })

  test('is no other member’s', () => {
    fc.assert(
      fc.property(member, member, moment, chance, (issuer, other, nowMs, random) => {
        fc.pre(issuer !== other)
        expect(
          isOwnId(
            other,
            mintOwnId(issuer, nowMs, () => random),
          ),
        ).toBe(false)
      }),
      { seed: 20261123 }, // of 2^32 pairs one may bear the same mark: the pairs are always the same
    )
  })

  test('sorts by its time', () => {
    fc.assert(
      fc.property(
        member,
        moment,
        fc.integer({ min: 1, max: 1_000_000 }),
        chance,
        (issuer, nowMs, later, random) => {
          const second = mintOwnId(issuer, nowMs + later, () => new Uint8Array(10))
          expect(mintOwnId(issuer, nowMs, () => random) < second).toBe(true)
        },
      ),
    )
  })
})

interface Case {
  readonly description: string
  readonly member: MemberId
  readonly id: Uuid
  readonly isOwn: boolean
}
const FILE = new URL('../../spec/vectors/act/ids.json', import.meta.url)
const VECTORS: { readonly ids: readonly Case[] } = JSON.parse(readFileSync(FILE, 'utf8'))

describe('the vectors of spec/act.md', () => {
  test('are what their maker makes', () => {
    expect(VECTORS).toEqual(idVectors()['ids'])
  })

  test.each(VECTORS.ids)('an id $description is known for what it is', ({ member: issuer, id, isOwn }) => {
    expect(isUuid(id)).toBe(true)
    expect(isOwnId(issuer, id)).toBe(isOwn)
  })
})

describe('an act', () => {
  const foreign = anId(7, SECRETARIAT)

  test.each([aPublication(), anUpdate(), aWithdrawal(), aHitReport(), aConfirmation()])(
    '$type bears an id of its issuer',
    (act) => {
      expect(hasOwnIds(act)).toBe(true)
      expect(hasOwnIds({ ...act, id: foreign })).toBe(false)
      expect(hasOwnIds({ ...act, issuer: act.issuer === KENYA ? SINGAPORE : KENYA })).toBe(false)
    },
  )

  test.each([aPublication(), aHitReport(), aConfirmation()])(
    '$type names a new thing by an id of its issuer',
    (act) => {
      expect(hasOwnIds({ ...act, subject: foreign })).toBe(false)
    },
  )

  test.each([anUpdate(), aWithdrawal()])('$type names a record whose owner the rulebook knows', (act) => {
    expect(hasOwnIds({ ...act, subject: foreign })).toBe(true)
  })
})

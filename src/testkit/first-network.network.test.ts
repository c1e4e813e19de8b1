import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkDocument } from '#desks/checks/check-document.ts'
import { checkPerson } from '#desks/checks/check-person.ts'
import { decideCandidate } from '#desks/checks/decide-candidate.ts'
import { importList, type ImportedEntry } from '#desks/notices/import-list.ts'
import { listHits } from '#desks/records/list-hits.ts'
import { readRecord } from '#desks/records/read-record.ts'
import { recordTravelDocument } from '#desks/records/record-travel-document.ts'
import { withdrawRecord } from '#desks/records/withdraw-record.ts'
import { verifyLedger } from '#desks/administration/verify-ledger.ts'
import type { CountryCode } from '#kernel/ids.ts'
import { anActor, authorityOf } from './actors.ts'
import { eventually, type Network, startNetwork } from './network.ts'

const border = anActor('border-officer', 'amina.border')
const bureau = anActor('bureau-officer', 'test.bureau')
const secretariat = anActor('notices-officer', 'test.notices')
const operator = anActor('operator', 'operator')

function anEntry(id: string, name: string, native: string): ImportedEntry {
  return {
    id,
    notice: {
      kind: 'un-special',
      status: 'un-sanctions',
      subject: {
        type: 'person',
        names: [
          { text: name, use: 'primary', quality: 'good' },
          { text: native, use: 'original-script', quality: 'good' },
        ],
        births: [{ type: 'exact', on: '1975-03-09' as never }],
        birthPlaces: [],
        nationalities: [],
        documents: [],
        addresses: [],
        titles: [],
        designations: [],
      },
      list: { name: 'Invented list', reference: `INi.${id}` },
      updatedOn: [],
    },
  }
}

let root: string
let network: Network
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'entraide-'))
  network = await startNetwork({ root, pollMs: 500 })
}, 60_000)
afterAll(async () => {
  await network.close()
  await rm(root, { recursive: true, force: true })
})

const world = (id: string) => network.node(id).world

describe('the first network', () => {
  test('an imported notice reaches a border officer of another member, whose hit reaches the owner', async () => {
    const imported = await importList(world('GS'), authorityOf(secretariat, 'list:import'), {
      list: 'un-sc',
      entries: [
        anEntry('1', 'Yusuf Qarni Belhadri', 'يوسف قرني بلحضري'),
        anEntry('2', 'Oleksa Drohvyn', 'Олекса Дрогвин'),
      ],
    })
    expect(imported).toMatchObject({
      ok: true,
      value: { published: 2, updated: 0, withdrawn: 0, unchanged: 0 },
    })

    const check = async (name: string) => {
      const result = await checkPerson(world('MA'), authorityOf(border, 'check:person'), {
        purpose: 'border-control',
        name,
      })
      if (!result.ok) throw new Error(result.refusal.kind)
      return result.value
    }
    await eventually(
      'Morocco finds the listed person',
      async () => (await check('Belhadri Yousef')).candidates.length > 0,
    )
    const found = await check('يوسف بلحضري')
    expect(found.candidates[0]?.held.owner).toBe('GS')
    expect((await check('Oleksa Dorhvyn')).candidates).toHaveLength(1)

    const candidate = found.candidates[0]
    if (candidate === undefined) throw new Error('no candidate')
    const decided = await decideCandidate(world('MA'), authorityOf(border, 'check:decide'), {
      checkId: found.id,
      recordId: candidate.held.id,
      decision: 'same',
      reason: 'passport photograph and birth place agree',
    })
    expect(decided.ok).toBe(true)
    const received = () => listHits(world('GS'), authorityOf(secretariat, 'hit:read'), { box: 'received' })
    await eventually('the Secretariat sees the hit', async () => (await received()).rows.length === 1)
    expect((await received()).rows[0]).toMatchObject({ reporter: 'MA', title: 'Yusuf Qarni Belhadri' })
  })

  test('a stolen passport hits abroad until its country withdraws it, and then nothing of it is left', async () => {
    const number = 'ZQ7315842'
    const draft = {
      purposes: ['identify' as const],
      status: 'stolen' as const,
      documentType: 'passport' as const,
      number,
      event: 'Reported stolen at a bus station',
      relevance: 'May be used to cross borders',
    }
    const refused = await recordTravelDocument(world('SG'), authorityOf(bureau, 'record:record'), {
      ...draft,
      issuingCountry: 'KE' as CountryCode,
    })
    expect(refused).toMatchObject({
      ok: false,
      refusal: { refusals: [{ kind: 'rule/not-the-issuing-country' }] },
    })

    const recorded = await recordTravelDocument(world('KE'), authorityOf(bureau, 'record:record'), {
      ...draft,
      issuingCountry: 'KE' as CountryCode,
    })
    if (!recorded.ok) throw new Error(recorded.refusal.kind)
    const { id } = recorded.value.held
    const hits = async () => {
      const result = await checkDocument(world('SG'), authorityOf(border, 'check:document'), {
        purpose: 'border-control',
        number: 'zq 731-5842',
        issuingCountry: 'KE' as CountryCode,
      })
      return result.ok ? result.value.candidates.length : -1
    }
    await eventually('Singapore’s check hits', async () => (await hits()) === 1)

    const withdrawn = await withdrawRecord(world('KE'), authorityOf(bureau, 'record:withdraw'), {
      id,
      reason: 'found again',
    })
    expect(withdrawn.ok).toBe(true)
    await eventually('Singapore’s check is silent', async () => (await hits()) === 0)
    const view = async () => {
      const read = await readRecord(world('KE'), authorityOf(bureau, 'record:read'), id)
      return read.ok ? read.value : undefined
    }
    await eventually('every holder has answered', async () => {
      const holders = (await view())?.holders ?? []
      return holders.length === 3 && holders.every((holder) => holder.state === 'erased')
    })
    expect((await view())?.held.record).toBeNull()
    expect((await readRecord(world('SG'), authorityOf(bureau, 'record:read'), id)).ok).toBe(false)
  })

  test('every node’s store is proved sound', async () => {
    for (const node of network.nodes) {
      const verdict = await verifyLedger(node.world, authorityOf(operator, 'ledger:verify'))
      expect(verdict.findings).toEqual([])
    }
  })
})

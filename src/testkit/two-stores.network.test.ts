import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkDocument } from '#desks/checks/check-document.ts'
import { decideCandidate } from '#desks/checks/decide-candidate.ts'
import { listHits } from '#desks/records/list-hits.ts'
import { readRecord } from '#desks/records/read-record.ts'
import { recordTravelDocument } from '#desks/records/record-travel-document.ts'
import { withdrawRecord } from '#desks/records/withdraw-record.ts'
import type { CountryCode } from '#kernel/ids.ts'
import { anActor, authorityOf } from './actors.ts'
import { aTravelDocumentDraft } from './builders.ts'
import { FOUR_MEMBERS } from './members.ts'
import { eventually, type Network, startNetwork } from './network.ts'

const url = process.env['ENTRAIDE_TEST_POSTGRES']
if (url === undefined) {
  process.stderr.write('SKIPPED: a network on two kinds of store. ENTRAIDE_TEST_POSTGRES is not set\n')
}
const border = anActor('border-officer')
const bureau = anActor('bureau-officer')

describe.skipIf(url === undefined)('a network with one member on PostgreSQL and one on SQLite', () => {
  const schema = `network_${process.pid}`
  let root: string
  let network: Network
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'entraide-stores-'))
    network = await startNetwork({
      root,
      pollMs: 300,
      members: FOUR_MEMBERS.filter((member) => ['KE', 'SG'].includes(member.id)),
      storeOf: (member) =>
        member === 'SG' ? { type: 'postgresql', url: url ?? '', schema } : { type: 'sqlite' },
    })
  })
  afterAll(async () => {
    await network.close()
    await rm(root, { recursive: true, force: true })
    const client = new Client({ connectionString: url })
    await client.connect()
    await client.query(`drop schema if exists ${schema} cascade`)
    await client.end()
  })

  test.each([
    ['KE', 'SG'],
    ['SG', 'KE'],
  ])('a document of %s hits at %s, is withdrawn, and is gone from both', async (owner, holder) => {
    const [own, other] = [() => network.node(owner).world, () => network.node(holder).world]
    const draft = aTravelDocumentDraft({ number: `${owner}7315842`, issuingCountry: owner as CountryCode })
    const recorded = await recordTravelDocument(own(), authorityOf(bureau, 'record:record'), draft)
    if (!recorded.ok) throw new Error(recorded.refusal.kind)
    const { id } = recorded.value.held
    const check = async () => {
      const asked = { purpose: 'border-control' as const, number: draft.number }
      const found = await checkDocument(other(), authorityOf(border, 'check:document'), asked)
      if (!found.ok) throw new Error(found.refusal.kind)
      return found.value
    }
    await eventually('the check hits', async () => (await check()).candidates.length === 1)
    await network.stop(holder)
    await network.start(holder)
    const decision = {
      checkId: (await check()).id,
      recordId: id,
      decision: 'same' as const,
      reason: 'number agrees',
    }
    expect((await decideCandidate(other(), authorityOf(border, 'check:decide'), decision)).ok).toBe(true)
    const received = () => listHits(own(), authorityOf(bureau, 'hit:read'), { box: 'received' })
    await eventually('the owner has the hit', async () => (await received()).rows.length === 1)

    await withdrawRecord(own(), authorityOf(bureau, 'record:withdraw'), { id, reason: 'found again' })
    await eventually('the holder has confirmed', async () => {
      const read = await readRecord(own(), authorityOf(bureau, 'record:read'), id)
      return read.ok && read.value.holders.every(({ state }) => state === 'erased')
    })
    expect((await check()).candidates).toEqual([])
    expect((await received()).rows).toEqual([])
    for (const node of network.nodes) expect((await node.world.exchange.verifyStore()).findings).toEqual([])
  })
})

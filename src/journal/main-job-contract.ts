import { checkDocument } from '#desks/checks/check-document.ts'
import { decideCandidate } from '#desks/checks/decide-candidate.ts'
import { importList } from '#desks/notices/import-list.ts'
import { recordTravelDocument } from '#desks/records/record-travel-document.ts'
import { recordVehicle } from '#desks/records/record-vehicle.ts'
import { withdrawRecord } from '#desks/records/withdraw-record.ts'
import { anActor, authorityOf } from '#testkit/actors.ts'
import { anEntry, aTravelDocumentDraft, aVehicle } from '#testkit/builders.ts'
import type { TestNode, TestWorld } from '#testkit/world.ts'

/** What the main job comes to, whatever the stores are. */
export const MAIN_JOB_DONE = {
  imported: { entries: 3, published: 3, updated: 0, withdrawn: 0, unchanged: 0 },
  changed: { entries: 2, published: 0, updated: 1, withdrawn: 1, unchanged: 1 },
  candidates: 1,
  silent: 0,
  counts: {
    GS: { notices: 2, 'travel-documents': 1, vehicles: 1 },
    KE: { notices: 2, 'travel-documents': 1, vehicles: 1 },
    SG: { notices: 2, 'travel-documents': 1, vehicles: 1 },
  },
  versions: { GS: [1, 1, 1, 1, 1, 2], KE: [1, 1, 1, 1, 1, 2], SG: [1, 1, 1, 1, 1, 2] },
  hits: { GS: 0, KE: 0, SG: 0 },
  holders: ['erased', 'erased'],
  /** Of accesses and of acts. */
  leaves: { GS: [8, 6], KE: [12, 4], SG: [12, 4] },
  refused: 0,
}

/** The main job from an import to an erasure, and what stands in every member's store afterwards. */
export async function mainJob(world: TestWorld): Promise<unknown> {
  const bureau = anActor('bureau-officer')
  const notices = anActor('notices-officer')
  const [secretariat, kenya, singapore] = ['GS', 'KE', 'SG'].map((id) => world.node(id)) as [
    TestNode,
    TestNode,
    TestNode,
  ]
  const bring = async (entries: Parameters<typeof importList>[2]['entries']) => {
    const done = await importList(secretariat.world, authorityOf(notices, 'list:import'), {
      list: 'un-sc',
      entries,
    })
    return done.ok ? done.value : done.refusal
  }
  const imported = await bring([anEntry('1'), anEntry('2'), anEntry('3')])
  const authority = authorityOf(bureau, 'record:record')
  const lost = await recordTravelDocument(kenya.world, authority, aTravelDocumentDraft())
  await recordTravelDocument(kenya.world, authority, aTravelDocumentDraft({ number: 'ZQ0000002' }))
  const { purposes, event, relevance, status, make, plate, plateCountry } = aVehicle()
  await recordVehicle(singapore.world, authority, {
    purposes,
    event,
    relevance,
    status,
    make,
    plate,
    plateCountry,
  })
  await world.settle()

  const check = () =>
    checkDocument(singapore.world, authorityOf(bureau, 'check:document'), {
      purpose: 'border-control',
      number: 'zq 731-5842',
    })
  const found = await check()
  if (!found.ok || !lost.ok) throw new Error('the main job stops')
  const { id } = lost.value.held
  const decision = {
    checkId: found.value.id,
    recordId: id,
    decision: 'same' as const,
    reason: 'number agrees',
  }
  await decideCandidate(singapore.world, authorityOf(bureau, 'check:decide'), decision)
  await world.settle()
  const changed = await bring([anEntry('1'), anEntry('2', 'Oleksa Drohvyn the younger')])
  await withdrawRecord(kenya.world, authorityOf(bureau, 'record:withdraw'), { id, reason: 'found again' })
  await world.settle()
  const silent = await check()

  const each = async <T>(look: (node: TestNode) => Promise<T>) =>
    Object.fromEntries(
      await Promise.all(['GS', 'KE', 'SG'].map(async (member) => [member, await look(world.node(member))])),
    )
  const numbers = async ({ sql }: TestNode, text: string): Promise<readonly number[]> =>
    (await sql.query(text)).map((row) => Number(row['n']))
  return {
    imported,
    changed,
    candidates: found.value.candidates.length,
    silent: silent.ok ? silent.value.candidates.length : -1,
    counts: await each((node) => node.world.journal.transact((tx) => tx.records.counts())),
    versions: await each((node) => numbers(node, 'select version as n from record order by version')),
    hits: await each(async (node) => (await node.sql.query('select id from hit')).length),
    holders: await kenya.world.journal.transact(async (tx) =>
      (await tx.records.holders(id)).map(({ state }) => state),
    ),
    leaves: await each((node) => numbers(node, 'select size as n from log_head order by log')),
    refused: (
      await Promise.all(
        ['GS', 'KE', 'SG'].map((member) =>
          world.node(member).sql.query('select 1 as n from feed_in where refusals is not null'),
        ),
      )
    ).flat().length,
  }
}

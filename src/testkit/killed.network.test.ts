import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { killableNode, type KillableNode, NotRunningError, ProcessEndedError } from './killable-node.ts'
import { FOUR_MEMBERS } from './members.ts'
import { eventually, makeNetwork, memberFolder } from './network.ts'
import type { NodeState } from './node-process.ts'
import { seededRandom } from './seeded-random.ts'

const KILLS = Number(process.env['ENTRAIDE_KILLS'] ?? 50)
const SEED = Number(process.env['ENTRAIDE_SEED'] ?? Date.now() % 1_000_000)
const LANES = 4
const PAIR = ['KE', 'SG'] as const
type Member = (typeof PAIR)[number]
const other = (member: Member): Member => (member === 'KE' ? 'SG' : 'KE')

/** What one member was asked for, and what of it was acknowledged. */
interface Asked {
  readonly numbers: Set<string>
  readonly recorded: Map<string, string>
  readonly withdrawalsAsked: Set<string>
  readonly withdrawn: Set<string>
}

const root = await mkdtemp(join(tmpdir(), 'entraide-killed-'))
const nodes = new Map<Member, KillableNode>(
  PAIR.map((member) => [member, killableNode(memberFolder(root, member))]),
)
afterAll(async () => {
  for (const node of nodes.values()) await node.kill()
  await rm(root, { recursive: true, force: true })
})

const nodeOf = (member: Member): KillableNode => nodes.get(member) ?? killableNode(memberFolder(root, member))

/** Asks until `isOver`; a request that its node did not live to answer is neither repeated nor counted as acknowledged. */
async function askOn(
  member: Member,
  lane: number,
  asked: Asked,
  random: () => number,
  isOver: () => boolean,
): Promise<void> {
  const node = nodeOf(member)
  const mine: string[] = []
  for (let count = 0; !isOver(); count++) {
    await pause(random() * 10)
    const id = random() < 0.08 ? mine.shift() : undefined
    const number = `${member}${lane}${String(count).padStart(6, '0')}`
    try {
      if (id !== undefined) {
        asked.withdrawalsAsked.add(id)
        if (await node.ask<boolean>({ verb: 'withdraw', id })) asked.withdrawn.add(id)
      } else {
        asked.numbers.add(number)
        const recorded = await node.ask<string | null>({ verb: 'record', number })
        if (recorded === null) throw new Error(`the rulebook refused ${number}`)
        asked.recorded.set(number, recorded)
        mine.push(recorded)
      }
    } catch (error) {
      if (error instanceof NotRunningError) {
        asked.numbers.delete(number)
        if (id !== undefined && asked.withdrawalsAsked.delete(id)) mine.unshift(id)
      } else if (!(error instanceof ProcessEndedError)) throw error
    }
  }
}

/** Starts, lets live for a while and kills, again and again: one kill in five comes before the node is even up. */
async function killOver(member: Member, kills: number, random: () => number): Promise<number> {
  const node = nodeOf(member)
  let done = 0
  while (done < kills) {
    const starting = node.start()
    if (random() < 0.2) await Promise.race([starting, pause(random() * 700)])
    else {
      expect(await starting, `${member} starts after ${done} kills`).toBe(true)
      await pause(random() * 1200)
    }
    await node.kill()
    await starting
    done++
  }
  return done
}

test(`${KILLS} kills at random moments lose no acknowledged act and apply none twice (seed ${SEED})`, async () => {
  process.stdout.write(`killed: ${KILLS} kills, ENTRAIDE_SEED=${SEED}\n`)
  const startedMs = performance.now()
  await makeNetwork({
    root,
    members: FOUR_MEMBERS.filter((member) => PAIR.some((id) => id === member.id)),
    pollMs: 200,
  })
  const asked = new Map<Member, Asked>(
    PAIR.map((member) => [
      member,
      { numbers: new Set(), recorded: new Map(), withdrawalsAsked: new Set(), withdrawn: new Set() },
    ]),
  )
  const of = (member: Member): Asked => {
    const found = asked.get(member)
    if (found === undefined) throw new RangeError(member)
    return found
  }

  let isOver = false
  const lanes = PAIR.flatMap((member, at) =>
    Array.from({ length: LANES }, (_, lane) =>
      askOn(member, lane, of(member), seededRandom(SEED + 10 * at + lane), () => isOver),
    ),
  )
  const killed = await Promise.all(
    PAIR.map((member, at) => killOver(member, Math.ceil(KILLS / 2), seededRandom(SEED + 1000 + at))),
  )
  isOver = true
  await Promise.all(lanes)
  expect(killed.reduce((sum, each) => sum + each, 0)).toBeGreaterThanOrEqual(KILLS)

  for (const member of PAIR) expect(await nodeOf(member).start()).toBe(true)
  const state = (member: Member): Promise<NodeState> => nodeOf(member).ask<NodeState>({ verb: 'state' })
  const count = (numbers: readonly number[] | undefined): number => numbers?.length ?? 0
  await eventually(
    'both have applied and receipted all that the other issued, and confirmed every erasure',
    async () => {
      const states = { KE: await state('KE'), SG: await state('SG') }
      return PAIR.every((member) => {
        const [own, peer] = [states[member], states[other(member)]]
        const issued = count(own.sent[other(member)])
        const withdrawn = own.records.filter((record) => record.owner === member && record.isWithdrawn)
        return (
          count(peer.applied[member]) === issued &&
          own.receipts[other(member)] === issued &&
          own.erasuresDue === 0 &&
          withdrawn.length === own.confirmed.length
        )
      })
    },
    40_000,
  )

  for (const member of PAIR) {
    const [own, peer] = [await state(member), await state(other(member))]
    const { numbers, recorded, withdrawalsAsked, withdrawn } = of(member)
    const ownRecords = own.records.filter((record) => record.owner === member)

    expect(peer.refused, 'nothing was refused on arrival').toEqual([])
    const upTo = (last: number): readonly number[] => Array.from({ length: last }, (_, at) => at + 1)
    const sent = own.sent[other(member)] ?? []
    expect(sent, 'numbers of the feed are contiguous').toEqual(upTo(sent.length))
    expect(peer.applied[member], 'and were applied once each').toEqual(sent)
    // A record that was withdrawn before the other fetched it never came to be there: its item travels without it.
    const byId = new Map(ownRecords.map((record) => [record.id, record]))
    const held = peer.records.filter((record) => record.owner === member)
    expect(
      held.map((record) => byId.get(record.id)),
      'what is held is what the owner holds',
    ).toEqual(held)
    const missing = new Set(byId.keys()).difference(new Set(held.map((record) => record.id)))
    expect(
      [...missing].filter((id) => byId.get(id)?.isWithdrawn !== true),
      'and all of it',
    ).toEqual([])
    expect(new Set(ownRecords.map((record) => record.version)), 'each exactly once').toEqual(new Set([1]))

    for (const [number, id] of recorded) {
      const known = byId.get(id)
      expect(known, `${number} was acknowledged`).toBeDefined()
      if (!withdrawalsAsked.has(id)) expect(known).toMatchObject({ number, isWithdrawn: false })
    }
    for (const id of withdrawn) {
      expect(byId.get(id)).toMatchObject({ isWithdrawn: true, number: null })
      expect(own.confirmed).toContain(`${id} ${other(member)}`)
    }
    for (const { id, number, isWithdrawn } of ownRecords) {
      if (isWithdrawn) expect(withdrawalsAsked.has(id), 'nobody withdrew what was not asked for').toBe(true)
      else expect(numbers.has(number ?? ''), 'nobody recorded what was not asked for').toBe(true)
    }
    const shown = ownRecords.flatMap(({ number }) => (number === null ? [] : [number]))
    expect(new Set(shown).size, 'no document is there twice').toBe(shown.length)
  }

  const sum = (count: (member: Member) => number): number =>
    PAIR.reduce((total, member) => total + count(member), 0)
  expect(
    sum((member) => of(member).recorded.size),
    'there was load',
  ).toBeGreaterThan(KILLS)
  expect(sum((member) => of(member).withdrawn.size)).toBeGreaterThan(0)
  for (const member of PAIR) {
    const { recorded, withdrawn } = of(member)
    const peer = nodeOf(other(member))
    for (const [number, id] of [...recorded].filter(([, each]) => withdrawn.has(each)).slice(0, 10)) {
      expect(await peer.ask({ verb: 'find', number }), `the check of ${number} (${id}) is silent`).toEqual([])
    }
    const kept = [...recorded].filter(([, id]) => !of(member).withdrawalsAsked.has(id)).at(-1)
    expect(await peer.ask({ verb: 'find', number: kept?.[0] ?? '' })).toContain(kept?.[1])
    expect(await nodeOf(member).ask({ verb: 'verify' }), `${member}'s store is sound`).toEqual([])
  }
  const total = PAIR.map(
    (member) => `${member} ${of(member).recorded.size} records, ${of(member).withdrawn.size} withdrawn`,
  )
  process.stdout.write(`killed: ${total.join('; ')}; ${Math.round(performance.now() - startedMs)} ms\n`)
}, 240_000)

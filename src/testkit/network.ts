import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { MemberCard } from '#acts/charter.ts'
import { signCharter } from '#exchange/charter.ts'
import type { LogLine } from '#http/services.ts'
import { instantOf } from '#kernel/days.ts'
import type { MemberId } from '#kernel/ids.ts'
import {
  adoptCharter,
  DEMONSTRATION_NETWORK,
  initNode,
  readNodeFolder,
  readSecretKeys,
  type Settings,
} from '#node/folder.ts'
import { type Node, openNode } from '#node.ts'
import { FOUR_MEMBERS, type MemberPlan } from './members.ts'

/** A network in a box: whole nodes with real keys, stores and mutual TLS, in one process. */
export interface Network {
  node(id: string): Node
  readonly nodes: readonly Node[]
  /** Starts a member's node again after `stop`. */
  start(id: string): Promise<Node>
  stop(id: string): Promise<void>
  close(): Promise<void>
}

export interface NetworkOptions {
  /** Folder of the whole network; one folder below it for each member. Made when missing, continued when there. */
  readonly root: string
  readonly mode?: Settings['mode']
  readonly members?: readonly MemberPlan[]
  /** First of a run of ports on loopback; without it, free ones are taken. */
  readonly firstPort?: number
  readonly webFolder?: string
  readonly pollMs?: number
  readonly leastSnapshotRecords?: number
  readonly storeOf?: (member: MemberId) => Settings['store']
  readonly log?: (member: MemberId, line: LogLine) => void
}

const KEEPER = 'GS'
const HOST = '127.0.0.1'

export const memberFolder = (root: string, id: string): string => join(root, id.toLowerCase())

/** Makes the folders of every member and the charter that joins them, once. */
export async function makeNetwork(options: NetworkOptions): Promise<void> {
  const members = options.members ?? FOUR_MEMBERS
  if (existsSync(join(memberFolder(options.root, members.at(-1)?.id ?? ''), 'charter.json'))) return
  const ports = await freePorts(members.length * 2, options.firstPort)
  const cards: MemberCard[] = []
  for (const [at, member] of members.entries()) {
    const exchangePort = ports[members.length + at] ?? 0
    cards.push(
      await initNode({
        path: memberFolder(options.root, member.id),
        settings: {
          member: member.id,
          mode: options.mode ?? 'operational',
          store: options.storeOf?.(member.id) ?? { type: 'sqlite' },
          application: { host: HOST, port: ports[at] ?? 0 },
          exchange: { host: HOST, port: exchangePort },
          ...(options.pollMs !== undefined && { pollMs: options.pollMs }),
        },
        mandate: member.mandate,
        ...(member.country !== undefined && { country: member.country }),
        name: member.name,
        address: `https://${HOST}:${exchangePort}`,
      }),
    )
  }
  const keeper = members.some((member) => member.id === KEEPER) ? KEEPER : (members[0]?.id ?? KEEPER)
  const keys = await readSecretKeys(memberFolder(options.root, keeper))
  const charter = signCharter(
    {
      network: options.mode === 'demonstration' ? DEMONSTRATION_NETWORK : 'entraide-test',
      version: 1,
      issuedAt: instantOf(Date.now()),
      keeper: keeper as MemberId,
      members: cards,
    },
    keys.act,
  )
  for (const member of members) await adoptCharter(memberFolder(options.root, member.id), charter)
}

/** Makes the network when it is not there yet, and starts every node of it. */
export async function startNetwork(options: NetworkOptions): Promise<Network> {
  await makeNetwork(options)
  const members = options.members ?? FOUR_MEMBERS
  const running = new Map<string, Node>()
  const start = async (id: string): Promise<Node> => {
    const folder = await readNodeFolder(memberFolder(options.root, id))
    const node = await openNode({
      folder,
      isServing: true,
      ...(options.webFolder !== undefined && { webFolder: options.webFolder }),
      ...(options.leastSnapshotRecords !== undefined && {
        leastSnapshotRecords: options.leastSnapshotRecords,
      }),
      log: (line) => options.log?.(folder.card.id, line),
    })
    running.set(id, node)
    return node
  }
  const started = await Promise.allSettled(members.map((member) => start(member.id)))
  const failed = started.find((each) => each.status === 'rejected')
  if (failed !== undefined) {
    await Promise.all([...running.values()].map((node) => node.close()))
    throw failed.reason
  }
  const stop = async (id: string): Promise<void> => {
    const node = running.get(id)
    running.delete(id)
    await node?.close()
  }
  return {
    node(id) {
      const node = running.get(id)
      if (node === undefined) throw new RangeError(`no node ${id} is running`)
      return node
    },
    get nodes() {
      return [...running.values()]
    },
    start,
    stop,
    async close() {
      await Promise.all([...running.keys()].map(stop))
    },
  }
}

/** Waits until something holds, looking every 20 ms; fails loudly after `ms`. The only waiting that tests do. */
export async function eventually(
  what: string,
  holds: () => Promise<boolean> | boolean,
  ms = 15_000,
): Promise<void> {
  const until = performance.now() + ms
  while (!(await holds())) {
    if (performance.now() > until) throw new Error(`not within ${ms} ms: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

async function freePorts(count: number, first?: number): Promise<readonly number[]> {
  if (first !== undefined) return Array.from({ length: count }, (_, at) => first + at)
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<ReturnType<typeof createServer>>((resolve, reject) => {
          const server = createServer()
          server.once('error', reject)
          server.listen(0, HOST, () => resolve(server))
        }),
    ),
  )
  const ports = servers.map((server) => {
    const address = server.address()
    return typeof address === 'object' && address !== null ? address.port : 0
  })
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}

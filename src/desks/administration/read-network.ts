import type { Database } from '#acts/record.ts'
import type { Authority } from '#desks/authority.ts'
import type { World } from '#desks/ports.ts'
import type { PeerView } from './peer-view.ts'

export interface NetworkView {
  readonly peers: readonly PeerView[]
  readonly counts: Readonly<Record<Database, number>>
}

/** How the exchange with every member stands: cursor, lag, receipts, errors. */
export async function readNetwork(world: World, by: Authority<'network:read'>): Promise<NetworkView> {
  return world.journal.transact(async (tx) => {
    const standings = await tx.peers.standings()
    const counts = await tx.records.counts()
    const states = world.exchange.states()
    await tx.log({ kind: 'network/read', actor: by.actor.account, entity: by.actor.entity })
    const peers = world.charter().members.map((member): PeerView => {
      const standing = standings.find((each) => each.member === member.id)
      const state = states.get(member.id)
      const cursor = standing?.incoming.cursor ?? 0
      return {
        member,
        isSelf: member.id === world.self.id,
        incoming: {
          cursor,
          lag: Math.max(0, (state?.knownIssued ?? 0) - cursor),
          lastAppliedAt: standing?.incoming.lastAppliedAt ?? null,
          lastContactAt: state?.lastContactAt ?? null,
          refused: standing?.incoming.refused ?? 0,
          error: state?.error ?? null,
        },
        outgoing: standing?.outgoing ?? { issued: 0, receipted: 0, lastReceiptAt: null },
        fingerprint: world.exchange.fingerprint(member),
      }
    })
    return { peers, counts }
  })
}

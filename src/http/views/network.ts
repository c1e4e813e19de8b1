import type { z } from 'zod'
import type { NetworkView } from '#desks/administration/read-network.ts'
import type { LedgerView } from '#desks/administration/read-ledger.ts'
import type { readLedger, readNetwork } from '#http/contract/administration.ts'
import { memberView } from './session.ts'

export function networkView({ peers, counts }: NetworkView): z.input<(typeof readNetwork)['reply']> {
  return {
    peers: peers.map((peer) => ({ ...peer, member: memberView(peer.member), address: peer.member.address })),
    counts: {
      notices: counts.notices,
      travelDocuments: counts['travel-documents'],
      vehicles: counts.vehicles,
    },
  }
}

export function ledgerView({ logs, entries }: LedgerView): z.input<(typeof readLedger)['reply']> {
  return { logs: [...logs], entries: [...entries] }
}

import type { z } from 'zod'
import type { Language } from '#acts/charter.ts'
import type { NetworkView } from '#desks/administration/read-network.ts'
import type { LedgerView } from '#desks/administration/read-ledger.ts'
import type { readLedger, readNetwork } from '#http/contract/administration.ts'
import { peerTroubleSentence } from './diagnosis.ts'
import { memberView } from './session.ts'

type NetworkReply = z.input<(typeof readNetwork)['reply']>

/** The network, with what goes wrong as a sentence in the reader's language. */
export function networkView({ peers, counts }: NetworkView, language: Language): NetworkReply {
  return {
    peers: peers.map((peer) => {
      const { error } = peer.incoming
      const sentence = error === null ? null : peerTroubleSentence(error, peer.member.id, language)
      return {
        ...peer,
        member: memberView(peer.member),
        address: peer.member.address,
        incoming: { ...peer.incoming, error: sentence },
      }
    }),
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

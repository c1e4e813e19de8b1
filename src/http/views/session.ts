import type { z } from 'zod'
import type { Charter, MemberCard } from '#acts/charter.ts'
import type { Account } from '#desks/ports.ts'
import type { MemberShape, SessionShape } from '#http/contract/shapes.ts'
import { accountView } from './account.ts'

export function memberView({ id, mandate, country, name }: MemberCard): z.input<typeof MemberShape> {
  return { id, mandate, ...(country !== undefined && { country }), name }
}

/** Which node this is and who is signed in. Charter keys, addresses and certificates stay here. */
export function sessionView(state: {
  readonly charter: Charter
  readonly self: MemberCard
  readonly isDemonstration: boolean
  readonly account: Account | null
  readonly demonstrationAccounts: readonly Account[]
}): z.input<typeof SessionShape> {
  return {
    network: state.charter.network,
    member: memberView(state.self),
    members: state.charter.members.map(memberView),
    isDemonstration: state.isDemonstration,
    account: state.account === null ? null : accountView(state.account),
    demonstrationAccounts: state.demonstrationAccounts.map(accountView),
  }
}

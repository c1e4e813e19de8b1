import { useSuspenseQuery } from '@tanstack/react-query'
import type { AccountView, SessionView } from '#http/contract/shapes.ts'
import { useLanguage } from './language.tsx'
import { sessionQuery } from './queries.ts'

export type Permission = AccountView['permissions'][number]

export interface SignedIn {
  readonly session: SessionView
  readonly account: AccountView
  readonly may: (permission: Permission) => boolean
}

export function useSession(): SessionView {
  return useSuspenseQuery(sessionQuery).data
}

/** The session of an officer. Only screens inside the shell use it, and the shell shows itself to an account only. */
export function useSignedIn(): SignedIn {
  const session = useSession()
  const { account } = session
  if (account === null) throw new Error('a screen outside a session')
  return { session, account, may: (permission) => account.permissions.includes(permission) }
}

/** The member's name in the reader's language; its id when the network does not list it (any more). */
export function useMemberName(): (id: string) => string {
  const { members, member } = useSession()
  const { language } = useLanguage()
  return (id) => [...members, member].find((candidate) => candidate.id === id)?.name[language] ?? id
}

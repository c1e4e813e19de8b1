import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef } from 'react'
import { ProblemAlert } from '../components/problem-alert.tsx'
import { Waiting } from '../components/waiting.tsx'
import { useLanguage } from '../language.tsx'
import { sessionQuery } from '../queries.ts'
import { Shell } from './shell.tsx'
import { SignIn } from './sign-in.tsx'

/** Who is not signed in sees the sign-in page at any address, and afterwards the page that was asked for. */
export function Gate(): ReactNode {
  const session = useQuery(sessionQuery)
  const { language: shown, suggest } = useLanguage()
  const client = useQueryClient()
  const before = useRef(shown)
  const language = session.data?.account?.language
  useEffect(() => {
    if (language !== undefined) suggest(language)
  }, [language, suggest])

  // What the node wrote in the former language is asked for again.
  useEffect(() => {
    if (before.current !== shown) void client.invalidateQueries()
    before.current = shown
  }, [client, shown])

  if (session.data === undefined) {
    return session.isError ? (
      <main style={{ maxInlineSize: '40rem', margin: '15vh auto', padding: '1rem' }}>
        <ProblemAlert error={session.error} onRetry={() => void session.refetch()} />
      </main>
    ) : (
      <Waiting />
    )
  }
  return session.data.account === null ? (
    <SignIn session={session.data} />
  ) : (
    <Shell key={session.data.account.id} />
  )
}

import { QueryCache, QueryClient, queryOptions, MutationCache } from '@tanstack/react-query'
import { diagnoseNode, listAccounts, readLedger, readNetwork } from '#http/contract/administration.ts'
import { listHits, listRecords, readRecord } from '#http/contract/records.ts'
import { readSession } from '#http/contract/session.ts'
import type { SessionView } from '#http/contract/shapes.ts'
import type { Database } from '#acts/record.ts'
import { ApiProblem, apiFor } from './api.ts'
import { currentLanguage } from './language.tsx'

export const api = apiFor(currentLanguage)

/** First part of every query's key: what the node names when it says that something changed. */
export const TOPICS = ['hits', 'records', 'network', 'ledger'] as const

export function makeQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    defaultOptions: {
      queries: { staleTime: 15_000, retry: (count, error) => count < 2 && !(error instanceof ApiProblem) },
    },
    queryCache: new QueryCache({ onError: (error) => noticeLostSession(client, error) }),
    mutationCache: new MutationCache({ onError: (error) => noticeLostSession(client, error) }),
  })
  return client
}

/** A session that ended elsewhere brings the sign-in page back. */
function noticeLostSession(client: QueryClient, error: Error): void {
  const isLost = error instanceof ApiProblem && error.problem.status === 401
  if (isLost) void client.invalidateQueries({ queryKey: ['session'], refetchType: 'active' })
}

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () => api(readSession, {}),
  staleTime: 300_000,
})

export type RecordScope = 'own' | 'all'
const PAGE_ROWS = 25

export function recordsPage(database: Database | undefined, scope: RecordScope, after: string | null) {
  return api(listRecords, {
    query: {
      scope,
      limit: PAGE_ROWS,
      ...(database !== undefined && { database }),
      ...(after !== null && { after }),
    },
  })
}

export function hitsPage(box: 'received' | 'sent', after: string | null) {
  return api(listHits, { query: { box, limit: PAGE_ROWS, ...(after !== null && { after }) } })
}

export const latestHitQuery = queryOptions({
  queryKey: ['hits', 'latest'],
  queryFn: () => api(listHits, { query: { box: 'received', limit: 1 } }),
})

export const recordQuery = (id: string) =>
  queryOptions({ queryKey: ['records', 'one', id], queryFn: () => api(readRecord, { params: { id } }) })

export const networkQuery = queryOptions({
  queryKey: ['network'],
  queryFn: () => api(readNetwork, {}),
  refetchInterval: 15_000,
})

export const ledgerQuery = queryOptions({
  queryKey: ['ledger'],
  queryFn: () => api(readLedger, { query: { limit: 50 } }),
})

export const diagnosisQuery = queryOptions({ queryKey: ['diagnosis'], queryFn: () => api(diagnoseNode, {}) })

export const accountsQuery = queryOptions({ queryKey: ['accounts'], queryFn: () => api(listAccounts, {}) })

/**
 * Puts another session in the place of the one before. What was read under that one, and the purpose of its shift,
 * is forgotten: the next officer at this screen may know something else.
 */
export function enterSession(client: QueryClient, session: SessionView): void {
  sessionStorage.clear()
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] })
  client.setQueryData(sessionQuery.queryKey, session)
}

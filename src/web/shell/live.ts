import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { z } from 'zod'
import { sessionQuery, TOPICS } from '../queries.ts'

/** Whether the node tells this page of changes: `waiting` while it is being reached again. */
export type Live = 'connected' | 'waiting'

const FIRST_WAIT_MS = 1000
const LONGEST_WAIT_MS = 30_000
const Change = z.object({ topics: z.array(z.enum(TOPICS)) })

/** Follows the node's changes and asks again for what they touch. After a break everything is asked for again. */
export function useLive(): Live {
  const client = useQueryClient()
  const [live, setLive] = useState<Live>('waiting')
  useEffect(() => {
    let source: EventSource | undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    let waitMs = FIRST_WAIT_MS
    const connect = (): void => {
      source = new EventSource('/api/events')
      source.addEventListener('open', () => {
        if (waitMs > FIRST_WAIT_MS) refresh(client, TOPICS)
        waitMs = FIRST_WAIT_MS
        setLive('connected')
      })
      source.addEventListener('change', (event) => refresh(client, topicsOf(event)))
      source.addEventListener('error', () => {
        source?.close()
        setLive('waiting')
        // A stream also ends because the session is over: then the sign-in page comes back.
        void client.invalidateQueries({ queryKey: sessionQuery.queryKey })
        timer = setTimeout(connect, waitMs)
        waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)
      })
    }
    connect()
    return () => {
      clearTimeout(timer)
      source?.close()
    }
  }, [client])
  return live
}

function refresh(client: ReturnType<typeof useQueryClient>, topics: readonly string[]): void {
  for (const topic of topics) void client.invalidateQueries({ queryKey: [topic] })
}

function topicsOf(event: MessageEvent<unknown>): readonly string[] {
  try {
    const change = Change.safeParse(JSON.parse(String(event.data)))
    return change.success ? change.data.topics : TOPICS
  } catch {
    // A change that this version cannot read may concern anything.
    return TOPICS
  }
}

import { LIMITS } from '#kernel/limits.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { Permission } from '#rulebook/permissions.ts'

/** What may have changed. A topic says that there is something to read again, never what. */
export const TOPICS = ['hits', 'records', 'network', 'ledger'] as const
export type Topic = (typeof TOPICS)[number]

const PERMISSION_OF: Readonly<Record<Topic, Permission>> = {
  hits: 'hit:read',
  records: 'record:read',
  network: 'network:read',
  ledger: 'ledger:read',
}

const HEARTBEAT_MS = 20_000
/** Tabs of one browser. One account must not take the streams of all others. */
const MOST_OF_A_SESSION = 12
const encoder = new TextEncoder()

export interface EventHub {
  publish(topics: readonly Topic[]): void
  /**
   * A stream of server-sent events (WHATWG HTML §9.2) for one reader. `isOpen` is asked at every heartbeat and ends the
   * stream when the session is over. Refuses when `LIMITS.eventStreams` are open, or too many of one session.
   */
  subscribe(reader: EventReader): Result<ReadableStream<Uint8Array>, EventsRefusal>
  /** Ends the streams of one session at once, or all of them. */
  close(session?: string): void
  readonly size: () => number
}

export type EventsRefusal = { readonly kind: 'request/too-many' }

export interface EventReader {
  /** Any text that tells sessions apart, such as the digest of the token. */
  readonly session: string
  readonly permissions: readonly Permission[]
  readonly isOpen: () => Promise<boolean>
}

interface Subscriber {
  readonly session: string
  readonly topics: ReadonlySet<Topic>
  readonly send: (topics: readonly Topic[]) => void
  readonly end: () => void
}

export function createEventHub(heartbeatMs = HEARTBEAT_MS): EventHub {
  const subscribers = new Set<Subscriber>()

  return {
    publish(topics) {
      for (const { topics: allowed, send } of subscribers) {
        const visible = topics.filter((topic) => allowed.has(topic))
        if (visible.length > 0) send(visible)
      }
    },
    subscribe(reader) {
      const ofSession = [...subscribers].filter(({ session }) => session === reader.session).length
      if (subscribers.size >= LIMITS.eventStreams || ofSession >= MOST_OF_A_SESSION)
        return refuse({ kind: 'request/too-many' })
      const topics = new Set(TOPICS.filter((topic) => reader.permissions.includes(PERMISSION_OF[topic])))
      return ok(streamFor(reader, topics))
    },
    close(session) {
      for (const subscriber of [...subscribers]) {
        if (session === undefined || subscriber.session === session) subscriber.end()
      }
    },
    size: () => subscribers.size,
  }

  function streamFor(reader: EventReader, topics: ReadonlySet<Topic>): ReadableStream<Uint8Array> {
    // A slow reader's topics are merged while it does not read: memory per reader stays constant.
    const waiting = new Set<Topic>()
    let heartbeat: NodeJS.Timeout | undefined
    let subscriber: Subscriber | undefined

    const leave = (): void => {
      clearInterval(heartbeat)
      if (subscriber !== undefined) subscribers.delete(subscriber)
    }

    return new ReadableStream<Uint8Array>(
      {
        start(controller) {
          const end = (): void => {
            // Its reader may have gone, and the stream with it, while the session was asked about.
            if (subscriber === undefined || !subscribers.has(subscriber)) return
            leave()
            controller.close()
          }
          const flush = (): void => {
            if (waiting.size === 0 || (controller.desiredSize ?? 0) <= 0) return
            controller.enqueue(
              encoder.encode(`event: change\ndata: ${JSON.stringify({ topics: [...waiting] })}\n\n`),
            )
            waiting.clear()
          }
          const send = (changed: readonly Topic[]): void => {
            for (const topic of changed) waiting.add(topic)
            flush()
          }
          const beat = async (): Promise<void> => {
            const isOpen = await reader.isOpen()
            if (subscriber === undefined || !subscribers.has(subscriber)) return
            if (!isOpen) return end()
            if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(': still here\n\n'))
            flush()
          }
          subscriber = { session: reader.session, topics, send, end }
          subscribers.add(subscriber)
          controller.enqueue(encoder.encode('retry: 3000\n: open\n\n'))
          // A session that cannot be asked about is over: the reader connects again and is asked to sign in.
          heartbeat = setInterval(() => void beat().catch(end), heartbeatMs)
          heartbeat.unref()
        },
        cancel: leave,
      },
      { highWaterMark: 8 },
    )
  }
}

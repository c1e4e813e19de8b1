import type { MemberId } from '#kernel/ids.ts'
import type { Instant } from '#kernel/days.ts'
import type { World } from '#desks/ports.ts'
import type { EventHub } from './events.ts'

/** One line of the node's own log. No bodies, no query strings, nothing that identifies a person. */
export interface LogLine {
  readonly level: 'info' | 'warning' | 'error'
  readonly event: string
  readonly [detail: string]: string | number
}

/** How the link with a peer stands at this moment, as only the running exchange knows. */
export interface PeerLink {
  readonly member: MemberId
  readonly lag: number
  readonly lastContactAt: Instant | null
  readonly error: string | null
}

/** All that the interface needs of its node. */
export interface Services {
  readonly world: World
  /** Made in demonstration mode: only then do accounts without a password open sessions. */
  readonly isDemonstration: boolean
  /** Cookies are marked Secure. Also where a proxy in front of the node speaks TLS. */
  readonly isServedOverTls: boolean
  /** The built web application; absent where the node serves none. */
  readonly webFolder?: string
  readonly log: (line: LogLine) => void
  readonly events: EventHub
  /** False until the check index is complete: routes answer `node/starting`. */
  readonly isReady: () => boolean
}

import type { World } from '#desks/ports.ts'
import type { EventHub } from './events.ts'

/** One line of the node's own log. No bodies, no query strings, nothing that identifies a person. */
export interface LogLine {
  readonly level: 'info' | 'warning' | 'error'
  readonly event: string
  readonly [detail: string]: string | number
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

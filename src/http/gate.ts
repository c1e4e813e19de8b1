import type { Answer } from './catalogue.ts'
import { ok, refuse } from '#kernel/result.ts'

/** Bounds what is worked on at once, so that a flood is turned away before it fills the memory. */
export interface Gate {
  /** Counts one in, or refuses. Who was let in leaves once. */
  enter(): Answer<undefined>
  leave(): void
}

/** More than this at once and a node would only queue: the reader is asked to come back. Event streams do not count. */
export const MOST_AT_ONCE = 256
const COME_BACK_SECONDS = 1

export function createGate(isReady: () => boolean): Gate {
  let atOnce = 0
  return {
    enter() {
      if (!isReady()) return refuse({ kind: 'node/starting', retryAfterSeconds: COME_BACK_SECONDS })
      if (atOnce >= MOST_AT_ONCE)
        return refuse({ kind: 'request/too-many', retryAfterSeconds: COME_BACK_SECONDS })
      atOnce += 1
      return ok(undefined)
    },
    leave() {
      atOnce -= 1
    },
  }
}

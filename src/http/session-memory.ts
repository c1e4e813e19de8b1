import type { SessionFound } from '#desks/ports.ts'

/**
 * Remembers for a moment whose a session is, so that a border's thousand checks a second do not read it a thousand
 * times. What this node closes is forgotten at once; what another node on the same store closes, within a second.
 */
export interface SessionMemory {
  /** `session`: a digest of its token. Looks up what is not known; askers of the same moment share one look-up. Nothing is remembered of no session. */
  find(session: string, lookUp: () => Promise<SessionFound | undefined>): Promise<SessionFound | undefined>
  forget(session: string): void
}

const REMEMBERED_MS = 1_000
const MOST = 4_096

interface Remembered {
  readonly untilMs: number
  readonly found: Promise<SessionFound | undefined>
}

/** `elapsedMs`: a clock that never goes back. */
export function createSessionMemory(elapsedMs: () => number): SessionMemory {
  const known = new Map<string, Remembered>()
  return {
    find(session, lookUp) {
      const nowMs = elapsedMs()
      const before = known.get(session)
      if (before !== undefined && nowMs < before.untilMs) return before.found
      const entry = { untilMs: nowMs + REMEMBERED_MS, found: lookUp() }
      const forgetThis = (): void => {
        if (known.get(session) === entry) known.delete(session)
      }
      // attacker-controlled: sessions. Those that open nothing, or could not be looked up, take no room.
      entry.found.then((found) => found === undefined && forgetThis(), forgetThis)
      known.delete(session)
      known.set(session, entry)
      const [oldest] = known.keys()
      if (known.size > MOST && oldest !== undefined) known.delete(oldest)
      return entry.found
    },
    forget(session) {
      known.delete(session)
    },
  }
}

/** How many failures a key may have within the window before it must wait. */
export interface ThrottleRule {
  readonly failures: number
  readonly windowMs: number
}

interface Count {
  readonly since: number
  readonly failures: number
}

/**
 * Counts failures per key in bounded memory. When full, the key that failed longest ago is forgotten: whoever fills
 * the table from one address is stopped by the address's own count first.
 */
export interface Throttle {
  /** Milliseconds to wait, 0 when the key may try. */
  waitMs(key: string, nowMs: number): number
  /** Counts a failure. True when this one used up what was left. */
  fail(key: string, nowMs: number): boolean
  succeed(key: string): void
}

export function createThrottle(rule: ThrottleRule, mostKeys = 10_000): Throttle {
  const counts = new Map<string, Count>()

  const current = (key: string, nowMs: number): Count | undefined => {
    const count = counts.get(key)
    return count === undefined || nowMs - count.since >= rule.windowMs ? undefined : count
  }

  return {
    waitMs(key, nowMs) {
      const count = current(key, nowMs)
      return count === undefined || count.failures < rule.failures ? 0 : count.since + rule.windowMs - nowMs
    },
    fail(key, nowMs) {
      const before = current(key, nowMs)
      const count = { since: before?.since ?? nowMs, failures: (before?.failures ?? 0) + 1 }
      counts.delete(key)
      counts.set(key, count)
      const [oldest] = counts.keys()
      if (counts.size > mostKeys && oldest !== undefined) counts.delete(oldest)
      return count.failures === rule.failures
    },
    succeed(key) {
      counts.delete(key)
    },
  }
}

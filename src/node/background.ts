import type { LogLine } from '#http/services.ts'

export interface BackgroundWork {
  run(name: string, work: () => Promise<unknown>): void
  every(name: string, ms: number, work: () => Promise<unknown>): void
  stop(): Promise<void>
}

/** Work that nobody waits for. One of a name at a time; what is asked for meanwhile is done once more afterwards. */
export function backgroundWork(log: (line: LogLine) => void): BackgroundWork {
  const underWay = new Map<string, { again: boolean; done: Promise<void> }>()
  const timers: NodeJS.Timeout[] = []
  let isStopped = false
  const run = (name: string, work: () => Promise<unknown>): void => {
    if (isStopped) return
    const current = underWay.get(name)
    if (current !== undefined) {
      current.again = true
      return
    }
    const entry = { again: false, done: Promise.resolve() }
    underWay.set(name, entry)
    entry.done = work()
      .then(() => undefined)
      .catch((error: unknown) => {
        const cause = error instanceof Error ? error.name : 'unknown'
        log({ level: 'error', event: `${name}/failed`, cause })
      })
      .finally(() => {
        underWay.delete(name)
        if (entry.again) run(name, work)
      })
  }
  return {
    run,
    every(name, ms, work) {
      const timer = setInterval(() => run(name, work), ms)
      timer.unref()
      timers.push(timer)
    },
    async stop() {
      for (const timer of timers) clearInterval(timer)
      isStopped = true
      await Promise.all([...underWay.values()].map((entry) => entry.done))
    },
  }
}

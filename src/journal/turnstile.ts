import { StoreBusyError } from './sql.ts'

/** Lets a bounded number work at once, first come first served, and a bounded number wait. */
export interface Turnstile {
  /** Throws `StoreBusyError` when too many wait already. */
  pass<T>(work: () => Promise<T>): Promise<T>
  /** Resolves when nobody works or waits. */
  empty(): Promise<void>
}

export function turnstile(limits: { readonly working: number; readonly waiting: number }): Turnstile {
  const waiting: (() => void)[] = []
  let watchers: (() => void)[] = []
  let working = 0

  const leave = (): void => {
    const next = waiting.shift()
    if (next !== undefined) return next() // the place is handed on, so nobody can slip in between
    working--
    if (working > 0) return
    for (const tell of watchers) tell()
    watchers = []
  }

  return {
    async pass(work) {
      if (working < limits.working) working++
      else {
        if (waiting.length >= limits.waiting) throw new StoreBusyError('too many wait for the store')
        await new Promise<void>((enter) => waiting.push(enter))
      }
      try {
        return await work()
      } finally {
        leave()
      }
    },
    empty: () => new Promise((resolve) => (working === 0 ? resolve() : watchers.push(resolve))),
  }
}

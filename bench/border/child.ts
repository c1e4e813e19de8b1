import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'

/** A process that says when it is ready and then answers one question after another. */
export interface Child {
  /** What it said when it was ready. */
  readonly said: string
  ask<T>(asked: unknown): Promise<T>
  /** Ends it, whether it answers or not. */
  end(): Promise<void>
}

interface Told {
  readonly key: number
  readonly value?: unknown
  readonly failed?: string
}

export async function startChild(program: URL, args: readonly string[] = []): Promise<Child> {
  const child: ChildProcess = fork(program, args, {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    execArgv: [],
  })
  const waiting = new Map<number, (told: Told) => void>()
  child.on('message', (told: Told) => {
    waiting.get(told.key)?.(told)
    waiting.delete(told.key)
  })
  child.once('exit', () => {
    for (const tell of waiting.values()) tell({ key: 0, failed: 'the process ended' })
  })
  const answerTo = <T>(key: number): Promise<T> =>
    new Promise((resolve, reject) => {
      waiting.set(key, ({ value, failed }) =>
        failed === undefined ? resolve(value as T) : reject(new Error(failed)),
      )
    })
  const said = await answerTo<string>(-1)
  let keys = 0
  return {
    said,
    ask(asked) {
      const key = keys++
      const answer = answerTo(key)
      child.send({ key, asked })
      return answer as never
    },
    async end() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      const late = setTimeout(() => child.kill('SIGKILL'), 10_000)
      if (child.connected) child.disconnect()
      await ended
      clearTimeout(late)
    },
  }
}

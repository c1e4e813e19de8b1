import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Asked } from './node-process.ts'

/** The process ended before it answered: what was asked for may have happened, or not. */
export class ProcessEndedError extends Error {
  override readonly name = 'ProcessEndedError'
}

/** Nothing was asked of anybody: no process was there. */
export class NotRunningError extends Error {
  override readonly name = 'NotRunningError'
}

/** One node in a process of its own, that is killed and started again as often as a test likes. */
export interface KillableNode {
  /** Starts the process. Resolves once the node serves, or its process has ended before that. */
  start(): Promise<boolean>
  /** Ends the process as a power cut would: nothing of it runs any more. */
  kill(): Promise<void>
  /** Throws `NotRunningError` when no process is there, and `ProcessEndedError` when it ends before the answer. */
  ask<T>(asked: Asked): Promise<T>
}

const PROGRAM = fileURLToPath(new URL('./node-process.ts', import.meta.url))

export function killableNode(folder: string): KillableNode {
  let child: ChildProcess | undefined
  let keys = 0
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (cause: Error) => void }>()
  const onEnd = (): void => {
    for (const { reject } of waiting.values()) reject(new ProcessEndedError('the process ended'))
    waiting.clear()
  }
  return {
    start() {
      const started = fork(PROGRAM, [folder], {
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
        execArgv: [],
      })
      child = started
      started.once('exit', onEnd)
      return new Promise((resolve) => {
        started.once('exit', () => resolve(false))
        started.on('message', (message: 'ready' | { key: number; value?: unknown; failed?: string }) => {
          if (message === 'ready') return resolve(true)
          const asked = waiting.get(message.key)
          waiting.delete(message.key)
          if (message.failed === undefined) asked?.resolve(message.value)
          else asked?.reject(new Error(message.failed))
        })
      })
    },
    async kill() {
      const killed = child
      child = undefined
      if (killed === undefined || killed.exitCode !== null || killed.signalCode !== null) return
      killed.kill('SIGKILL')
      await once(killed, 'exit')
    },
    ask<T>(asked: Asked) {
      const asking = child
      if (asking?.connected !== true) return Promise.reject(new NotRunningError('no process is running'))
      const key = keys++
      return new Promise<T>((resolve, reject) => {
        waiting.set(key, { resolve: (value) => resolve(value as T), reject })
        asking.send({ key, asked }, (error) => {
          if (error === null) return
          waiting.delete(key)
          reject(new ProcessEndedError('the process ended'))
        })
      })
    },
  }
}

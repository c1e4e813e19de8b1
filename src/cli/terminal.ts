import { createInterface } from 'node:readline'

/** The world as a command sees it: so that a command runs the same in a shell and in a test. */
export interface Terminal {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  readonly env: Readonly<Record<string, string | undefined>>
  readonly folder: string
  /** Whether somebody watches: then progress is drawn, and a password can be asked for. */
  readonly isWatched: boolean
  /** All of the standard input, at most `limitChars`. */
  readonly readInput: (limitChars: number) => Promise<string>
  /** Asks without showing what is typed; undefined when nobody is there to answer. */
  readonly askSecret: (question: string) => Promise<string | undefined>
  /** Settles when the operator wants to stop (SIGINT, SIGTERM, SIGHUP). */
  readonly stopped: () => Promise<void>
}

export function processTerminal(): Terminal {
  // A reader that goes away early (`| head`) has seen enough.
  process.stdout.on('error', (error) => {
    if ('code' in error && error.code === 'EPIPE') process.exit(0)
    throw error
  })
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    env: process.env,
    folder: process.cwd(),
    isWatched: process.stderr.isTTY && process.stdin.isTTY,
    readInput,
    askSecret,
    stopped: () =>
      new Promise((resolve) => {
        for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
      }),
  }
}

async function readInput(limitChars: number): Promise<string> {
  let text = ''
  process.stdin.setEncoding('utf8')
  for await (const part of process.stdin) {
    text += String(part)
    if (text.length > limitChars) break
  }
  return text.slice(0, limitChars)
}

function askSecret(question: string): Promise<string | undefined> {
  if (!process.stdin.isTTY) return Promise.resolve(undefined)
  return new Promise((resolve) => {
    process.stderr.write(question)
    // Without an output the line is read and never shown.
    const reader = createInterface({ input: process.stdin, terminal: true })
    reader.once('line', (line) => {
      reader.close()
      process.stderr.write('\n')
      resolve(line)
    })
    reader.once('close', () => resolve(undefined))
  })
}

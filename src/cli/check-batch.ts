import { randomBytes } from 'node:crypto'
import { readFile, unlink, writeFile } from 'node:fs/promises'
import { z } from 'zod'
import type { DateOrder } from '#gateway/passengers/passenger-row.ts'
import type { ReadingOptions } from '#gateway/passengers/read-passengers.ts'
import { BATCH_PATH, type BatchEvent, BatchEventShape } from '#http/contract/batch.ts'
import { problemOf } from '#http/problems.ts'
import { dayOf, instantOf } from '#kernel/days.ts'
import { LIMITS } from '#kernel/limits.ts'
import { type Results, resultsFile, resultsTo } from './batch-results.ts'
import { candidateLines, COMMON, COMMON_HELP } from './check.ts'
import { asAccount, type Session, throwProblem } from './client.ts'
import { type Call, type Command, needed } from './command.ts'
import type { Connection } from './connection.ts'
import { EXIT, type Exit, ProblemError, UsageError } from './exits.ts'
import { linesOf } from './lines-of.ts'
import { formatOfFile, pagesOf, type PassengerFile, PassengerFileError, scanFile } from './passenger-file.ts'
import { withNode } from './with-node.ts'

export const CHECK_BATCH: Command = {
  help: [
    'entraide check --batch FILE --purpose CODE --as ACCOUNT [--out FILE] [--resume]',
    '',
    '  --batch FILE      a passenger list; spec/batch.md says what it may hold',
    '  --format NAME     csv, json (NDJSON or an array) or paxlst; else as the file looks',
    '  --dates ORDER     iso, day-first or month-first: how the list writes dates (iso when left out)',
    '  --answer WHICH    hits: rows with candidates (and errors); all: every row',
    '  --out FILE        where the answers go, as they come: .csv, or NDJSON; else lines for people are printed',
    '  --resume          go on after an interruption: what was answered is neither asked nor logged again',
    ...COMMON_HELP,
    '',
    '  Leaves 0 when nothing was found, 6 when there are candidates, 7 when rows were not checked.',
  ],
  options: {
    ...COMMON,
    batch: { type: 'string' },
    format: { type: 'string' },
    dates: { type: 'string' },
    answer: { type: 'string' },
    out: { type: 'string' },
    resume: { type: 'boolean' },
  },
  run: (call) =>
    running(call).catch((error: unknown) => {
      if (!(error instanceof PassengerFileError)) throw error
      throw new ProblemError(problemOf(error.refusal, call.language))
    }),
}

async function running(call: Call): Promise<Exit> {
  const path = call.text('batch')
  if (path === undefined)
    throw new UsageError('--batch FILE is needed; for single checks: entraide check person')
  const options: ReadingOptions = {
    format: await formatOfFile(path, call.text('format')),
    dates: dateOrder(call.text('dates') ?? 'iso'),
    today: dayOf(instantOf(Date.now())),
  }
  const file = await scanFile(path, options)
  announce(call, options, file)
  const begun = await begin(call, path, file)
  return withNode(call, (connection) =>
    asAccount(connection, call.terminal, call.text('as'), async (session) => {
      const out = call.text('out')
      const results = out !== undefined ? await resultsFile(out, begun.outBytes) : resultsTo(call.terminal)
      try {
        return await send({ call, connection, session, path, options, file, begun, results })
      } finally {
        await results.close()
      }
    }),
  )
}

function dateOrder(text: string): DateOrder {
  if (text === 'iso' || text === 'day-first' || text === 'month-first') return text
  throw new UsageError('--dates is one of iso, day-first, month-first')
}

function announce({ output, words }: Call, { format }: ReadingOptions, file: PassengerFile): void {
  const { rows, columns } = file
  output.note(
    `${words.batchRecognised}: ${format.toUpperCase()}, ${rows} ${words.batchRows}, ${columns.used.join(', ')}`,
  )
  if (columns.unused.length > 0) output.note(`${words.batchUnused}: ${columns.unused.join(', ')}`)
}

/** What going on needs to know; kept beside the list (or the answers), and holding nothing of either. */
const StateField = z.object({
  name: z.string(),
  digest: z.string(),
  next: z.int().min(0),
  outBytes: z.int().min(0),
  hits: z.int().min(0),
  errors: z.int().min(0),
})
type State = z.infer<typeof StateField>
const statePathOf = (call: Call, path: string): string => `${call.text('out') ?? path}.resume`

async function begin(call: Call, path: string, { digest }: PassengerFile): Promise<State> {
  const fresh = {
    name: `list-${randomBytes(12).toString('hex')}`,
    digest,
    next: 0,
    outBytes: 0,
    hits: 0,
    errors: 0,
  }
  if (!call.isSet('resume')) return fresh
  const text = await readFile(statePathOf(call, path), 'utf8').catch(() => undefined)
  if (text === undefined)
    throw new UsageError(`nothing to go on with: there is no ${statePathOf(call, path)}`)
  const state = StateField.parse(JSON.parse(text))
  if (state.digest !== digest) throw new UsageError(`${path} is another list than the one that was begun`)
  return state
}

interface Sending {
  readonly call: Call
  readonly connection: Connection
  readonly session: Session
  readonly path: string
  readonly options: ReadingOptions
  readonly file: PassengerFile
  readonly begun: State
  readonly results: Results
}

async function send(sending: Sending): Promise<Exit> {
  const { call, path, options, file, begun, results } = sending
  const { output, words, terminal } = call
  const state = { ...begun }
  const startedMs = performance.now()
  let isStopped = false
  void terminal.stopped().then(() => (isStopped = true))

  const save = async (): Promise<void> => {
    state.outBytes = await results.settle()
    await writeFile(statePathOf(call, path), JSON.stringify(state), { mode: 0o600 })
  }
  await save()
  for await (const page of pagesOf(path, options, begun.next, LIMITS.batchRows, LIMITS.batchBytes / 4)) {
    await sendPage(page)
    if (isStopped) break
  }
  output.endProgress()
  if (state.next < file.rows) {
    const again = [`entraide check --batch ${path}`, ...optionsAgain(call), '--resume'].join(' ')
    output.note(`${words.batchStopped}: ${again}`)
    return EXIT.incomplete
  }
  await unlink(statePathOf(call, path))
  const clear = file.rows - state.hits - state.errors
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1)
  output.line(
    `${file.rows} ${words.batchRows}: ${state.hits} ${words.batchHits}, ${clear} ${words.batchClear}, ` +
      `${state.errors} ${words.batchErrors} (${seconds} s)`,
  )
  return state.hits > 0 ? EXIT.found : state.errors > 0 ? EXIT.incomplete : EXIT.done

  /** Sends one page, again from where it came to when the time of a request was over. */
  async function sendPage(page: readonly string[]): Promise<void> {
    const first = state.next
    while (state.next < first + page.length && !isStopped) {
      const before = state.next
      const response = await post(sending, page.slice(state.next - first), state)
      for await (const line of linesOf(response)) {
        const event = BatchEventShape.parse(JSON.parse(line))
        if (event.event === 'refused') throw new ProblemError(event.problem)
        await take(event)
        if (isStopped && event.event === 'progress') break
      }
      if (state.next === before && !isStopped)
        throw new UsageError('the node answered none of the rows; try again')
    }
  }

  async function take(event: BatchEvent): Promise<void> {
    if (event.event === 'row' || event.event === 'clear' || event.event === 'error') {
      if (event.event === 'row') state.hits += 1
      if (event.event === 'error') state.errors += 1
      if (call.text('out') !== undefined || output.isJson) await results.write(event)
      else for (const line of rowLines(event, call)) output.line(line)
      return
    }
    if (event.event !== 'progress' || event.next === state.next) return
    state.next = event.next
    await save()
    output.progress(words.batchChecked, state.next, file.rows)
  }
}

function optionsAgain(call: Call): readonly string[] {
  return ['format', 'dates', 'purpose', 'place', 'answer', 'out', 'as', 'node'].flatMap((option) => {
    const text = call.text(option)
    if (text === undefined) return []
    return [`--${option} ${/^[\w./:@-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`}`]
  })
}

async function post(
  { call, connection, session }: Sending,
  rows: readonly string[],
  { name, next }: State,
): Promise<Response> {
  const query = new URLSearchParams({ name, from: String(next), purpose: needed(call, 'purpose') })
  for (const option of ['place', 'answer'] as const) {
    const text = call.text(option)
    if (text !== undefined) query.set(option, text)
  }
  const response = await connection.send(`/api${BATCH_PATH}?${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson', cookie: session.cookie },
    body: new TextEncoder().encode(rows.join('\n')),
  })
  await throwProblem(response)
  return response
}

function rowLines(
  event: Exclude<BatchEvent, { event: 'progress' | 'done' | 'refused' }>,
  call: Call,
): readonly string[] {
  const { words } = call
  const row = `${words.batchRow} ${event.position + 1}${event.ref === undefined ? '' : ` (${event.ref})`}`
  switch (event.event) {
    case 'clear':
      return [`${row}: ${words.noCandidates}`]
    case 'error': {
      const { title, cure, line, field } = event.problem
      const what = typeof field === 'string' ? `${title}: ${field}` : title
      return [
        `✗ ${row}${line === undefined ? '' : ` [${line}]`}: ${what}`,
        ...(cure === undefined ? [] : [`  → ${cure}`]),
      ]
    }
    case 'row':
      return [
        '',
        `${row}   ${words.check} ${event.check}`,
        ...event.candidates.flatMap((candidate, at) => candidateLines(candidate, at + 1, call)),
        ...(event.tooMany ? [words.batchTooMany] : event.isCut ? [words.moreExist] : []),
      ]
  }
}

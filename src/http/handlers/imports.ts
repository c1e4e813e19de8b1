import type { Context, Hono } from 'hono'
import type { z } from 'zod'
import type { Language } from '#acts/charter.ts'
import type { Authority } from '#desks/authority.ts'
import { importList, type ImportRequest } from '#desks/notices/import-list.ts'
import { type ListEntry, type ListProgress, readOfacSdn, readUnList } from '#gateway/list.ts'
import type { Answer } from '#http/catalogue.ts'
import { ImportEventShape } from '#http/contract/shapes.ts'
import { callerOf, type Env, permit, readerLanguage, refuseCrossSite } from '#http/entrance.ts'
import { refusalOfFailure } from '#http/failures.ts'
import { type FilesIn, formFilesOf } from '#http/form-files.ts'
import { problemOf } from '#http/problems.ts'
import { isDeclaredTooLarge } from '#http/read-request.ts'
import { problemResponse } from '#http/respond.ts'
import type { Services } from '#http/services.ts'
import type { Sessions } from '#http/sessions.ts'
import { importOfacSdn, importUnList, type StreamRoute } from '#http/streams.ts'
import { LIMITS } from '#kernel/limits.ts'
import { refuse } from '#kernel/result.ts'

type ImportEvent = z.input<typeof ImportEventShape>
type Report = (event: ImportEvent) => void
type Read = (
  files: FilesIn,
  onProgress: (progress: ListProgress) => void,
) => Promise<Answer<readonly ListEntry[]>>

type ListRoute = StreamRoute & { readonly authority: 'list:import' }

/** Progress is told at most this often. */
const PROGRESS_MS = 100

/** Lists of others, imported while the reader watches. Nothing of a list is kept unless all of it was readable. */
export function mountImports(app: Hono<Env>, services: Services, sessions: Sessions): void {
  const { world } = services
  // An upload is held in memory: one at a time.
  let isBusy = false

  mountList(importUnList, 'un-sc', ({ list }, onProgress) => readUnList(pieces(list), onProgress))
  mountList(importOfacSdn, 'ofac-sdn', ({ sdn, alt, add, comments }, onProgress) =>
    readOfacSdn(
      {
        sdn: pieces(sdn),
        alt: pieces(alt),
        ...(add !== undefined && { add: pieces(add) }),
        ...(comments !== undefined && { comments: pieces(comments) }),
      },
      onProgress,
    ),
  )

  function mountList(route: ListRoute, list: ImportRequest['list'], read: Read): void {
    app.post(`/api${route.path}`, async (context) => {
      const language = readerLanguage(context)
      const by = await admit(context, route)
      if (!by.ok) return problemResponse(by.refusal, language)
      if (isBusy) return problemResponse({ kind: 'import/already-running' }, language)
      isBusy = true
      const free = (): void => void (isBusy = false)
      const form = await formFilesOf(context.req.raw, route.files, language).catch((error: unknown) => {
        free()
        throw error
      })
      if (!form.ok) {
        free()
        return problemResponse(form.refusal, language)
      }
      const { files, mayWithdrawMany } = form.value
      const asked = { by: by.value, list, mayWithdrawMany, language, route: route.path }
      const run = (report: Report): Promise<void> =>
        importing(asked, (onProgress) => read(files, onProgress), report)
      return new Response(lines(run, free), { headers: { 'content-type': 'application/x-ndjson' } })
    })
  }

  async function admit(
    context: Context<Env>,
    { authority }: ListRoute,
  ): Promise<Answer<Authority<'list:import'>>> {
    const request = context.req.raw
    if (isDeclaredTooLarge(request, LIMITS.importBytes)) return refuse({ kind: 'request/too-large' })
    const sameSite = refuseCrossSite(request)
    if (!sameSite.ok) return sameSite
    return permit(await callerOf(context, services, sessions), authority, services)
  }

  interface Importing {
    readonly by: Authority<'list:import'>
    readonly list: ImportRequest['list']
    readonly mayWithdrawMany: boolean
    readonly language: Language
    readonly route: string
  }

  async function importing(
    { by, list, mayWithdrawMany, language, route }: Importing,
    read: (onProgress: (progress: ListProgress) => void) => Promise<Answer<readonly ListEntry[]>>,
    report: Report,
  ): Promise<void> {
    const startedMs = world.clock.elapsedMs()
    const seldom = atMostEvery(PROGRESS_MS, world.clock.elapsedMs)
    try {
      const entries = await read(({ bytes, entries }) =>
        seldom(() => report({ event: 'reading', bytes, entries })),
      )
      const done = entries.ok
        ? await importList(world, by, {
            list,
            entries: entries.value,
            mayWithdrawMany,
            onProgress: ({ done, of }) => seldom(() => report({ event: 'applying', done, of })),
          })
        : entries
      if (done.ok) {
        report({ event: 'done', ...done.value, milliseconds: world.clock.elapsedMs() - startedMs })
        return
      }
      const { account: actor, entity } = by.actor
      const { kind: outcome } = done.refusal
      await world.journal.transact((tx) =>
        tx.log({ kind: 'list/refused', actor, entity, database: 'notices', outcome }),
      )
      report({ event: 'refused', problem: problemOf(done.refusal, language) })
    } catch (cause) {
      // The outermost seam of this answer: its status has been sent, so the failure becomes its last line.
      const error = cause instanceof Error ? cause : new Error('not an error', { cause })
      report({
        event: 'refused',
        problem: problemOf(refusalOfFailure(error, `POST ${route}`, services), language),
      })
    }
  }
}

/** Runs the work whether or not anybody still reads: an import that a reader abandons is completed. */
function lines(run: (report: Report) => Promise<void>, finished: () => void): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let isRead = true
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const report: Report = (event) => {
        if (isRead) controller.enqueue(encoder.encode(`${JSON.stringify(ImportEventShape.parse(event))}\n`))
      }
      const end = (): void => {
        finished()
        if (isRead) controller.close()
      }
      void run(report).then(end, end)
    },
    cancel() {
      isRead = false
    },
  })
}

function atMostEvery(ms: number, nowMs: () => number): (tell: () => void) => void {
  let lastMs = Number.NEGATIVE_INFINITY
  return (tell) => {
    if (nowMs() - lastMs < ms) return
    lastMs = nowMs()
    tell()
  }
}

async function* pieces(file: Blob | undefined): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const piece of file?.stream() ?? []) yield piece
}

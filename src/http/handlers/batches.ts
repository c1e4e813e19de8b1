import type { Context, Hono } from 'hono'
import type { Language } from '#acts/charter.ts'
import type { Authority } from '#desks/authority.ts'
import { type BatchRun, checkBatch, type RowsDone } from '#desks/checks/check-batch.ts'
import type { Answer, PublicRefusal } from '#http/catalogue.ts'
import { BATCH_TYPES, BatchEventShape, BatchQuery } from '#http/contract/batch.ts'
import { callerOf, type Env, permit, readerLanguage, refuseCrossSite } from '#http/entrance.ts'
import { refusalOfFailure } from '#http/failures.ts'
import { problemOf } from '#http/problems.ts'
import { bytesOf, isDeclaredTooLarge, parsePart, queryOf } from '#http/read-request.ts'
import { problemResponse } from '#http/respond.ts'
import type { Services } from '#http/services.ts'
import type { Sessions } from '#http/sessions.ts'
import { checkBatch as route } from '#http/streams.ts'
import { candidateView } from '#http/views/check.ts'
import { utf8 } from '#kernel/bytes.ts'
import { dayOf } from '#kernel/days.ts'
import { LIMITS } from '#kernel/limits.ts'
import { ok, refuse } from '#kernel/result.ts'
import { type BatchRow, type BodyRows, bodyRows, type RowsAsked } from './row-sources.ts'

interface BatchRequest extends Pick<RowsAsked, 'format' | 'dates' | 'header'> {
  readonly name: string
  readonly purpose: Parameters<typeof checkBatch>[2]['purpose']
  readonly place: string | undefined
  readonly from: number
  readonly near: boolean
  readonly isEveryRow: boolean
}

/** A batch of the largest size is answered in a few. */
const COME_BACK_SECONDS = 5

/** Many checks in one request, answered as they are done (spec/batch.md). */
export function mountBatches(app: Hono<Env>, services: Services, sessions: Sessions): void {
  const { world } = services
  /** Account and name of each batch that is being answered: one request of a batch at a time, and few in all. */
  const running = new Set<string>()

  app.post(`/api${route.path}`, async (context) => {
    const language = readerLanguage(context)
    const answered = await answer(context, language)
    return answered.ok ? answered.value : problemResponse(answered.refusal, language)
  })

  async function answer(context: Context<Env>, language: Language): Promise<Answer<Response>> {
    const request = context.req.raw
    if (isDeclaredTooLarge(request, LIMITS.batchBytes)) return refuse({ kind: 'request/too-large' })
    const sameSite = refuseCrossSite(request)
    if (!sameSite.ok) return sameSite
    const by = await permit(await callerOf(context, services, sessions), route.authority, services)
    if (!by.ok) return by
    const asked = askedOf(context, language)
    if (!asked.ok) return asked

    const lock = `${by.value.actor.account}\n${asked.value.name}`
    if (running.has(lock)) return refuse({ kind: 'batch/already-running' })
    if (running.size >= LIMITS.batchesAtOnce)
      return refuse({ kind: 'request/too-many', retryAfterSeconds: COME_BACK_SECONDS })
    running.add(lock)
    let isHeld = true
    const free = (): void => {
      // Once: by the second time another request of the batch may hold the place.
      if (isHeld) running.delete(lock)
      isHeld = false
    }
    try {
      const begun = await begin(request, by.value, asked.value)
      if (!begun.ok) {
        free()
        return begun
      }
      const answering = { ...begun.value, language, isEveryRow: asked.value.isEveryRow }
      const headers = { 'content-type': 'application/x-ndjson' }
      return ok(new Response(lines(answering, services, free), { headers }))
    } catch (cause) {
      free()
      throw cause
    }
  }

  async function begin(
    request: Request,
    by: Authority<'check:person'>,
    asked: BatchRequest,
  ): Promise<Answer<{ readonly run: BatchRun<BatchRow>; readonly source: BodyRows }>> {
    // attacker-controlled: the body. It is held whole, within its limit, and taken apart as it is answered.
    const body = await bytesOf(request, LIMITS.batchBytes)
    if (!body.ok) return body
    const source = bodyRows(body.value, { ...asked, today: dayOf(world.clock.now()) })
    const run = await checkBatch(world, by, asked, source)
    return run.ok ? ok({ run: run.value, source }) : run
  }
}

function askedOf(context: Context<Env>, language: Language): Answer<BatchRequest> {
  const [type = '', ...parameters] = (context.req.header('content-type') ?? '').toLowerCase().split(';')
  const format = Object.entries(BATCH_TYPES).find(([known]) => known === type.trim())?.[1]
  if (format === undefined) return refuse({ kind: 'batch/unknown-format' })
  const text = queryOf(context.req.url, language)
  const query = text.ok ? parsePart(BatchQuery, text.value, language) : text
  if (!query.ok) return query
  const { name, purpose, place, from = '0', answer = 'hits', near = 'yes', dates = 'iso' } = query.value
  const header = parameters.map((each) => /^\s*header\s*=\s*(present|absent)\s*$/.exec(each)?.[1])
  const isAbsent = header.includes('absent')
  return ok({
    name,
    purpose,
    place,
    from: Number(from),
    near: near === 'yes',
    isEveryRow: answer === 'all',
    format,
    dates,
    ...(isAbsent ? { header: 'absent' } : header.includes('present') && { header: 'present' }),
  })
}

interface Answering {
  readonly run: BatchRun<BatchRow>
  readonly source: BodyRows
  readonly language: Language
  readonly isEveryRow: boolean
}

/** The answer, made only as far as its reader takes it up: a stretch of rows at a time. */
function lines(answering: Answering, services: Services, free: () => void): ReadableStream<Uint8Array> {
  const { run, source, language } = answering
  const { clock } = services.world
  const startedMs = clock.elapsedMs()
  const counts = { rows: 0, clear: 0, hits: 0, errors: 0 }
  let isLeft = false

  /** The next lines; the last ones end the answer. */
  async function next(): Promise<{ readonly text: string; readonly isLast: boolean }> {
    try {
      const done = await run.answerNext()
      if (!done.ok) return refused(done.refusal)
      let text = ''
      for (const rows of done.value) {
        text += rowLines(rows, answering, counts)
        const next = rows.first + rows.rows.length
        text += `${JSON.stringify({ event: 'progress', next, ...counts })}\n`
      }
      const refusal = source.refusal()
      const isEnd = done.value.length === 0
      if (isEnd && refusal !== undefined) return refused(refusal)
      const milliseconds = clock.elapsedMs() - startedMs
      if (!isEnd && milliseconds < LIMITS.batchMs) return { text, isLast: false }
      const last = { event: 'done', next: run.next(), ...counts, isWhole: isEnd, milliseconds }
      return { text: `${text}${JSON.stringify(last)}\n`, isLast: true }
    } catch (cause) {
      // The outermost seam of this answer: its status has been sent, so the failure becomes its last line.
      const error = cause instanceof Error ? cause : new Error('not an error', { cause })
      return refused(refusalOfFailure(error, `POST ${route.path}`, services))
    }
  }

  const refused = (refusal: PublicRefusal): { readonly text: string; readonly isLast: boolean } => {
    const event = { event: 'refused', next: run.next(), problem: problemOf(refusal, language) }
    return { text: `${JSON.stringify(BatchEventShape.parse(event))}\n`, isLast: true }
  }

  async function pull(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    const { text, isLast } = await next()
    if (isLeft) return
    if (isLast) free()
    controller.enqueue(utf8(text))
    if (isLast) controller.close()
  }

  let underWay = Promise.resolve()
  return new ReadableStream<Uint8Array>({
    pull: (controller) => (underWay = pull(controller)),
    async cancel() {
      // A stretch that is under way is finished first: it is durable, and answered again to who goes on.
      isLeft = true
      await underWay
      free()
    },
  })
}

/** Nothing that the shape does not declare leaves; rows without candidates have nothing to leave out. */
function rowLines(
  { first, rows, hits }: RowsDone<BatchRow>,
  { language, isEveryRow }: Answering,
  counts: { rows: number; clear: number; hits: number; errors: number },
): string {
  let text = ''
  for (const [at, { ref, fault, line }] of rows.entries()) {
    const hit = hits.get(at)
    counts.rows += 1
    if (fault === undefined && hit === undefined) {
      counts.clear += 1
      if (!isEveryRow) continue
      text +=
        ref === undefined
          ? `{"event":"clear","position":${first + at}}\n`
          : `${JSON.stringify({ event: 'clear', position: first + at, ref })}\n`
      continue
    }
    const place = { position: first + at, ...(ref !== undefined && { ref }) }
    if (hit === undefined) {
      counts.errors += 1
      const kind = fault?.kind ?? 'row/unreadable'
      const problem = problemOf({ ...fault, kind, ...(line !== undefined && { line }) }, language)
      text += `${JSON.stringify(BatchEventShape.parse({ event: 'error', ...place, problem }))}\n`
    } else {
      counts.hits += 1
      const candidates = hit.candidates.map((candidate) => candidateView(candidate, language))
      text += `${JSON.stringify(BatchEventShape.parse({ event: 'row', ...place, ...hit, candidates }))}\n`
    }
  }
  return text
}

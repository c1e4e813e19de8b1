import { useCallback, useEffect, useReducer, useRef } from 'react'
import type { BatchEvent, BatchRowView } from '#http/contract/batch.ts'
import type { DateOrder } from '#gateway/passengers/passenger-row.ts'
import { useLanguage } from '../../language.tsx'
import { type CheckContext, contextOf } from '../context-bar.tsx'
import { type ReadList, readList } from './read-list.ts'
import { sendList } from './send-list.ts'

export type RowError = Extract<BatchEvent, { event: 'error' }>

export interface ListState {
  readonly step: 'empty' | 'reading' | 'ready' | 'running' | 'paused' | 'done'
  readonly list: ReadList | undefined
  /** Why the list was not read, or why the checks stopped; going on is possible after the latter. */
  readonly error: Error | null
  /** The first position without an answer. */
  readonly next: number
  readonly hits: readonly BatchRowView[]
  readonly errors: readonly RowError[]
  /** What the checks were begun for: it cannot be changed half way. */
  readonly context: CheckContext | undefined
}

const EMPTY: ListState = {
  step: 'empty',
  list: undefined,
  error: null,
  next: 0,
  hits: [],
  errors: [],
  context: undefined,
}

type Step =
  | { readonly type: 'reading' }
  | { readonly type: 'read'; readonly list: ReadList }
  | { readonly type: 'failed'; readonly error: Error }
  | { readonly type: 'started'; readonly context: CheckContext }
  | { readonly type: 'answered'; readonly events: readonly BatchEvent[] }
  | { readonly type: 'paused'; readonly error: Error | null }
  | { readonly type: 'done' }
  | { readonly type: 'cleared' }

function reduced(state: ListState, step: Step): ListState {
  switch (step.type) {
    case 'reading':
      return { ...EMPTY, step: 'reading' }
    case 'read':
      return { ...EMPTY, step: 'ready', list: step.list }
    case 'failed':
      return { ...EMPTY, error: step.error }
    case 'started':
      return { ...state, step: 'running', error: null, context: step.context }
    case 'answered':
      return answered(state, step.events)
    case 'paused':
      return { ...state, step: 'paused', error: step.error }
    case 'done':
      return { ...state, step: 'done' }
    case 'cleared':
      return EMPTY
  }
}

/** Rows that come again after a pause are the same, and counted once. */
function answered(state: ListState, events: readonly BatchEvent[]): ListState {
  const hits = [...state.hits]
  const errors = [...state.errors]
  let { next } = state
  const isNew = (all: readonly { readonly position: number }[], position: number): boolean =>
    position > (all.at(-1)?.position ?? -1)
  for (const event of events) {
    if (event.event === 'row' && isNew(hits, event.position)) hits.push(event)
    if (event.event === 'error' && isNew(errors, event.position)) errors.push(event)
    if (event.event === 'progress' || event.event === 'done') next = event.next
  }
  return { ...state, hits, errors, next }
}

export interface ListWork {
  readonly state: ListState
  readonly choose: (file: File, dates: DateOrder) => void
  readonly start: (context: CheckContext) => void
  readonly pause: () => void
  readonly clear: () => void
}

/** How often what has come is drawn. */
const DRAWN_MS = 120

/** A passenger list from the file to its answers; paused and gone on with, and stopped when the desk is left. */
export function useList(): ListWork {
  const { language } = useLanguage()
  const [state, dispatch] = useReducer(reduced, EMPTY)
  const running = useRef<AbortController>(undefined)
  const name = useRef('')
  const reading = useRef(0)
  useEffect(() => () => running.current?.abort(), [])

  const choose = useCallback((file: File, dates: DateOrder): void => {
    const turn = ++reading.current
    dispatch({ type: 'reading' })
    readList(file, dates).then(
      (list) => turn === reading.current && dispatch({ type: 'read', list }),
      (error: unknown) =>
        turn === reading.current &&
        dispatch({ type: 'failed', error: error instanceof Error ? error : new Error('unreadable') }),
    )
    name.current = `list-${crypto.randomUUID()}`
  }, [])

  const start = (context: CheckContext): void => {
    const { list, next } = state
    if (list === undefined) return
    const abort = new AbortController()
    running.current = abort
    dispatch({ type: 'started', context: state.context ?? context })
    const waiting: BatchEvent[] = []
    const draw = (): void => {
      if (waiting.length > 0) dispatch({ type: 'answered', events: waiting.splice(0) })
    }
    const timer = setInterval(draw, DRAWN_MS)
    void sendList({
      lines: list.lines,
      from: next,
      query: { ...contextOf(state.context ?? context), name: name.current },
      language,
      signal: abort.signal,
      onEvent: (event) => waiting.push(event),
    })
      .then(
        (): Step => ({ type: 'done' }),
        (error: unknown): Step => ({
          type: 'paused',
          error: abort.signal.aborted || !(error instanceof Error) ? null : error,
        }),
      )
      .then((step) => {
        clearInterval(timer)
        draw()
        dispatch(step)
      })
  }
  return {
    state,
    choose,
    start,
    pause: () => running.current?.abort(),
    clear: () => {
      running.current?.abort()
      reading.current += 1
      dispatch({ type: 'cleared' })
    },
  }
}

import { expect, test } from 'vitest'
import type { SessionFound } from '#desks/ports.ts'
import { createSessionMemory } from './session-memory.ts'
import { anAccount, NOW } from '#testkit/builders.ts'

const found: SessionFound = { account: anAccount('w.achieng'), expiresAt: NOW }

/** A memory, its clock, and how often it had to look. */
function remembering(answer: SessionFound | null = found): {
  readonly clock: { ms: number }
  readonly looked: () => number
  readonly find: (session: string) => Promise<SessionFound | undefined>
  readonly forget: (session: string) => void
} {
  const clock = { ms: 0 }
  let looked = 0
  const memory = createSessionMemory(() => clock.ms)
  const lookUp = async (): Promise<SessionFound | undefined> => {
    looked++
    return answer ?? undefined
  }
  return {
    clock,
    looked: () => looked,
    find: (session) => memory.find(session, lookUp),
    forget: (session) => memory.forget(session),
  }
}

test('askers within a second share one look-up, later ones look again', async () => {
  const { find, looked, clock } = remembering()
  expect(await Promise.all([find('a'), find('a'), find('a')])).toEqual([found, found, found])
  clock.ms = 999
  await find('a')
  expect(looked()).toBe(1)
  clock.ms = 1_000
  await find('a')
  expect(looked()).toBe(2)
})

test('a session that is closed is forgotten at once, also by a look-up that was under way', async () => {
  const { find, forget, looked } = remembering()
  const early = find('a')
  forget('a')
  await early
  await find('a')
  expect(looked()).toBe(2)
})

test('what opens nothing is not remembered, nor a look-up that failed', async () => {
  const { find, looked } = remembering(null)
  await find('a')
  await find('a')
  expect(looked()).toBe(2)
  const memory = createSessionMemory(() => 0)
  await expect(memory.find('a', () => Promise.reject(new RangeError('away')))).rejects.toThrow(RangeError)
  expect(await memory.find('a', async () => found)).toBe(found)
})

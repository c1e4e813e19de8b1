import { expect, test } from 'vitest'
import { StoreBusyError } from './sql.ts'
import { turnstile } from './turnstile.ts'

test('never more work at once than the limit, in the order they came, and all get their turn', async () => {
  const gate = turnstile({ working: 3, waiting: 100 })
  const order: number[] = []
  let [now, most] = [0, 0]
  const pass = (id: number): Promise<number> =>
    gate.pass(async () => {
      order.push(id)
      most = Math.max(most, ++now)
      await new Promise((resolve) => setImmediate(resolve))
      now--
      if (id % 5 === 0) throw new RangeError('no')
      return id
    })
  const outcomes = await Promise.allSettled(Array.from({ length: 40 }, (_, id) => pass(id)))
  expect(most).toBe(3)
  expect(order).toEqual(Array.from({ length: 40 }, (_, id) => id))
  expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(8)
})

test('who comes when too many wait is refused, and empty waits for the last', async () => {
  const gate = turnstile({ working: 1, waiting: 1 })
  const hold = Promise.withResolvers<void>()
  const first = gate.pass(() => hold.promise)
  const second = gate.pass(async () => 2)
  await expect(gate.pass(async () => 3)).rejects.toThrow(StoreBusyError)
  let emptied = false
  const empty = gate.empty().then(() => (emptied = true))
  await Promise.resolve()
  expect(emptied).toBe(false)
  hold.resolve()
  await first
  expect(await second).toBe(2)
  await empty
  await gate.empty()
})

import { afterEach, describe, expect, test } from 'vitest'
import type { PartialDate } from '#kernel/days.ts'
import { nodeIndex, type NodeIndex } from '../check-index.ts'
import { aNotice, anId, SECRETARIAT } from '#testkit/builders.ts'

const opened: NodeIndex[] = []
afterEach(async () => {
  for (const index of opened.splice(0)) await index.close()
})

function anIndex(threadFromNames: number): NodeIndex {
  const index = nodeIndex({ threadFromNames, seed: new Uint8Array(16) })
  opened.push(index)
  return index
}

let change = 0
function recordOf(name: string) {
  const notice = aNotice()
  const names = [{ text: name, use: 'primary' as const, quality: 'good' as const }]
  return { ...notice, subject: { ...notice.subject, names } as typeof notice.subject }
}
const put = (index: NodeIndex, number: number, name: string): void =>
  index.apply([
    {
      type: 'put',
      id: anId(number),
      owner: SECRETARIAT,
      record: recordOf(name),
      before: 'none',
      change: ++change,
    },
  ])
const remove = (index: NodeIndex, number: number, name: string): void =>
  index.apply([{ type: 'remove', id: anId(number), before: recordOf(name), change: ++change }])
const ask = (index: NodeIndex, name: string) =>
  index.reader.findPersons({ name }, { limit: 5, threshold: 0.3 })

describe('a question about people in a large index', () => {
  test('without a date of birth is answered by a thread as it would be here, and knows of every change that came before it', async () => {
    const [here, there] = [anIndex(Number.POSITIVE_INFINITY), anIndex(0)]
    for (const index of [here, there]) {
      put(index, 1, 'Sergei Malenko')
      put(index, 2, 'Hamidreza Farzan')
    }
    for (const name of ['Sergej Malenko', 'Hamid Reza Farzan', 'Nobody Atall'])
      expect(await ask(there, name)).toEqual(await ask(here, name))
    put(there, 3, 'Sergey Malenko')
    expect((await ask(there, 'Sergey Malenko')).hits.map(({ id }) => id)).toEqual([anId(3), anId(1)])
    remove(there, 1, 'Sergei Malenko')
    const answer = ask(there, 'Sergey Malenko')
    put(there, 4, 'Sergei Malenka')
    expect((await answer).hits.map(({ id }) => id)).toEqual([anId(3)])
    expect((await ask(there, 'Sergei Malenka')).hits[0]?.id).toBe(anId(4))
    await there.settle()
  })

  test('without a date of birth is refused when too many wait, and the others are still answered', async () => {
    const index = anIndex(0)
    put(index, 1, 'Sergei Malenko')
    const asked = Array.from({ length: 70 }, () => ask(index, 'Sergei Malenko'))
    const answers = await Promise.allSettled(asked)
    const refused = answers.filter((answer) => answer.status === 'rejected')
    expect(refused.map(({ reason }) => (reason as Error).name)).toEqual(
      Array(refused.length).fill('PersonQueueFullError'),
    )
    expect(refused.length).toBeGreaterThanOrEqual(5)
    expect(answers[0]).toMatchObject({ status: 'fulfilled', value: { hits: [{ id: anId(1) }] } })
  })

  test('with a date of birth stays here, however many wait', async () => {
    const index = anIndex(0)
    put(index, 1, 'Sergei Malenko')
    const full = Array.from({ length: 60 }, () => ask(index, 'Sergei Malenko'))
    const dated = index.reader.findPersons(
      { name: 'Sergei Malenko', births: [{ type: 'exact', on: '1980' as PartialDate }] },
      { limit: 5 },
    )
    expect((await dated).hits).toHaveLength(1)
    await Promise.all(full)
  })
})

import { expect, test } from 'vitest'
import { NOW } from '#testkit/builders.ts'
import type { TestNode } from '#testkit/world.ts'
import { growAhead, growTree, LogDamagedError, logAccess } from './ledger-store.ts'

/** How the tree of a log that grows fast comes to its next checkpoint. Part of `describeStores`. */
export function describeGrowing(nodeOf: () => TestNode): void {
  const log = async (count: number): Promise<void> => {
    const { sql, context } = nodeOf()
    for (let at = 0; at < count; at++)
      await sql.transact((tx) =>
        logAccess(tx, { kind: 'record/read', actor: 'w.achieng' }, NOW, context.random),
      )
  }

  test('a tree grown ahead, some leaves at a time, is the tree that all at once give', async () => {
    const { sql } = nodeOf()
    await log(5)
    const two = await growAhead(sql, 'accesses', undefined, 2)
    const four = await growAhead(sql, 'accesses', two, 2)
    expect(four).toMatchObject({ tree: { size: 4 } })
    expect(await growAhead(sql, 'accesses', four, 2), 'fewer are left').toBeUndefined()
    const five = await growAhead(sql, 'accesses', four, 1)
    expect(await sql.transact((tx) => growTree(tx, 'accesses', two))).toEqual(five?.tree)
    await log(1)
    // The store has gone on from where that one was begun.
    const grown = await sql.transact((tx) => growTree(tx, 'accesses', four))
    expect(grown).toMatchObject({ size: 6, hashes: [expect.anything(), expect.anything()] })
  })

  test('a leaf that was changed is not grown over, ahead or in the end', async () => {
    const { sql } = nodeOf()
    await log(3)
    await sql.transact((tx) =>
      tx.run('update leaf set commitment = $1 where position = 1', [new Uint8Array(32)]),
    )
    await expect(growAhead(sql, 'accesses', undefined, 2)).rejects.toThrow(LogDamagedError)
    await expect(sql.transact((tx) => growTree(tx, 'accesses'))).rejects.toThrow(LogDamagedError)
  })
}

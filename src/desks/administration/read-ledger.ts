import type { Authority } from '#desks/authority.ts'
import type { LogEntryView, LogState, World } from '#desks/ports.ts'
import { LIMITS } from '#kernel/limits.ts'

export interface LedgerView {
  readonly logs: readonly LogState[]
  readonly entries: readonly LogEntryView[]
}

/** The two logs of this node and their latest entries. */
export async function readLedger(
  world: World,
  by: Authority<'ledger:read'>,
  asked: { readonly limit?: number | undefined },
): Promise<LedgerView> {
  return world.journal.transact(async (tx) => {
    await tx.log({ kind: 'ledger/read', actor: by.actor.account, entity: by.actor.entity })
    return {
      logs: await tx.ledger.states(),
      entries: await tx.ledger.latest(Math.min(asked.limit ?? 50, LIMITS.pageRows)),
    }
  })
}

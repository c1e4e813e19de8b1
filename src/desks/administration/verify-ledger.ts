import type { Authority } from '#desks/authority.ts'
import type { StoreVerdict, World } from '#desks/ports.ts'

/** Proves this node's store from its first leaf, and logs that it was asked and what came of it. */
export async function verifyLedger(
  world: World,
  by: Authority<'ledger:verify'>,
): Promise<StoreVerdict & { readonly milliseconds: number }> {
  const startedMs = world.clock.elapsedMs()
  const verdict = await world.exchange.verifyStore()
  await world.journal.transact((tx) =>
    tx.log({
      kind: 'ledger/verified',
      actor: by.actor.account,
      entity: by.actor.entity,
      count: verdict.findings.length,
      outcome: verdict.findings.length === 0 ? 'sound' : 'not sound',
    }),
  )
  return { ...verdict, milliseconds: world.clock.elapsedMs() - startedMs }
}

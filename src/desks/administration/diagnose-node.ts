import type { Authority } from '#desks/authority.ts'
import type { DiagnosisLine, World } from '#desks/ports.ts'

/** What is wrong with this node, and how to mend it. */
export async function diagnoseNode(
  world: World,
  by: Authority<'node:diagnose'>,
): Promise<{ readonly isHealthy: boolean; readonly checks: readonly DiagnosisLine[] }> {
  const checks = await world.exchange.diagnose()
  await world.journal.transact((tx) =>
    tx.log({ kind: 'node/diagnosed', actor: by.actor.account, entity: by.actor.entity }),
  )
  return { isHealthy: checks.every((line) => line.state !== 'bad'), checks }
}

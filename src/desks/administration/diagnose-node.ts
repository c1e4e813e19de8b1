import type { Authority } from '#desks/authority.ts'
import type { DiagnosisLine } from '#desks/diagnosis.ts'
import type { World } from '#desks/ports.ts'

// The one use case that answers without its mark: a node that cannot write must still be able to say so.
function notWritable(cause: unknown): DiagnosisLine {
  if (!(cause instanceof Error) || !/^Store\w+Error$/.test(cause.name)) throw cause
  return { code: 'writing/fails', state: 'bad', error: cause.name }
}

/** What is wrong with this node, and how to mend it. */
export async function diagnoseNode(
  world: World,
  by: Authority<'node:diagnose'>,
): Promise<{ readonly isHealthy: boolean; readonly checks: readonly DiagnosisLine[] }> {
  const checks = await world.exchange.diagnose()
  const logged = await world.journal
    .transact((tx) => tx.log({ kind: 'node/diagnosed', actor: by.actor.account, entity: by.actor.entity }))
    .then(() => undefined)
    .catch(notWritable)
  const all = logged === undefined ? checks : [...checks, logged]
  return { isHealthy: all.every((line) => line.state !== 'bad'), checks: all }
}

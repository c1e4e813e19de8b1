import { addAccount, listAccounts } from '#desks/administration/accounts.ts'
import { diagnoseNode } from '#desks/administration/diagnose-node.ts'
import { readLedger } from '#desks/administration/read-ledger.ts'
import { readNetwork } from '#desks/administration/read-network.ts'
import { verifyLedger } from '#desks/administration/verify-ledger.ts'
import type { World } from '#desks/ports.ts'
import * as routes from '#http/contract/administration.ts'
import type { Mount } from '#http/mount.ts'
import { hashPassword, isWeakPassword } from '#http/passwords.ts'
import { accountView } from '#http/views/account.ts'
import { diagnosisView } from '#http/views/diagnosis.ts'
import { ledgerView, networkView } from '#http/views/network.ts'
import { ok, refuse } from '#kernel/result.ts'

export function mountAdministration(mount: Mount, world: World): void {
  mount.permitted(routes.readNetwork, async ({ by, language }) =>
    ok(networkView(await readNetwork(world, by), language)),
  )

  mount.permitted(routes.readLedger, async ({ by, query }) =>
    ok(ledgerView(await readLedger(world, by, query))),
  )

  mount.permitted(routes.verifyLedger, async ({ by }) => {
    const { logs, findings, milliseconds } = await verifyLedger(world, by)
    return ok({ isSound: findings.length === 0, logs: [...logs], findings: [...findings], milliseconds })
  })

  mount.permitted(routes.diagnoseNode, async ({ by, language }) =>
    ok(diagnosisView(await diagnoseNode(world, by), language)),
  )

  mount.permitted(routes.addAccount, async ({ by, body }) => {
    const { password, ...account } = body
    if (isWeakPassword(password, account.id)) return refuse({ kind: 'account/password-weak' })
    const passwordHash = await hashPassword(password)
    const added = await addAccount(world, by, { ...account, isDemonstration: false, passwordHash })
    return added.ok ? ok(accountView(added.value)) : added
  })

  mount.permitted(routes.listAccounts, async ({ by }) =>
    ok({ accounts: (await listAccounts(world, by)).map(accountView) }),
  )
}

import type { Authority } from '#desks/authority.ts'
import type { Account, World } from '#desks/ports.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'

/** Whom the log of accesses names where no account acts: the operator of the machine, and whoever could not sign in. */
const NAMES_OF_NO_ACCOUNT: ReadonlySet<string> = new Set(['operator', 'unknown'])

/** Adds a named account. The password arrives as its hash: hashing is slow and stays outside the transaction. */
export async function addAccount(
  world: World,
  by: Authority<'account:manage'>,
  account: Account,
): Promise<Result<Account, { readonly kind: 'account/exists' }>> {
  if (NAMES_OF_NO_ACCOUNT.has(account.id)) return refuse({ kind: 'account/exists' })
  return world.journal.transact(async (tx) => {
    if (!(await tx.accounts.add(account, world.clock.now()))) return refuse({ kind: 'account/exists' })
    await tx.log({
      kind: 'account/added',
      actor: by.actor.account,
      entity: by.actor.entity,
      subject: account.id,
      outcome: account.roles.join(' '),
    })
    return ok(account)
  })
}

/** The register of accounts and their rights (RPD 111). */
export async function listAccounts(
  world: World,
  by: Authority<'account:manage'>,
): Promise<readonly Account[]> {
  return world.journal.transact(async (tx) => {
    await tx.log({ kind: 'account/listed', actor: by.actor.account, entity: by.actor.entity })
    return tx.accounts.all()
  })
}

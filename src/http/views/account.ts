import { permissionsOf } from '#desks/authority.ts'
import type { Account } from '#desks/ports.ts'
import type { AccountView } from '#http/contract/shapes.ts'

export function accountView(account: Account): AccountView {
  const { id, displayName, roles, entity, language, isDemonstration } = account
  return {
    id,
    displayName,
    roles: [...roles],
    permissions: [...permissionsOf(roles)],
    entity,
    language,
    isDemonstration,
  }
}

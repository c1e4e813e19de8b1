import { type Actor, type Authority, authorize } from '#desks/authority.ts'
import type { Permission, Role } from '#rulebook/permissions.ts'

export function anActor(role: Role, account = 'test.officer'): Actor {
  return { account, entity: 'Test desk', roles: [role], language: 'en' }
}

/** An authority, or a failed test: the role must hold the permission. */
export function authorityOf<P extends Permission>(actor: Actor, permission: P): Authority<P> {
  const granted = authorize(actor, permission)
  if (!granted.ok) throw new Error(`${actor.roles.join(', ')} lacks ${permission}`)
  return granted.value
}

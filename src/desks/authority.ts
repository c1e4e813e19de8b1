import type { Language } from '#acts/charter.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { type Permission, ROLE_PERMISSIONS, type Role } from '#rulebook/permissions.ts'

declare const granted: unique symbol

/** Who acts. One named person, or the operator at the node's own machine; never a shared account (RPD 111). */
export interface Actor {
  readonly account: string
  readonly entity: string
  readonly roles: readonly Role[]
  readonly language: Language
}

/** Proof that an actor holds a permission. Only `authorize` makes one, so no use case runs unchecked. */
export interface Authority<P extends Permission> {
  readonly [granted]: P
  readonly actor: Actor
}

export type AccessRefusal = { readonly kind: 'access/permission-missing'; readonly permission: Permission }

export function permissionsOf(roles: readonly Role[]): readonly Permission[] {
  return [...new Set(roles.flatMap((role) => ROLE_PERMISSIONS[role]))]
}

export function authorize<P extends Permission>(
  actor: Actor,
  permission: P,
): Result<Authority<P>, AccessRefusal> {
  if (!actor.roles.some((role) => ROLE_PERMISSIONS[role].some((held) => held === permission)))
    return refuse({ kind: 'access/permission-missing', permission })
  return ok({ actor } as Authority<P>)
}

/** What an account may do. Least rights by role (RPD 111); a role that is not here grants nothing. */
export const PERMISSIONS = [
  'check:person',
  'check:document',
  'check:vehicle',
  'check:identifier',
  'check:decide',
  'record:read',
  'record:record',
  'record:withdraw',
  'hit:read',
  'list:import',
  'network:read',
  'ledger:read',
  'ledger:verify',
  'node:diagnose',
  'account:manage',
] as const
export type Permission = (typeof PERMISSIONS)[number]

export const ROLES = [
  'border-officer',
  'bureau-officer',
  'notices-officer',
  'administrator',
  'operator',
] as const
export type Role = (typeof ROLES)[number]

const CHECKS = [
  'check:person',
  'check:document',
  'check:vehicle',
  'check:identifier',
  'check:decide',
] as const satisfies readonly Permission[]

/** An administrator keeps the node running and sees no record; an officer sees records and cannot touch the node. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  'border-officer': CHECKS,
  'bureau-officer': [
    ...CHECKS,
    'record:read',
    'record:record',
    'record:withdraw',
    'hit:read',
    'network:read',
    'ledger:read',
  ],
  'notices-officer': [
    'record:read',
    'record:withdraw',
    'hit:read',
    'list:import',
    'network:read',
    'ledger:read',
    'ledger:verify',
  ],
  administrator: ['network:read', 'ledger:read', 'ledger:verify', 'node:diagnose', 'account:manage'],
  operator: [
    'list:import',
    'network:read',
    'ledger:read',
    'ledger:verify',
    'node:diagnose',
    'account:manage',
  ],
}

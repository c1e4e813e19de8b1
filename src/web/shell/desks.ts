import { type MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import {
  IconBooks,
  IconChecklist,
  IconFileImport,
  IconFiles,
  IconHeartbeat,
  IconNetwork,
  IconSpeakerphone,
  IconTargetArrow,
  IconUsers,
  type Icon,
} from '@tabler/icons-react'
import type { Permission } from '../session.ts'

/** The desks of the application in the order of the navigation: each shows itself to those who may use it. */
export interface Desk {
  readonly to:
    | '/check'
    | '/records'
    | '/notices'
    | '/hits'
    | '/network'
    | '/ledger'
    | '/lists'
    | '/node'
    | '/accounts'
  readonly name: MessageDescriptor
  readonly icon: Icon
  readonly permission: Permission
  /** Second key after `g`. */
  readonly key: string
}

export const DESKS: readonly Desk[] = [
  { to: '/check', name: msg`Check`, icon: IconChecklist, permission: 'check:person', key: 'c' },
  { to: '/hits', name: msg`Hits`, icon: IconTargetArrow, permission: 'hit:read', key: 'h' },
  { to: '/records', name: msg`Records`, icon: IconFiles, permission: 'record:read', key: 'r' },
  { to: '/notices', name: msg`Notices`, icon: IconSpeakerphone, permission: 'record:read', key: 'n' },
  { to: '/lists', name: msg`Import a list`, icon: IconFileImport, permission: 'list:import', key: 'i' },
  { to: '/network', name: msg`Network`, icon: IconNetwork, permission: 'network:read', key: 'w' },
  { to: '/ledger', name: msg`Ledger`, icon: IconBooks, permission: 'ledger:read', key: 'l' },
  { to: '/node', name: msg`Node health`, icon: IconHeartbeat, permission: 'node:diagnose', key: 'd' },
  { to: '/accounts', name: msg`Accounts`, icon: IconUsers, permission: 'account:manage', key: 'a' },
]

export function desksOf(may: (permission: Permission) => boolean): readonly Desk[] {
  return DESKS.filter(({ permission }) => may(permission))
}

export function firstDeskOf(may: (permission: Permission) => boolean): Desk['to'] | '/' {
  return desksOf(may)[0]?.to ?? '/'
}

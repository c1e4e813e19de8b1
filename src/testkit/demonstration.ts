import { createReadStream, existsSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Language } from '#acts/charter.ts'
import { INVENTED_LIST, missingTravelDocuments, missingVehicles } from '../../demo/documents.ts'
import { addAccount } from '#desks/administration/accounts.ts'
import { type Actor, type Authority, authorize } from '#desks/authority.ts'
import { importList } from '#desks/notices/import-list.ts'
import { recordTravelDocument } from '#desks/records/record-travel-document.ts'
import { recordVehicle } from '#desks/records/record-vehicle.ts'
import { readUnList } from '#gateway/list.ts'
import type { LogLine } from '#http/services.ts'
import type { MemberId } from '#kernel/ids.ts'
import type { Node } from '#node.ts'
import type { Permission, Role } from '#rulebook/permissions.ts'
import { NodeFolderError, SettingsField } from '#node/folder.ts'
import { FOUR_MEMBERS } from './members.ts'
import { memberFolder, type Network, startNetwork } from './network.ts'

/** One-click accounts of the demonstration: invented people, no passwords, marked as such on every screen. */
export interface DemonstrationAccount {
  readonly member: string
  readonly id: string
  readonly displayName: string
  readonly entity: string
  readonly roles: readonly Role[]
  readonly language: Language
}

const account = (
  member: string,
  id: string,
  displayName: string,
  entity: string,
  role: Role,
  language: Language,
): DemonstrationAccount => ({ member, id, displayName, entity, roles: [role], language })

export const DEMONSTRATION_ACCOUNTS: readonly DemonstrationAccount[] = [
  account('GS', 'ines.notices', 'Inès Valcourt', 'Notices office', 'notices-officer', 'fr'),
  account('GS', 'admin', 'Tomás Rivela', 'Systems', 'administrator', 'es'),
  account('MA', 'amina.border', 'أمينة بنطاهري', 'Border police, Marrakech airport', 'border-officer', 'ar'),
  account('MA', 'youssef.bureau', 'Youssef Lamrabti', 'National bureau, Rabat', 'bureau-officer', 'fr'),
  account('MA', 'admin', 'Salma Ouazrane', 'Systems', 'administrator', 'fr'),
  account('KE', 'wanjiru.bureau', 'Wanjiru Odhembo', 'National bureau, Nairobi', 'bureau-officer', 'en'),
  account('KE', 'admin', 'Peter Kiplomo', 'Systems', 'administrator', 'en'),
  account('SG', 'mei.border', 'Mei Harun Tan', 'Immigration, Changi', 'border-officer', 'en'),
  account('SG', 'arjun.bureau', 'Arjun Velsamy', 'National bureau, Singapore', 'bureau-officer', 'en'),
  account('SG', 'admin', 'Lena Soh', 'Systems', 'administrator', 'en'),
]

export interface DemonstrationOptions {
  /** Folder of the network's four nodes. */
  readonly root: string
  /** First of eight ports on loopback, or free ones. Only used when the network is made. */
  readonly firstPort?: number
  readonly webFolder?: string
  /** Throws an earlier demonstration away and begins anew. */
  readonly isFresh?: boolean
  readonly log?: (member: MemberId, line: LogLine) => void
  readonly onStep?: (step: 'making' | 'starting' | 'seeding' | 'ready') => void
}

const SEEDED = 'seeded'

/**
 * Starts the demonstration network: four members in one process, talking through the real exchange, seeded with
 * invented people, documents and vehicles through the desks that officers use. Started again, it goes on where it was.
 */
export async function startDemonstration(options: DemonstrationOptions): Promise<Network> {
  const { root, onStep } = options
  // A demonstration that was interrupted while it was being made is made again: nothing in it is of value.
  if (options.isFresh === true || !existsSync(join(root, SEEDED))) {
    await throwAway(root)
    onStep?.('making')
  }
  onStep?.('starting')
  const network = await startNetwork({
    root,
    mode: 'demonstration',
    ...(options.firstPort !== undefined && { firstPort: options.firstPort }),
    ...(options.webFolder !== undefined && { webFolder: options.webFolder }),
    ...(options.log !== undefined && { log: options.log }),
  })
  try {
    if (!existsSync(join(root, SEEDED))) {
      onStep?.('seeding')
      await seed(network)
      await writeFile(join(root, SEEDED), '')
    }
  } catch (cause) {
    await network.close()
    throw cause
  }
  onStep?.('ready')
  return network
}

/** Deletes an earlier demonstration, and nothing else: a real node's keys exist once. */
async function throwAway(root: string): Promise<void> {
  const folders = FOUR_MEMBERS.map(({ id }) => memberFolder(root, id)).filter((folder) => existsSync(folder))
  for (const folder of folders) {
    const settings = SettingsField.safeParse(JSON.parse(await readFile(join(folder, 'node.json'), 'utf8')))
    if (!settings.success || settings.data.mode !== 'demonstration') {
      throw new NodeFolderError(`${folder} holds a node that is no demonstration: start it in another folder`)
    }
  }
  for (const folder of folders) await rm(folder, { recursive: true })
  await rm(join(root, SEEDED), { force: true })
}

async function seed(network: Network): Promise<void> {
  for (const each of DEMONSTRATION_ACCOUNTS) {
    const { member: _, ...person } = each
    const added = await addAccount(network.node(each.member).world, operatorMay('account:manage'), {
      ...person,
      isDemonstration: true,
      passwordHash: null,
    })
    if (!added.ok) throw new Error(`the demonstration account ${each.id} exists`)
  }
  await seedNotices(network.node('GS'))
  await Promise.all(['KE', 'MA', 'SG'].map((member) => seedRecords(network.node(member))))
}

async function seedNotices(node: Node): Promise<void> {
  const entries = await readUnList(createReadStream(INVENTED_LIST))
  if (!entries.ok)
    throw new Error(`the invented list is refused: ${entries.refusal.kind} at line ${entries.refusal.line}`)
  const imported = await importList(node.world, authorityOf(seeder('notices-officer'), 'list:import'), {
    list: 'demonstration',
    entries: entries.value,
  })
  if (!imported.ok) throw new Error(`the invented list was not imported: ${imported.refusal.kind}`)
}

async function seedRecords(node: Node): Promise<void> {
  const country = node.folder.card.country
  const by = authorityOf(seeder('bureau-officer'), 'record:record')
  const documents = missingTravelDocuments().filter((document) => document.issuingCountry === country)
  const vehicles = missingVehicles().filter((vehicle) => vehicle.plateCountry === country)
  const minimum = {
    purposes: ['identify', 'border-control'] as ['identify', 'border-control'],
    event: 'Report taken by the police (invented for the demonstration)',
    relevance: 'May be used abroad',
  }
  const recorded = await Promise.all([
    ...documents.map((document) => recordTravelDocument(node.world, by, { ...minimum, ...document })),
    ...vehicles.map((vehicle) => recordVehicle(node.world, by, { ...minimum, ...vehicle })),
  ])
  const refused = recorded.find((each) => !each.ok)
  if (refused !== undefined) throw new Error('a record of the demonstration is refused by the rulebook')
}

function seeder(role: Role): Actor {
  return { account: 'operator', entity: 'Demonstration', roles: [role], language: 'en' }
}

function authorityOf<P extends Permission>(actor: Actor, permission: P): Authority<P> {
  const granted = authorize(actor, permission)
  if (!granted.ok) throw new Error(`the demonstration lacks ${permission}`)
  return granted.value
}

const operatorMay = <P extends Permission>(permission: P): Authority<P> =>
  authorityOf(seeder('operator'), permission)

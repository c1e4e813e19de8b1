import { randomBytes } from 'node:crypto'
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import {
  type Charter,
  type Mandate,
  type MemberCard,
  MemberCardField,
  type SignedCharter,
} from '#acts/charter.ts'
import { MemberField } from '#acts/fields.ts'
import { readCharter } from '#exchange/charter.ts'
import { makeTlsIdentity, type TlsIdentity } from '#exchange/tls.ts'
import { fromBase64, toBase64 } from '#kernel/bytes.ts'
import { instantOf } from '#kernel/days.ts'
import type { CountryCode } from '#kernel/ids.ts'
import {
  makeMemberKeys,
  type MemberSecretKeys,
  publicKeysOf,
  secretKeysFromJson,
  secretKeysToJson,
} from '#seal/keys.ts'

/** The folder is not a node's, or one of its files is missing or broken. The message says which and what to do. */
export class NodeFolderError extends Error {
  override readonly name = 'NodeFolderError'
}

const host = z.string().min(1).max(255)
const port = z.int().min(0).max(65_535)

/** What an operator may change by hand: `node.json`. Keys are in files of their own, readable by their owner only. */
export const SettingsField = z.strictObject({
  member: MemberField,
  /** Set once by `entraide demo`; a node made by `entraide init` is operational and cannot become anything else. */
  mode: z.enum(['operational', 'demonstration']),
  store: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('sqlite') }),
    z.strictObject({ type: z.literal('postgresql'), url: z.url(), schema: z.string().max(60).optional() }),
  ]),
  /** Where officers' browsers reach the application. Loopback unless TLS files are named. */
  application: z.strictObject({
    host,
    port,
    tls: z.strictObject({ certificate: z.string(), key: z.string() }).optional(),
  }),
  /** Where peers reach the exchange. */
  exchange: z.strictObject({ host, port }),
  pollMs: z.int().min(50).max(600_000).optional(),
})
export type Settings = z.infer<typeof SettingsField>

export interface NodeFolder {
  readonly path: string
  readonly settings: Settings
  readonly card: MemberCard
  readonly keys: MemberSecretKeys
  readonly storeKey: Uint8Array
  readonly identity: TlsIdentity
  readonly charter: Charter
}

/**
 * The network of the demonstration. Only in it, and only on this machine, do accounts without a password exist: the
 * name is inside the charter's signature, so that no setting turns a real node into a demonstration.
 */
export const DEMONSTRATION_NETWORK = 'entraide-demonstration'
const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|localhost)$/

const FILES = {
  settings: 'node.json',
  card: 'card.json',
  keys: 'keys.json',
  storeKey: 'store-key',
  certificate: 'certificate.pem',
  privateKey: 'certificate-key.pem',
  charter: 'charter.json',
} as const

export const storePath = (folder: string): string => join(folder, 'journal.sqlite')
export const snapshotPath = (folder: string): string => join(folder, 'check-index.snapshot')
export const socketPath = (folder: string): string => join(folder, 'node.sock')

export interface NewNode {
  readonly path: string
  readonly settings: Settings
  readonly mandate: Mandate
  readonly country?: CountryCode
  readonly name: MemberCard['name']
  readonly address: string
}

/**
 * Makes a node's folder: keys, certificate, settings, and the card that the charter's keeper is given.
 *
 * Throws `NodeFolderError` when there is a node already: keys are never overwritten.
 */
export async function initNode({
  path,
  settings,
  mandate,
  country,
  name,
  address,
}: NewNode): Promise<MemberCard> {
  await mkdir(path, { recursive: true, mode: 0o700 })
  await chmod(path, 0o700)
  const keys = makeMemberKeys()
  const identity = await makeTlsIdentity(settings.member, instantOf(Date.now()))
  const card: MemberCard = MemberCardField.parse({
    id: settings.member,
    mandate,
    ...(country !== undefined && { country }),
    name,
    address,
    keys: publicKeysOf(keys),
    certificate: identity.certificate,
  })
  try {
    await writeFile(join(path, FILES.keys), secretKeysToJson(keys), { mode: 0o600, flag: 'wx' })
  } catch (cause) {
    throw new NodeFolderError(`${path} holds a node already; choose another folder`, { cause })
  }
  await writeFile(join(path, FILES.storeKey), toBase64(randomBytes(32)), { mode: 0o600 })
  await writeFile(join(path, FILES.privateKey), identity.privateKey, { mode: 0o600 })
  await writeFile(join(path, FILES.certificate), identity.certificate)
  await writeFile(join(path, FILES.card), `${JSON.stringify(card, null, 2)}\n`)
  // It may hold the database's password.
  await writeFile(join(path, FILES.settings), `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600 })
  return card
}

/** Puts a charter into the folder, whole or not at all. It must name this member with these keys. */
export async function adoptCharter(path: string, signed: SignedCharter): Promise<Charter> {
  const charter = readCharter(signed)
  if (!charter.ok) throw new NodeFolderError(`the charter is refused: ${charter.refusal.kind}`)
  const card = MemberCardField.parse(await readJson(path, FILES.card))
  const own = charter.value.members.find((member) => member.id === card.id)
  if (own === undefined || JSON.stringify(own.keys) !== JSON.stringify(card.keys)) {
    throw new NodeFolderError(`the charter does not name ${card.id} with this node's keys`)
  }
  await mustFollow(path, charter.value)
  const temporary = join(path, `${FILES.charter}.new`)
  await writeFile(temporary, `${JSON.stringify(signed)}\n`)
  await rename(temporary, join(path, FILES.charter))
  return charter.value
}

/**
 * A later charter comes from the keeper of the one before, with the same keys, for the same network: who holds other
 * keys cannot take a network over by calling itself its keeper.
 */
async function mustFollow(path: string, later: Charter): Promise<void> {
  if (!existsSync(join(path, FILES.charter))) return
  const read = readCharter(await readJson(path, FILES.charter))
  if (!read.ok)
    throw new NodeFolderError(`${FILES.charter} is refused: ${read.refusal.kind}; restore it from the backup`)
  const earlier = read.value
  if (later.network !== earlier.network)
    throw new NodeFolderError(`this node is of the network ${earlier.network}`)
  if (later.keeper !== earlier.keeper)
    throw new NodeFolderError(`the keeper of this network is ${earlier.keeper}`)
  if (later.version < earlier.version)
    throw new NodeFolderError(`this node has version ${earlier.version} already`)
  const keyOf = (charter: Charter): string | undefined =>
    charter.members.find((member) => member.id === charter.keeper)?.keys.act
  if (keyOf(later) !== keyOf(earlier)) {
    throw new NodeFolderError(
      "the charter is signed with other keys than its keeper's: compare fingerprints by voice",
    )
  }
}

/** Reads a node's folder. Throws `NodeFolderError` naming the file that is missing or broken. */
export async function readNodeFolder(path: string): Promise<NodeFolder> {
  const settings = SettingsField.safeParse(await readJson(path, FILES.settings))
  if (!settings.success)
    throw new NodeFolderError(`${FILES.settings}: ${settings.error.issues[0]?.path.join('.')} is not right`)
  const keys = secretKeysFromJson(await readText(path, FILES.keys))
  if (!keys.ok) throw new NodeFolderError(`${FILES.keys} is damaged; restore it from the backup`)
  const charter = readCharter(await readJson(path, FILES.charter))
  if (!charter.ok) throw new NodeFolderError(`${FILES.charter} is refused: ${charter.refusal.kind}`)
  const card = charter.value.members.find((member) => member.id === settings.data.member)
  if (card === undefined) throw new NodeFolderError(`the charter does not name ${settings.data.member}`)
  mustBeWhatItSays(settings.data, charter.value)
  return {
    path,
    settings: settings.data,
    card,
    keys: keys.value,
    storeKey: fromBase64((await readText(path, FILES.storeKey)).trim()),
    identity: {
      certificate: await readText(path, FILES.certificate),
      privateKey: await readText(path, FILES.privateKey),
    },
    charter: charter.value,
  }
}

function mustBeWhatItSays({ mode, application, exchange }: Settings, { network }: Charter): void {
  if (!LOOPBACK.test(application.host) && application.tls === undefined) {
    throw new NodeFolderError(
      `${FILES.settings}: officers' passwords would travel in the clear: name TLS files, or set the host to 127.0.0.1 behind a proxy`,
    )
  }
  if ((mode === 'demonstration') !== (network === DEMONSTRATION_NETWORK)) {
    throw new NodeFolderError(
      `the mode is ${mode}, the network is ${network}: a real node is no demonstration`,
    )
  }
  if (mode === 'demonstration' && !(LOOPBACK.test(application.host) && LOOPBACK.test(exchange.host))) {
    throw new NodeFolderError('a demonstration answers on this machine only: set both hosts to 127.0.0.1')
  }
}

/** The card of a node that has no charter yet. */
export async function readCard(path: string): Promise<MemberCard> {
  return MemberCardField.parse(await readJson(path, FILES.card))
}

export async function readSecretKeys(path: string): Promise<MemberSecretKeys> {
  const keys = secretKeysFromJson(await readText(path, FILES.keys))
  if (!keys.ok) throw new NodeFolderError(`${FILES.keys} is damaged; restore it from the backup`)
  return keys.value
}

const CURES: ReadonlyMap<string, string> = new Map<string, string>([
  [FILES.charter, 'adopt a charter with `entraide charter adopt`'],
  [FILES.settings, 'make a node with `entraide init`'],
])

async function readText(path: string, file: string): Promise<string> {
  try {
    return await readFile(join(path, file), 'utf8')
  } catch (cause) {
    const cure = CURES.get(file) ?? 'restore it from the backup'
    throw new NodeFolderError(`${path} has no ${file}: ${cure}`, { cause })
  }
}

async function readJson(path: string, file: string): Promise<unknown> {
  const text = await readText(path, file)
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new NodeFolderError(`${join(path, file)} is not JSON`, { cause })
  }
}

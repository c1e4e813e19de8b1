import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  CharterField,
  type Charter,
  type MemberCard,
  MemberCardField,
  type SignedCharter,
  SignedCharterField,
} from '#acts/charter.ts'
import { signCharter } from '#exchange/charter.ts'
import { instantOf } from '#kernel/days.ts'
import { adoptCharter, NodeFolderError, readCard, readSecretKeys } from '#node/folder.ts'
import { fingerprint } from '#seal/keys.ts'
import { type Call, type Command, needed, positional } from './command.ts'
import { EXIT, NodeAwayError, UsageError } from './exits.ts'
import { nodeFolderAt } from './node-at.ts'
import { table } from './output.ts'

const CHARTER_FILE = 'charter.json'

export const CHARTER_MAKE: Command = {
  help: [
    'entraide charter make CARD… --network NAME --out FILE',
    '',
    '  CARD              card.json of each other member; this node’s own is added. Cards of an earlier charter stay',
    '                    unless replaced; compare each fingerprint with the member by voice first.',
    '  --network NAME    3 to 40 small letters, digits and hyphens; the earlier charter’s when left out',
    '  --remove MEMBER   leave a member out; may be repeated',
    '  --out FILE        where the signed charter goes, to be adopted by every member',
  ],
  options: {
    network: { type: 'string' },
    out: { type: 'string' },
    remove: { type: 'string', multiple: true },
  },
  async run(call) {
    const folder = nodeFolderAt(call.text('node'), call.terminal)
    const own = await fromFolder(() => readCard(folder))
    const earlier = await charterIn(folder)
    if (earlier !== undefined && earlier.keeper !== own.id) {
      throw new UsageError(`${earlier.keeper} keeps the charter of this network`)
    }
    const network = call.text('network') ?? earlier?.network ?? needed(call, 'network')
    const members = new Map((earlier?.members ?? []).map((member) => [member.id, member]))
    for (const card of [own, ...(await Promise.all(call.positionals.map(cardAt)))]) members.set(card.id, card)
    const removed = new Set(call.texts('remove'))
    const charter = CharterField.safeParse({
      network,
      version: (earlier?.version ?? 0) + 1,
      issuedAt: instantOf(Date.now()),
      keeper: own.id,
      members: [...members.values()].filter((member) => !removed.has(member.id)),
    })
    if (!charter.success)
      throw new UsageError(`the charter does not fit: ${charter.error.issues[0]?.path.join('.') ?? ''}`)
    const keys = await fromFolder(() => readSecretKeys(folder))
    const signed = signCharter(charter.data, keys.act)
    await fromFolder(() => adoptCharter(folder, signed))
    const out = call.text('out')
    if (out !== undefined) await writeFile(out, `${JSON.stringify(signed, null, 2)}\n`)
    show(call, signed)
    return EXIT.done
  },
}

export const CHARTER_ADOPT: Command = {
  help: [
    'entraide charter adopt FILE',
    '',
    '  Restart the node afterwards. Compare the keeper’s fingerprint by voice first.',
  ],
  options: {},
  async run(call) {
    const folder = nodeFolderAt(call.text('node'), call.terminal)
    const signed = SignedCharterField.safeParse(await jsonAt(positional(call, 0, 'FILE')))
    if (!signed.success) throw new UsageError('the file is not a charter')
    const earlier = await charterIn(folder)
    if (earlier !== undefined && earlier.version > signed.data.charter.version) {
      throw new UsageError(
        `the node has version ${earlier.version}; this is version ${signed.data.charter.version}`,
      )
    }
    if (earlier !== undefined && earlier.keeper !== signed.data.charter.keeper) {
      throw new UsageError(`the keeper of this network is ${earlier.keeper}`)
    }
    await fromFolder(() => adoptCharter(folder, signed.data))
    show(call, signed.data)
    return EXIT.done
  },
}

export const CHARTER_SHOW: Command = {
  help: ['entraide charter show'],
  options: {},
  async run(call) {
    const folder = nodeFolderAt(call.text('node'), call.terminal)
    const signed = SignedCharterField.safeParse(
      await jsonAt(join(folder, CHARTER_FILE)).catch(() => undefined),
    )
    if (!signed.success)
      throw new NodeAwayError('this node has no charter yet: `entraide charter adopt FILE`')
    show(call, signed.data)
    return EXIT.done
  },
}

function show({ output, language }: Call, { charter }: SignedCharter): void {
  const members = charter.members.map(({ id, mandate, name, address, keys }) => ({
    id,
    mandate,
    name: name[language],
    address,
    fingerprint: fingerprint(keys),
  }))
  const { network, version, keeper } = charter
  output.json({ network, version, keeper, members })
  output.line(`${network}, version ${version}, kept by ${keeper}`)
  for (const line of table(
    members.map((member) => [member.id, member.name, member.address, member.fingerprint]),
  ))
    output.line(line)
}

async function charterIn(folder: string): Promise<Charter | undefined> {
  const signed = SignedCharterField.safeParse(await jsonAt(join(folder, CHARTER_FILE)).catch(() => undefined))
  return signed.success ? signed.data.charter : undefined
}

async function cardAt(path: string): Promise<MemberCard> {
  const card = MemberCardField.safeParse(await jsonAt(path))
  if (!card.success) throw new UsageError(`${path} is not a member’s card`)
  return card.data
}

async function jsonAt(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch (cause) {
    throw new UsageError(`${path} cannot be read as JSON`, { cause })
  }
}

async function fromFolder<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    if (cause instanceof NodeFolderError) throw new NodeAwayError(cause.message, { cause })
    throw cause
  }
}

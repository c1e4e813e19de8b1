import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { signCharter } from '#exchange/charter.ts'
import { instantOf } from '#kernel/days.ts'
import { memberFolder, makeNetwork } from '#testkit/network.ts'
import {
  adoptCharter,
  initNode,
  NodeFolderError,
  readCard,
  readNodeFolder,
  readSecretKeys,
} from './folder.ts'

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'entraide-folder-'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

const changeSettings = async (
  folder: string,
  change: (settings: Record<string, unknown>) => void,
): Promise<void> => {
  const path = join(folder, 'node.json')
  const settings = JSON.parse(await readFile(path, 'utf8'))
  change(settings)
  await writeFile(path, JSON.stringify(settings))
}

test('a real node cannot be switched to demonstration mode by its settings', async () => {
  await makeNetwork({ root })
  const folder = memberFolder(root, 'MA')
  expect((await readNodeFolder(folder)).settings.mode).toBe('operational')
  await changeSettings(folder, (settings) => {
    settings['mode'] = 'demonstration'
  })
  await expect(readNodeFolder(folder)).rejects.toThrow('a real node is no demonstration')
})

test('a demonstration answers on its own machine only', async () => {
  await makeNetwork({ root, mode: 'demonstration' })
  const folder = memberFolder(root, 'KE')
  expect((await readNodeFolder(folder)).settings.mode).toBe('demonstration')
  await changeSettings(folder, (settings) => {
    settings['application'] = { host: '0.0.0.0', port: 8080 }
  })
  await expect(readNodeFolder(folder)).rejects.toThrow(NodeFolderError)
})

test('keys are made once, readable by their owner only, and never overwritten', async () => {
  await makeNetwork({ root })
  const folder = memberFolder(root, 'SG')
  for (const file of ['keys.json', 'store-key', 'certificate-key.pem']) {
    expect((await stat(join(folder, file))).mode & 0o077).toBe(0)
  }
  const before = await readSecretKeys(folder)
  const { settings, card } = await readNodeFolder(folder)
  const again = initNode({
    path: folder,
    settings,
    mandate: card.mandate,
    name: card.name,
    address: card.address,
  })
  await expect(again).rejects.toThrow('holds a node already')
  expect(await readSecretKeys(folder)).toEqual(before)
})

test('a charter that names other keys for this member is not adopted', async () => {
  await makeNetwork({ root })
  const keeper = await readSecretKeys(memberFolder(root, 'GS'))
  const cards = await Promise.all(['GS', 'MA', 'KE', 'SG'].map((id) => readCard(memberFolder(root, id))))
  const [gs, ma, ke] = cards
  if (gs === undefined || ma === undefined || ke === undefined)
    throw new Error('the network has four members')
  const charter = {
    network: 'entraide-test',
    version: 2,
    issuedAt: instantOf(0),
    keeper: gs.id,
    members: [gs, { ...ma, keys: ke.keys }, ke],
  }
  await expect(adoptCharter(memberFolder(root, 'MA'), signCharter(charter, keeper.act))).rejects.toThrow(
    'does not name MA with this node’s keys'.replace('’', "'"),
  )
  const forged = {
    charter: { ...charter, members: cards },
    signature: signCharter(charter, keeper.act).signature,
  }
  await expect(adoptCharter(memberFolder(root, 'MA'), forged)).rejects.toThrow('charter/bad-signature')
})

test('a missing or damaged file is named with its cure', async () => {
  await makeNetwork({ root })
  const folder = memberFolder(root, 'MA')
  await rm(join(folder, 'charter.json'))
  await expect(readNodeFolder(folder)).rejects.toThrow('has no charter.json: adopt a charter')
  await writeFile(join(folder, 'node.json'), '{')
  await expect(readNodeFolder(folder)).rejects.toThrow('is not JSON')
})

test('a later charter comes from the same keeper with the same keys, for the same network', async () => {
  await makeNetwork({ root })
  const folder = memberFolder(root, 'MA')
  const { charter } = await readNodeFolder(folder)
  const keeper = await readSecretKeys(memberFolder(root, 'GS'))
  const later = { ...charter, version: 2 }
  const adopt = (changed: typeof charter, key: string): Promise<unknown> =>
    adoptCharter(folder, signCharter(changed, key))

  const stranger = await readSecretKeys(memberFolder(root, 'SG'))
  const sg = charter.members.find((member) => member.id === 'SG')
  if (sg === undefined) throw new Error('the network has four members')
  const members = charter.members.map((member) =>
    member.id === 'GS' ? { ...member, keys: sg.keys } : member,
  )
  await expect(adopt({ ...later, members }, stranger.act)).rejects.toThrow('other keys than its keeper')
  await expect(adopt({ ...later, network: 'another-network' }, keeper.act)).rejects.toThrow('entraide-test')
  await expect(adopt({ ...later, keeper: sg.id }, stranger.act)).rejects.toThrow(
    'the keeper of this network is GS',
  )
  await adopt(later, keeper.act)
  await expect(adopt(charter, keeper.act)).rejects.toThrow('has version 2 already')
})

test('officers’ passwords never travel in the clear: another host than this machine needs TLS', async () => {
  await makeNetwork({ root })
  const folder = memberFolder(root, 'MA')
  await changeSettings(folder, (settings) => {
    settings['application'] = { host: '0.0.0.0', port: 8080 }
  })
  await expect(readNodeFolder(folder)).rejects.toThrow('in the clear')
})

import { readFile } from 'node:fs/promises'
import type { Hono } from 'hono'
import type { World } from '#desks/ports.ts'
import { confirmErasures } from '#exchange/confirm-erasures.ts'
import { type Follower, follow } from '#exchange/follow.ts'
import { makeCheckpoints } from '#exchange/make-checkpoint.ts'
import type { NodeContext } from '#exchange/node-context.ts'
import { nodeJournal } from '#exchange/node-journal.ts'
import type { Outcome } from '#exchange/outcome.ts'
import { mintOwnId } from '#exchange/own-id.ts'
import { type PeerClient, peerClient } from '#exchange/peer-client.ts'
import { serveExchange } from '#exchange/serve.ts'
import { checkpointAndVerify } from '#exchange/verify-node.ts'
import { createApplication } from '#http/api.ts'
import type { Env } from '#http/entrance.ts'
import { createEventHub } from '#http/events.ts'
import { serveApplication, serveLocal } from '#http/server.ts'
import type { LogLine } from '#http/services.ts'
import { contents as contentsUnder } from '#journal/contents.ts'
import { openLogs } from '#journal/ledger-store.ts'
import { migrate } from '#journal/migrate.ts'
import { openPostgres } from '#journal/postgres.ts'
import { MIGRATIONS } from '#journal/schema.ts'
import type { Sql } from '#journal/sql.ts'
import { openSqlite } from '#journal/sqlite.ts'
import { instantOf } from '#kernel/days.ts'
import type { MemberId, Uuid } from '#kernel/ids.ts'
import { fingerprint } from '#seal/keys.ts'
import { backgroundWork } from '#node/background.ts'
import { diagnose } from '#node/diagnose.ts'
import { eraseChecksPast } from '#node/erase-checks.ts'
import { type NodeFolder, snapshotPath, socketPath, storePath } from '#node/folder.ts'
import { keepIndex } from '#node/index/keep-index.ts'
import { pooledRandom } from '#node/pooled-random.ts'

/** A node, put together. `application` answers requests in process; addresses are there when it serves. */
export interface Node {
  readonly folder: NodeFolder
  readonly world: World
  readonly application: Hono<Env>
  readonly sql: Sql
  readonly url: string | undefined
  readonly exchangePort: number | undefined
  /** Finishes what is under way, signs what is not yet under a checkpoint, and lets go of the store. */
  close(): Promise<void>
}

export interface NodeOptions {
  readonly folder: NodeFolder
  /** False for one command on a node that is not running: no server, no peers, no background work. */
  readonly isServing: boolean
  readonly webFolder?: string
  /** From how many names and keys on a snapshot of the index is kept. */
  readonly leastSnapshotRecords?: number
  readonly log: (line: LogLine) => void
}

const CHECKPOINT_MS = 5_000
const SWEEP_MS = 60_000
const SNAPSHOT_MS = 10_000

/**
 * Puts one node together: store, exchange, desks, index, application. Read this first.
 *
 * Everything that a node is comes from its folder (keys, charter, settings); everything it does goes through its
 * journal. What happens after a commit (index, hints to peers, news for screens) can be lost without loss: it is
 * made again from the journal.
 */
export async function openNode(options: NodeOptions): Promise<Node> {
  const closing: Closing = []
  try {
    return await putTogether(options, closing)
  } catch (cause) {
    // A node that cannot start lets go of its store and its ports.
    await closeAll(closing)
    throw cause
  }
}

/** What to close, in the order it was opened; the last is closed first. */
type Closing = (() => Promise<unknown> | void)[]

async function closeAll(closing: Closing): Promise<void> {
  for (let step = closing.pop(); step !== undefined; step = closing.pop()) await step()
}

async function putTogether(
  { folder, isServing, webFolder, leastSnapshotRecords, log }: NodeOptions,
  closing: Closing,
): Promise<Node> {
  const sql = await openStore(folder)
  closing.push(() => sql.close())
  await migrate(sql, MIGRATIONS)
  await sql.transact(openLogs)

  const random = pooledRandom()
  const contents = contentsUnder(folder.storeKey, random)
  const now = (): ReturnType<typeof instantOf> => instantOf(Date.now())
  const newId = (): Uuid => mintOwnId(folder.card.id, Date.now(), random)
  const context: NodeContext = {
    self: folder.card,
    keys: folder.keys,
    charter: () => folder.charter,
    contents,
    random,
    now,
    newId,
  }
  const kept = await keepIndex({
    path: snapshotPath(folder.path),
    storeKey: folder.storeKey,
    sql,
    contents,
    log,
    nowMs: Date.now,
    ...(leastSnapshotRecords !== undefined && { leastRecords: leastSnapshotRecords }),
  })
  const { index } = kept
  closing.push(() => kept.close())
  // A snapshot that cannot be written makes the next start slower, and nothing worse.
  if (isServing) closing.push(() => kept.write(true).catch(() => undefined))
  const events = createEventHub()
  const clients = new Map<MemberId, PeerClient>()
  const followers = new Map<MemberId, Follower>()
  const background = backgroundWork(log)
  closing.push(() => background.stop())

  const confirm = (): Promise<unknown> => confirmErasures(sql, context, onCommitted, () => kept.erase())
  function onCommitted(outcome: Outcome): void {
    index.apply(outcome.index)
    if (outcome.index.length > 0) kept.changed()
    if (outcome.topics.size > 0) events.publish([...outcome.topics])
    if (!isServing) return
    for (const recipient of outcome.recipients) {
      const client = clients.get(recipient)
      // Only a hint: a peer that misses it asks by itself a moment later.
      if (client !== undefined) void client.post('/exchange/hint', {}).catch(() => undefined)
    }
    if (outcome.isErasureDue) background.run('erasures/confirm', confirm)
  }

  const states = (): ReadonlyMap<MemberId, ReturnType<Follower['state']>> =>
    new Map([...followers].map(([member, follower]) => [member, follower.state()]))
  const world: World = {
    self: folder.card,
    charter: () => folder.charter,
    clock: { now, elapsedMs: () => performance.now() },
    newId,
    journal: nodeJournal(sql, context, onCommitted),
    index: index.reader,
    exchange: {
      states,
      fingerprint: (member) => fingerprint(member.keys),
      verifyStore: () => checkpointAndVerify(sql, context),
      diagnose: () =>
        diagnose({
          folder,
          sql,
          contents,
          index,
          snapshot: kept.state(),
          states: states(),
          nowMs: Date.now(),
          isServing,
        }),
    },
  }
  // What is not yet under a checkpoint is signed before the store is let go of; a full disk must not keep it open.
  closing.splice(1, 0, () => makeCheckpoints(sql, context).catch(() => undefined))

  const application = createApplication({
    world,
    isDemonstration: folder.settings.mode === 'demonstration',
    isServedOverTls: folder.settings.application.tls !== undefined,
    ...(webFolder !== undefined && { webFolder }),
    log,
    events,
    isReady: () => true,
  })
  let url: string | undefined
  let exchangePort: number | undefined

  if (isServing) {
    const served = await serveExchange(
      {
        node: context,
        sql,
        onHint: (peer) => followers.get(peer)?.hint(),
        onReceipt: () => events.publish(['network', 'records']),
        onFailure: (cause) => log({ level: 'error', event: 'exchange/failed', cause: cause.name }),
      },
      { ...folder.settings.exchange, identity: folder.identity },
    )
    exchangePort = served.port
    closing.push(() => served.close())
    closing.push(() => Promise.all([...followers.values()].map((follower) => follower.stop())))
    for (const peer of folder.charter.members) {
      if (peer.id === folder.card.id) continue
      const client = peerClient(peer, folder.identity)
      clients.set(peer.id, client)
      followers.set(
        peer.id,
        follow({
          node: context,
          sql,
          client,
          peer,
          onCommitted,
          onChange: () => events.publish(['network']),
          pollMs: folder.settings.pollMs ?? 2_000,
        }),
      )
    }
    background.every('index/snapshot', SNAPSHOT_MS, () => kept.write())
    background.every('checkpoints/make', CHECKPOINT_MS, () => makeCheckpoints(sql, context))
    background.every('checks/erase', SWEEP_MS, () => eraseChecksPast(sql, contents, now))
    background.run('checks/erase', () => eraseChecksPast(sql, contents, now))
    // A scrub that failed (a long read, a full disk) is tried again: what was ordered is not left behind.
    background.every('erasures/confirm', SWEEP_MS, confirm)
    background.run('erasures/confirm', confirm)
    const serving = await serveApplication({
      app: application,
      host: folder.settings.application.host,
      port: folder.settings.application.port,
      ...(await tlsOf(folder)),
    })
    closing.push(() => serving.close())
    const local = await serveLocal({ app: application, path: socketPath(folder.path) })
    closing.push(() => local.close())
    url = serving.url
  }
  closing.push(() => events.close())

  return {
    folder,
    world,
    application,
    sql,
    url,
    exchangePort,
    close: () => closeAll(closing),
  }
}

async function openStore(folder: NodeFolder): Promise<Sql> {
  const { store } = folder.settings
  if (store.type === 'sqlite') return openSqlite(storePath(folder.path))
  return openPostgres(store.url, store.schema === undefined ? {} : { schema: store.schema })
}

async function tlsOf({ settings }: NodeFolder): Promise<{ tls?: { cert: string; key: string } }> {
  const { tls } = settings.application
  if (tls === undefined) return {}
  return { tls: { cert: await readFile(tls.certificate, 'utf8'), key: await readFile(tls.key, 'utf8') } }
}

import { stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { DiagnosisLine } from '#desks/ports.ts'
import type { FollowState } from '#exchange/follow.ts'
import { certificateExpiry, certificateFingerprint } from '#exchange/tls.ts'
import { erasuresDue } from '#journal/erasure-store.ts'
import { recordStore } from '#journal/record-store.ts'
import type { Sql } from '#journal/sql.ts'
import type { Contents } from '#journal/contents.ts'
import type { MemberId } from '#kernel/ids.ts'
import type { NodeIndex } from './check-index.ts'
import type { NodeFolder } from './folder.ts'

export interface Examined {
  readonly folder: NodeFolder
  readonly sql: Sql
  readonly contents: Contents
  readonly index: NodeIndex
  readonly states: ReadonlyMap<MemberId, FollowState>
  readonly nowMs: number
  readonly isServing: boolean
}

const good = (name: string, detail: string): DiagnosisLine => ({ name, state: 'good', detail, cure: null })
const MEGABYTE = 1024 * 1024
const DAY_MS = 86_400_000

/** What can be wrong with a node, and how to mend it; one line each, whether good or not. */
export async function diagnose(examined: Examined): Promise<readonly DiagnosisLine[]> {
  return [
    await storeLine(examined),
    await diskLine(examined),
    await keyFilesLine(examined),
    certificateLine(examined),
    await indexLine(examined),
    await erasureLine(examined),
    ...peerLines(examined),
    runtimeLine(),
  ]
}

async function storeLine({ sql }: Examined): Promise<DiagnosisLine> {
  try {
    await sql.query('select count(*) as total from log_head')
    return good('store', `${sql.dialect} answers`)
  } catch (error) {
    const detail = error instanceof Error ? error.name : 'it does not answer'
    return {
      name: 'store',
      state: 'bad',
      detail,
      cure: 'look at the disk and the database server, then start the node again',
    }
  }
}

async function diskLine({ folder }: Examined): Promise<DiagnosisLine> {
  const disk = await statfs(folder.path)
  const freeMegabytes = Math.floor((disk.bavail * disk.bsize) / MEGABYTE)
  if (freeMegabytes > 2048) return good('disk', `${freeMegabytes} MB free`)
  const state = freeMegabytes > 256 ? 'warning' : 'bad'
  return {
    name: 'disk',
    state,
    detail: `${freeMegabytes} MB free`,
    cure: 'make room: a node without disk refuses every change',
  }
}

async function keyFilesLine({ folder }: Examined): Promise<DiagnosisLine> {
  const open: string[] = []
  for (const file of ['keys.json', 'store-key', 'certificate-key.pem']) {
    if (((await stat(join(folder.path, file))).mode & 0o077) !== 0) open.push(file)
  }
  if (open.length === 0) return good('key files', 'readable by their owner only')
  return {
    name: 'key files',
    state: 'bad',
    detail: `others can read ${open.join(', ')}`,
    cure: `chmod 600 ${open.join(' ')}`,
  }
}

function certificateLine({ folder, nowMs }: Examined): DiagnosisLine {
  if (
    certificateFingerprint(folder.identity.certificate) !== certificateFingerprint(folder.card.certificate)
  ) {
    return {
      name: 'certificate',
      state: 'bad',
      detail: 'it is not the one in the charter: peers refuse it',
      cure: 'restore certificate.pem and its key from the backup, or ask the keeper for a charter with this one',
    }
  }
  const days = Math.floor((certificateExpiry(folder.identity.certificate).getTime() - nowMs) / DAY_MS)
  if (days > 60) return good('certificate', `valid for ${days} days`)
  const state = days > 0 ? 'warning' : 'bad'
  return {
    name: 'certificate',
    state,
    detail: days > 0 ? `expires in ${days} days` : 'has expired: peers refuse it',
    cure: 'ask the keeper for a charter with a new certificate',
  }
}

async function indexLine({ sql, contents, index }: Examined): Promise<DiagnosisLine> {
  const counts = await recordStore(sql, contents).counts()
  const { persons, organisations } = index.sizes()
  if (persons + organisations === counts.notices) {
    return good('check index', `${persons} persons, ${organisations} organisations`)
  }
  return {
    name: 'check index',
    state: 'bad',
    detail: `${persons + organisations} indexed, ${counts.notices} held`,
    cure: 'start the node again: the index is rebuilt from the journal',
  }
}

async function erasureLine({ sql }: Examined): Promise<DiagnosisLine> {
  const due = await erasuresDue(sql, 1000)
  if (due.length === 0) return good('erasures', 'all confirmed')
  return {
    name: 'erasures',
    state: 'warning',
    detail: `${due.length} withdrawn records still to be confirmed`,
    cure: 'they are confirmed while the node runs; if the number stays, look at the store',
  }
}

function peerLines({ states, isServing, nowMs }: Examined): readonly DiagnosisLine[] {
  if (!isServing)
    return [{ name: 'peers', state: 'warning', detail: 'the node is not running', cure: '`entraide start`' }]
  return [...states].map(([member, { error, lastContactAt }]) => {
    if (error === null)
      return good(`peer ${member}`, lastContactAt === null ? 'not asked yet' : `answered at ${lastContactAt}`)
    const isLong = lastContactAt === null || nowMs - Date.parse(lastContactAt) > DAY_MS
    return {
      name: `peer ${member}`,
      state: isLong ? ('bad' as const) : ('warning' as const),
      detail: error,
      cure: 'see that its address in the charter answers and that its certificate is the charter’s',
    }
  })
}

function runtimeLine(): DiagnosisLine {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major === 24 && minor >= 11) return good('runtime', `Node ${process.versions.node}`)
  return {
    name: 'runtime',
    state: 'warning',
    detail: `Node ${process.versions.node}`,
    cure: 'run through npm, which uses the pinned Node 24',
  }
}

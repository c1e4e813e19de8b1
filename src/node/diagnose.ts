import { stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { peerTrouble } from '#desks/administration/peer-trouble.ts'
import type { DiagnosisLine } from '#desks/diagnosis.ts'
import type { FollowState } from '#exchange/follow.ts'
import { certificateExpiry, certificateFingerprint } from '#exchange/tls.ts'
import { erasuresDue } from '#journal/erasure-store.ts'
import { recordStore } from '#journal/record-store.ts'
import type { Sql } from '#journal/sql.ts'
import type { Contents } from '#journal/contents.ts'
import type { MemberId } from '#kernel/ids.ts'
import type { NodeIndex } from './check-index.ts'
import type { NodeFolder } from './folder.ts'
import type { SnapshotState } from './index/keep-index.ts'

export interface Examined {
  readonly folder: NodeFolder
  readonly sql: Sql
  readonly contents: Contents
  readonly index: NodeIndex
  readonly snapshot: SnapshotState
  readonly states: ReadonlyMap<MemberId, FollowState>
  readonly nowMs: number
  readonly isServing: boolean
}

const MEGABYTE = 1024 * 1024
const DAY_MS = 86_400_000

/** What can be wrong with a node, and how to mend it; one line each, whether good or not. */
export async function diagnose(examined: Examined): Promise<readonly DiagnosisLine[]> {
  const store = await storeLine(examined)
  return [
    store,
    await diskLine(examined),
    await keyFilesLine(examined),
    certificateLine(examined),
    // A store that does not answer must not keep the rest from being told.
    ...(store.state === 'good'
      ? [await indexLine(examined), snapshotLine(examined), await erasureLine(examined)]
      : []),
    ...peerLines(examined),
    runtimeLine(),
  ]
}

async function storeLine({ sql }: Examined): Promise<DiagnosisLine> {
  try {
    await sql.query('select count(*) as total from log_head')
    return { code: 'store/answers', state: 'good', dialect: sql.dialect }
  } catch (error) {
    return { code: 'store/fails', state: 'bad', error: error instanceof Error ? error.name : typeof error }
  }
}

async function diskLine({ folder }: Examined): Promise<DiagnosisLine> {
  const disk = await statfs(folder.path)
  const freeMegabytes = Math.floor((disk.bavail * disk.bsize) / MEGABYTE)
  if (freeMegabytes > 2048) return { code: 'disk/room', state: 'good', freeMegabytes }
  return { code: 'disk/short', state: freeMegabytes > 256 ? 'warning' : 'bad', freeMegabytes }
}

async function keyFilesLine({ folder }: Examined): Promise<DiagnosisLine> {
  const files: string[] = []
  for (const file of ['keys.json', 'store-key', 'certificate-key.pem']) {
    if (((await stat(join(folder.path, file))).mode & 0o077) !== 0) files.push(file)
  }
  if (files.length === 0) return { code: 'key-files/closed', state: 'good' }
  return { code: 'key-files/open', state: 'bad', files }
}

function certificateLine({ folder, nowMs }: Examined): DiagnosisLine {
  if (
    certificateFingerprint(folder.identity.certificate) !== certificateFingerprint(folder.card.certificate)
  ) {
    return { code: 'certificate/not-of-charter', state: 'bad' }
  }
  const days = Math.floor((certificateExpiry(folder.identity.certificate).getTime() - nowMs) / DAY_MS)
  if (days > 60) return { code: 'certificate/valid', state: 'good', days }
  return days > 0
    ? { code: 'certificate/expires', state: 'warning', days }
    : { code: 'certificate/expired', state: 'bad' }
}

async function indexLine({ sql, contents, index }: Examined): Promise<DiagnosisLine> {
  const counts = await recordStore(sql, contents).counts()
  const { persons, organisations } = index.sizes()
  const indexed = persons + organisations
  if (indexed === counts.notices)
    return { code: 'check-index/complete', state: 'good', persons, organisations }
  return { code: 'check-index/incomplete', state: 'bad', indexed, held: counts.notices }
}

function snapshotLine({ snapshot: { from, megabytes, behind } }: Examined): DiagnosisLine {
  return from === 'none'
    ? { code: 'snapshot/none', state: 'good' }
    : { code: 'snapshot/kept', state: 'good', megabytes, behind }
}

async function erasureLine({ sql }: Examined): Promise<DiagnosisLine> {
  const due = await erasuresDue(sql, 1000)
  if (due.length === 0) return { code: 'erasures/confirmed', state: 'good' }
  return { code: 'erasures/due', state: 'warning', count: due.length }
}

function peerLines({ states, isServing, nowMs }: Examined): readonly DiagnosisLine[] {
  if (!isServing) return [{ code: 'peers/not-followed', state: 'warning' }]
  return [...states].map(([member, { error, lastContactAt }]): DiagnosisLine => {
    if (error === null) {
      return lastContactAt === null
        ? { code: 'peer/not-asked', state: 'good', member }
        : { code: 'peer/answered', state: 'good', member, at: lastContactAt }
    }
    const isLong = lastContactAt === null || nowMs - Date.parse(lastContactAt) > DAY_MS
    return { ...peerTrouble(error), state: isLong ? 'bad' : 'warning', member }
  })
}

function runtimeLine(): DiagnosisLine {
  const version = process.versions.node
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major === 24 && minor >= 11
    ? { code: 'runtime/pinned', state: 'good', version }
    : { code: 'runtime/other', state: 'warning', version }
}

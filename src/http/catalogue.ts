import type { Fault } from '#gateway/fault.ts'
import type { Refusal, Result } from '#kernel/result.ts'

/** Every refusal that may leave this node, with its HTTP status. Public: spec/problems.md lists the same kinds. */
export const PROBLEMS = {
  'session/missing': { status: 401 },
  'session/wrong-credentials': { status: 401 },
  'session/too-many-attempts': { status: 429 },
  'session/not-a-demonstration': { status: 404 },
  'request/cross-site': { status: 403 },
  'request/invalid': { status: 422 },
  'request/not-json': { status: 415 },
  'request/too-large': { status: 413 },
  'request/unknown-route': { status: 404 },
  'request/too-many': { status: 429 },
  'access/permission-missing': { status: 403 },
  'record/unknown': { status: 404 },
  'record/not-owner': { status: 403 },
  'record/already-withdrawn': { status: 409 },
  'record/already-recorded': { status: 409 },
  'record/rules-refuse': { status: 422 },
  'check/unknown': { status: 404 },
  'check/candidate-unknown': { status: 404 },
  'check/already-decided': { status: 409 },
  'check/nothing-to-search': { status: 422 },
  'check/birth-not-in-calendar': { status: 422 },
  'identifier/empty': { status: 422 },
  'identifier/too-long': { status: 422 },
  'identifier/wrong-form': { status: 422 },
  'identifier/unknown-form': { status: 422 },
  'record/vin-impossible': { status: 422 },
  'record/loss-in-future': { status: 422 },
  'batch/changed': { status: 409 },
  'batch/gap': { status: 409 },
  'batch/already-running': { status: 409 },
  'batch/too-many-rows': { status: 413 },
  'batch/unknown-format': { status: 415 },
  'batch/unreadable': { status: 422 },
  'batch/unknown-columns': { status: 422 },
  'batch/not-json': { status: 422 },
  'batch/not-paxlst': { status: 422 },
  'row/unreadable': { status: 422 },
  'row/too-long': { status: 422 },
  'row/nothing-to-search': { status: 422 },
  'row/field': { status: 422 },
  'mrz/empty': { status: 422 },
  'mrz/too-long': { status: 422 },
  'mrz/character': { status: 422 },
  'mrz/line-count': { status: 422 },
  'mrz/line-length': { status: 422 },
  'mrz/document-code': { status: 422 },
  'mrz/name-missing': { status: 422 },
  'import/not-xml': { status: 422 },
  'import/not-csv': { status: 422 },
  'import/truncated': { status: 422 },
  'import/wrong-encoding': { status: 422 },
  'import/doctype-forbidden': { status: 422 },
  'import/too-deep': { status: 422 },
  'import/too-large': { status: 413 },
  'import/unknown-format': { status: 422 },
  'import/entry-invalid': { status: 422 },
  'import/too-many-entries': { status: 422 },
  'import/duplicate-entry': { status: 422 },
  'import/unreadable': { status: 422 },
  'import/too-many-withdrawals': { status: 409 },
  'import/not-mandated': { status: 403 },
  'import/already-running': { status: 409 },
  'account/exists': { status: 409 },
  'account/password-weak': { status: 422 },
  'node/store-full': { status: 507 },
  'node/broken': { status: 500 },
  'node/starting': { status: 503 },
} as const satisfies Readonly<Record<string, { readonly status: number }>>

export type ProblemKind = keyof typeof PROBLEMS

export function isProblemKind(kind: string): kind is ProblemKind {
  return Object.hasOwn(PROBLEMS, kind)
}

/** A refusal that may leave this node. Nothing else can be answered: an uncatalogued kind does not compile. */
export interface PublicRefusal extends Refusal {
  readonly kind: ProblemKind
  /** What more there is to say than the kind. */
  readonly fault?: Fault
}
export type Answer<T> = Result<T, PublicRefusal>

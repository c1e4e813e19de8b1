import type { IndexReader } from '#desks/ports.ts'
import { documentKey } from '#matching/identifiers/documents.ts'
import { type Agreement, type AskScope, documentProbes, probeKeysOf } from '#matching/identifiers/keys.ts'
import type { ParsedIdentifier } from '#matching/identifiers/types.ts'
import type { AskedKey, Found } from './candidate.ts'

/** A number to look up: what to probe the index with, and, for what is found, what to hold against the record. */
export interface NumberAsked {
  readonly probes: readonly string[]
  readonly exact: () => AskedKey
}

/** What is offered to one officer who looks, and to a list of which only sure and near numbers are wanted. */
export const OFFERED: Readonly<Record<AskScope, readonly Agreement[]>> = {
  single: ['same', 'confusable', 'partial', 'other-issuer'],
  batch: ['same', 'confusable', 'partial'],
}

/** A document, without regard to its kind. Nothing is probed for when the number holds no letter or digit. */
export function documentAsked(
  { number, issuer }: { readonly number: string; readonly issuer?: string | undefined },
  scope: AskScope,
  offered: readonly Agreement[] = OFFERED[scope],
): NumberAsked {
  const exact = (): AskedKey => ({ key: documentKey({ number, issuer }), alsoAsk: [], offered })
  const batch = documentProbes(number, issuer ?? '')
  const isOpen = scope === 'single' && batch.length > 0 && issuer !== undefined
  return { probes: isOpen ? probeKeysOf(documentKey({ number, issuer }), scope) : batch, exact }
}

/** Anything that was parsed; also what else it can be read as. */
export function identifierAsked(
  { key, alsoAsk }: Pick<ParsedIdentifier, 'key' | 'alsoAsk'>,
  scope: AskScope,
): NumberAsked {
  const probes = [key, ...alsoAsk].flatMap((each) => probeKeysOf(each, scope))
  return { probes, exact: () => ({ key, alsoAsk, offered: OFFERED[scope] }) }
}

/** Of one row. What is found is only confirmed when its record is read (`readFound`). */
export function findNumbers(index: IndexReader, asked: readonly NumberAsked[]): readonly Found[] {
  const probes = asked.flatMap((each) => each.probes)
  const hits = probes.length === 0 ? [] : index.findKeys(probes, { mayKnow: () => true })
  return hits.length === 0
    ? []
    : foundAmong(
        Map.groupBy(hits, ({ key }) => key),
        asked,
      )
}

type HitsByProbe = ReadonlyMap<string, ReturnType<IndexReader['findKeys']>>

/**
 * Many rows in one look at the index: what was found, by the number of its row. Rows without any are not in it.
 * `probesOf` gives what each row is probed by; `askedAt` makes the rest, and only for the few rows that are hit.
 */
export function findRowsOfNumbers(
  index: IndexReader,
  rowCount: number,
  probesOf: (row: number) => readonly string[],
  askedAt: (row: number) => readonly NumberAsked[],
): ReadonlyMap<number, readonly Found[]> {
  const probes: string[] = []
  const rows: number[] = []
  for (let row = 0; row < rowCount; row++) {
    for (const probe of probesOf(row)) {
      probes.push(probe)
      rows.push(row)
    }
  }
  const hits = probes.length === 0 ? [] : index.findKeys(probes, { mayKnow: () => true })
  const found = new Map<number, readonly Found[]>()
  if (hits.length === 0) return found
  const byProbe = Map.groupBy(hits, ({ key }) => key)
  for (const [at, probe] of probes.entries()) {
    const row = rows[at]
    if (row === undefined || !byProbe.has(probe) || found.has(row)) continue
    found.set(row, foundAmong(byProbe, askedAt(row)))
  }
  return found
}

function foundAmong(byProbe: HitsByProbe, asked: readonly NumberAsked[]): readonly Found[] {
  return asked.flatMap((each) => {
    const scores = new Map<string, number>()
    for (const [order, probe] of each.probes.entries()) {
      // What the first probe finds is read first: a short number may be known in a hundred other countries.
      for (const { id } of byProbe.get(probe) ?? []) if (!scores.has(id)) scores.set(id, 1 / (order + 1))
    }
    if (scores.size === 0) return []
    const explanation = { type: 'asked-key' as const, ...each.exact() }
    return [...scores].map(([id, score]) => ({ id, score, explanation }))
  })
}

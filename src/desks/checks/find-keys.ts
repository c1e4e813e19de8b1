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
export const findNumbers = (index: IndexReader, asked: readonly NumberAsked[]): readonly Found[] =>
  findRowsOfNumbers(index, [asked]).get(0) ?? []

/** Many rows in one look at the index: what was found, by the number of its row. Rows without any are not in it. */
export function findRowsOfNumbers(
  index: IndexReader,
  rows: readonly (readonly NumberAsked[])[],
): ReadonlyMap<number, readonly Found[]> {
  const probes: string[] = []
  for (const row of rows) for (const asked of row) for (const probe of asked.probes) probes.push(probe)
  const hits = probes.length === 0 ? [] : index.findKeys(probes, { mayKnow: () => true })
  const found = new Map<number, readonly Found[]>()
  // Hits are rare: which row asked for them is only worked out when there are some.
  if (hits.length === 0) return found
  const byProbe = Map.groupBy(hits, ({ key }) => key)
  for (const [at, row] of rows.entries()) {
    const ofRow = row.flatMap((asked) => {
      const scores = new Map<string, number>()
      for (const [order, probe] of asked.probes.entries()) {
        // What the first probe finds is read first: a short number may be known in a hundred other countries.
        for (const { id } of byProbe.get(probe) ?? []) if (!scores.has(id)) scores.set(id, 1 / (order + 1))
      }
      if (scores.size === 0) return []
      const explanation = { type: 'asked-key' as const, ...asked.exact() }
      return [...scores].map(([id, score]) => ({ id, score, explanation }))
    })
    if (ofRow.length > 0) found.set(at, ofRow)
  }
  return found
}

import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { wordOf } from '#acts/labels/labels.ts'
import type { LedgerShape } from '#http/contract/shapes.ts'
import { EmptyState } from '../components/empty-state.tsx'
import panel from '../components/panel.module.css'
import table from '../components/table.module.css'
import { UntrustedText } from '../components/untrusted-text.tsx'
import { useFormat } from '../format.ts'
import { useLanguage } from '../language.tsx'

type Entry = z.infer<typeof LedgerShape>['entries'][number]

export function LedgerEntries({ entries }: { readonly entries: readonly Entry[] }): ReactNode {
  const { t } = useLingui()
  return (
    <section className={panel.panel}>
      <h2 className={`${panel.sectionTitle} ${panel.tableTitle}`}>{t`Latest entries`}</h2>
      {entries.length === 0 ? (
        <EmptyState title={t`Nothing has been entered yet`} />
      ) : (
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{t`Log`}</th>
              <th scope="col" className={table.number}>{t`Number`}</th>
              <th scope="col">{t`Time`}</th>
              <th scope="col">{t`What`}</th>
              <th scope="col">{t`By`}</th>
              <th scope="col">{t`Purpose`}</th>
              <th scope="col">{t`Commitment`}</th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <Row key={`${entry.log} ${entry.index}`} entry={entry} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

/** Beginning of a commitment: enough to find it by eye in the whole one. */
const SHOWN_CHARS = 14

function Row({ entry }: { readonly entry: Entry }): ReactNode {
  const { t } = useLingui()
  const { labels } = useLanguage()
  const format = useFormat()
  const kinds = entry.log === 'acts' ? labels.actTypes : labels.accessKinds
  return (
    <tr>
      <td>{labels.logs[entry.log]}</td>
      <td className={table.number} data-label={t`Number`}>
        {format.number(entry.index)}
      </td>
      <td className={table.nowrap}>
        <time dateTime={entry.at}>{format.moment(entry.at)}</time>
      </td>
      <td>
        {entry.isErased ? (
          <span className="muted">
            <Trans>Erased; its mark stays</Trans>
          </span>
        ) : (
          wordOf(kinds, entry.kind)
        )}
        {entry.kind === 'act/refused' && entry.outcome !== null && (
          <>
            {' '}
            <span className="code muted">{entry.outcome}</span>
          </>
        )}
      </td>
      <td data-label={t`By`}>{entry.actor === '' ? '—' : <UntrustedText>{entry.actor}</UntrustedText>}</td>
      <td data-label={t`Purpose`}>{entry.purpose === null ? '—' : wordOf(labels.purposes, entry.purpose)}</td>
      <td>
        <span className="code muted" title={entry.commitment}>
          {entry.commitment.slice(0, SHOWN_CHARS)}…
        </span>
      </td>
    </tr>
  )
}

import { Trans, useLingui } from '@lingui/react/macro'
import { IconClock, IconDatabase, IconEraser } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { MemberMark } from '../components/member-mark.tsx'
import panel from '../components/panel.module.css'
import { StatusBadge } from '../components/status-badge.tsx'
import table from '../components/table.module.css'
import { useFormat } from '../format.ts'
import { useLanguage } from '../language.tsx'
import { useMemberName } from '../session.ts'
import type { RecordView } from './record-frame.tsx'

const TONES = { sent: 'neutral', received: 'accent', erased: 'good' } as const
const ICONS = {
  sent: <IconClock size={14} aria-hidden />,
  received: <IconDatabase size={14} aria-hidden />,
  erased: <IconEraser size={14} aria-hidden />,
} as const

/** Who holds the record, and after its withdrawal who has erased it. */
export function Holders({ view }: { readonly view: RecordView }): ReactNode {
  const { t } = useLingui()
  const { labels } = useLanguage()
  const format = useFormat()
  const memberName = useMemberName()
  return (
    <section className={panel.panel}>
      <h2 className={`${panel.sectionTitle} ${panel.tableTitle}`}>{t`Who holds it`}</h2>
      {view.holders.length === 0 ? (
        <p className={`muted ${panel.tableTitle}`}>
          <Trans>No other member.</Trans>
        </p>
      ) : (
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{t`Member`}</th>
              <th scope="col">{t`State`}</th>
              <th scope="col">{t`Since`}</th>
            </tr>
          </thead>
          <tbody>
            {view.holders.map((holder) => (
              <tr key={holder.member}>
                <td>
                  <span className={panel.row}>
                    <MemberMark id={holder.member} />
                    {memberName(holder.member)}
                  </span>
                </td>
                <td>
                  <StatusBadge tone={TONES[holder.state]} icon={ICONS[holder.state]}>
                    {labels.holderStates[holder.state]}
                  </StatusBadge>
                </td>
                <td data-label={t`Since`} className={table.nowrap}>
                  {holder.at === null ? '—' : <time dateTime={holder.at}>{format.moment(holder.at)}</time>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

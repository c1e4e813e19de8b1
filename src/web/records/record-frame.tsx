import { Trans, useLingui } from '@lingui/react/macro'
import { IconTrashX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import type { RecordViewShape } from '#http/contract/shapes.ts'
import panel from '../components/panel.module.css'
import { StatusBadge } from '../components/status-badge.tsx'
import { visibleText } from '../components/visible-text.ts'
import { useFormat } from '../format.ts'
import { useLanguage } from '../language.tsx'
import { useMemberName } from '../session.ts'
import { Page } from '../shell/page.tsx'
import { Holders } from './holders.tsx'
import { MinimumBlock } from './record-fields.tsx'
import { statusWord } from './record-words.ts'
import { Withdrawal } from './withdrawal.tsx'

export type RecordView = z.infer<typeof RecordViewShape>

interface RecordFrameProps {
  readonly view: RecordView
  readonly title: string
  readonly children: ReactNode
}

/** Around the contents of a record or notice: whose it is, what every record states, who holds it, its withdrawal. */
export function RecordFrame({ view, title, children }: RecordFrameProps): ReactNode {
  const { labels } = useLanguage()
  const memberName = useMemberName()
  const { record } = view
  return (
    <Page
      title={visibleText(title)}
      lead={
        <span className={panel.row}>
          <span>{labels.databases[view.database]}</span>
          {record !== null && (
            <StatusBadge tone="caution">{statusWord(labels, view.database, record.status)}</StatusBadge>
          )}
          <span>
            <Trans>Owner: {memberName(view.owner)}</Trans>
          </span>
          <span>
            <Trans>Version {view.version}</Trans>
          </span>
        </span>
      }
      actions={view.mayWithdraw && !view.isWithdrawn && <Withdrawal view={view} />}
    >
      <div className={panel.stack}>
        {view.isWithdrawn && <Withdrawn view={view} />}
        {children}
        {record !== null && <MinimumBlock record={record} />}
        {view.isOwn && <Holders view={view} />}
      </div>
    </Page>
  )
}

function Withdrawn({ view }: { readonly view: RecordView }): ReactNode {
  const { t } = useLingui()
  const format = useFormat()
  const when = view.withdrawnAt === null ? '' : format.moment(view.withdrawnAt)
  return (
    <div className={`${panel.note} ${panel.calm}`}>
      <IconTrashX size={20} aria-hidden />
      <p>
        <strong>{t`Withdrawn`}</strong> {when}
        <br />
        <Trans>
          Its contents were erased here. Each holder erases its copy and answers with a signed receipt.
        </Trans>
      </p>
    </div>
  )
}

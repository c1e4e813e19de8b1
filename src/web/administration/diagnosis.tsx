import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconRefresh, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import type { DiagnosisShape } from '#http/contract/shapes.ts'
import panel from '../components/panel.module.css'
import { ProblemAlert } from '../components/problem-alert.tsx'
import { StatusBadge } from '../components/status-badge.tsx'
import table from '../components/table.module.css'
import { WaitingRows } from '../components/waiting.tsx'
import { useLanguage } from '../language.tsx'
import { diagnosisQuery } from '../queries.ts'
import { useMemberName } from '../session.ts'
import { Page } from '../shell/page.tsx'

type Line = z.infer<typeof DiagnosisShape>['checks'][number]

const TONES = { good: 'good', warning: 'caution', bad: 'grave' } as const
const ICONS = {
  good: <IconCheck size={14} aria-hidden />,
  warning: <IconAlertTriangle size={14} aria-hidden />,
  bad: <IconX size={14} aria-hidden />,
} as const

export function Diagnosis(): ReactNode {
  const { t } = useLingui()
  const diagnosis = useQuery(diagnosisQuery)
  return (
    <Page
      title={t`Node health`}
      lead={t`What is wrong with this node, and how to mend it.`}
      actions={
        <Button
          variant="default"
          leftSection={<IconRefresh size={18} aria-hidden />}
          loading={diagnosis.isFetching}
          onClick={() => void diagnosis.refetch()}
        >
          <Trans>Look again</Trans>
        </Button>
      }
    >
      <div className={panel.stack}>
        {diagnosis.isPending && <WaitingRows />}
        {diagnosis.isError && (
          <ProblemAlert error={diagnosis.error} onRetry={() => void diagnosis.refetch()} />
        )}
        {diagnosis.data !== undefined && (
          <>
            <div>
              <StatusBadge
                tone={diagnosis.data.isHealthy ? 'good' : 'grave'}
                icon={diagnosis.data.isHealthy ? ICONS.good : ICONS.bad}
              >
                {diagnosis.data.isHealthy ? t`The node is healthy` : t`The node needs attention`}
              </StatusBadge>
            </div>
            <Lines lines={diagnosis.data.checks} />
          </>
        )}
      </div>
    </Page>
  )
}

function Lines({ lines }: { readonly lines: readonly Line[] }): ReactNode {
  const { t } = useLingui()
  const { labels } = useLanguage()
  const memberName = useMemberName()
  return (
    <div className={panel.panel}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t`Checked`}</th>
            <th scope="col">{t`State`}</th>
            <th scope="col">{t`Detail`}</th>
            <th scope="col">{t`What to do`}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={`${line.code} ${line.member ?? ''}`}>
              <td>
                <strong>{line.member === undefined ? line.name : memberName(line.member)}</strong>
              </td>
              <td>
                <StatusBadge tone={TONES[line.state]} icon={ICONS[line.state]}>
                  {labels.findingStates[line.state]}
                </StatusBadge>
              </td>
              <td>{line.detail}</td>
              <td>{line.cure ?? '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

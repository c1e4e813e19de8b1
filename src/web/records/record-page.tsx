import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Navigate, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ProblemAlert } from '../components/problem-alert.tsx'
import { Waiting } from '../components/waiting.tsx'
import { recordQuery } from '../queries.ts'
import { Page } from '../shell/page.tsx'
import { RecordFields, titleOf } from './record-fields.tsx'
import { RecordFrame } from './record-frame.tsx'

export function RecordPage(): ReactNode {
  const { t } = useLingui()
  const { id } = useParams({ from: '/records/$id' })
  const record = useQuery(recordQuery(id))
  if (record.isPending) return <Waiting />
  if (record.isError) {
    return (
      <Page title={t`Record`}>
        <ProblemAlert error={record.error} onRetry={() => void record.refetch()} />
      </Page>
    )
  }
  const view = record.data
  if (view.database === 'notices') return <Navigate to="/notices/$id" params={{ id }} replace />
  return (
    <RecordFrame view={view} title={view.record === null ? t`Withdrawn record` : titleOf(view.record)}>
      {view.record !== null && <RecordFields record={view.record} />}
    </RecordFrame>
  )
}

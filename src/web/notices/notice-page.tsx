import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Navigate, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { primaryName } from '#acts/person.ts'
import type { Notice } from '#acts/record.ts'
import { type Fact, Facts } from '../components/facts.tsx'
import panel from '../components/panel.module.css'
import { ProblemAlert } from '../components/problem-alert.tsx'
import { UntrustedText } from '../components/untrusted-text.tsx'
import { Waiting } from '../components/waiting.tsx'
import { useFormat } from '../format.ts'
import { useLanguage } from '../language.tsx'
import { recordQuery } from '../queries.ts'
import { RecordFrame } from '../records/record-frame.tsx'
import { Page } from '../shell/page.tsx'
import styles from './notice.module.css'
import { SubjectView } from './subject-view.tsx'

export function NoticePage(): ReactNode {
  const { t } = useLingui()
  const { id } = useParams({ from: '/notices/$id' })
  const record = useQuery(recordQuery(id))
  if (record.isPending) return <Waiting />
  if (record.isError) {
    return (
      <Page title={t`Notice`}>
        <ProblemAlert error={record.error} onRetry={() => void record.refetch()} />
      </Page>
    )
  }
  const view = record.data
  if (view.database !== 'notices') return <Navigate to="/records/$id" params={{ id }} replace />
  if (view.record === null || view.record.database !== 'notices') {
    return (
      <RecordFrame view={view} title={t`Withdrawn notice`}>
        {null}
      </RecordFrame>
    )
  }
  return (
    <RecordFrame view={view} title={primaryName(view.record.subject)}>
      <NoticeBlock notice={view.record} />
      <SubjectView subject={view.record.subject} />
      {view.record.summary !== undefined && <Summary text={view.record.summary} />}
    </RecordFrame>
  )
}

function NoticeBlock({ notice }: { readonly notice: Notice }): ReactNode {
  const { t } = useLingui()
  const { labels } = useLanguage()
  const format = useFormat()
  const facts: readonly Fact[] = [
    { term: t`Kind`, text: labels.noticeKinds[notice.kind] },
    { term: t`About`, text: labels.subjectTypes[notice.subject.type] },
    { term: t`List`, text: notice.list.name },
    { term: t`Programme`, text: notice.list.programme },
    { term: t`Reference`, code: notice.list.reference },
    { term: t`Listed on`, text: notice.listedOn && format.day(notice.listedOn) },
    { term: t`Updated on`, text: notice.updatedOn.map(format.day).join(' · ') },
  ]
  return (
    <section className={`${panel.panel} ${panel.padded}`}>
      <h2 className={panel.sectionTitle}>{t`The notice`}</h2>
      <Facts facts={facts} />
    </section>
  )
}

/** Free text stays in the language of its author and is marked as such. */
function Summary({ text }: { readonly text: string }): ReactNode {
  const { t } = useLingui()
  return (
    <section className={`${panel.panel} ${panel.padded}`}>
      <h2 className={panel.sectionTitle}>{t`Summary`}</h2>
      <p className={styles.untranslated}>{t`Free text in the language of its author, not translated`}</p>
      <p className={styles.summary}>
        <UntrustedText>{text}</UntrustedText>
      </p>
    </section>
  )
}

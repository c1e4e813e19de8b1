import { useLingui } from '@lingui/react/macro'
import { Trans } from '@lingui/react/macro'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import type { Database } from '#acts/record.ts'
import type { RecordRowShape } from '#http/contract/shapes.ts'
import { ProblemAlert } from '../components/problem-alert.tsx'
import { ShowMore } from '../components/show-more.tsx'
import { StatusBadge } from '../components/status-badge.tsx'
import table from '../components/table.module.css'
import { UntrustedText } from '../components/untrusted-text.tsx'
import { WaitingRows } from '../components/waiting.tsx'
import { useFormat } from '../format.ts'
import { useLanguage } from '../language.tsx'
import { type RecordScope, recordsPage } from '../queries.ts'
import { useMemberName } from '../session.ts'
import { statusWord } from './record-words.ts'

type RecordRow = z.infer<typeof RecordRowShape>

interface RecordTableProps {
  readonly database: Database | undefined
  readonly scope: RecordScope
  readonly caption: string
  /** What stands there when nothing is recorded. */
  readonly empty: ReactNode
}

/** Records newest first. A row that disappears was withdrawn by its owner: nothing of it is kept here. */
export function RecordTable({ database, scope, caption, empty }: RecordTableProps): ReactNode {
  const { t } = useLingui()
  const format = useFormat()
  const pages = useInfiniteQuery({
    queryKey: ['records', 'list', database ?? 'any', scope],
    queryFn: ({ pageParam }) => recordsPage(database, scope, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  })
  if (pages.isPending) return <WaitingRows />
  if (pages.isError) return <ProblemAlert error={pages.error} onRetry={() => void pages.refetch()} />
  const rows = pages.data.pages.flatMap((page) => page.rows)
  const total = pages.data.pages[0]?.total ?? rows.length
  if (rows.length === 0) return empty
  return (
    <>
      <table className={table.table}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t`Title`}</th>
            <th scope="col">{database === undefined ? t`Database` : t`Kind`}</th>
            <th scope="col">{t`Status`}</th>
            <th scope="col">{t`Owner`}</th>
            <th scope="col">{t`Recorded`}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} isAnyDatabase={database === undefined} />
          ))}
        </tbody>
      </table>
      <ShowMore
        hasMore={pages.hasNextPage}
        isLoading={pages.isFetchingNextPage}
        onMore={() => void pages.fetchNextPage()}
      >
        <Trans>
          {format.number(rows.length)} of {format.number(total)} shown
        </Trans>
      </ShowMore>
    </>
  )
}

interface RowProps {
  readonly row: RecordRow
  readonly isAnyDatabase: boolean
}

function Row({ row, isAnyDatabase }: RowProps): ReactNode {
  const { t } = useLingui()
  const { labels } = useLanguage()
  const format = useFormat()
  const memberName = useMemberName()
  const isNotice = row.database === 'notices'
  const kind =
    isAnyDatabase || row.noticeKind === undefined
      ? labels.databases[row.database]
      : labels.noticeKinds[row.noticeKind]
  return (
    <tr>
      {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label -- its text is the title of the record */}
      <td>
        <Link
          to={isNotice ? '/notices/$id' : '/records/$id'}
          params={{ id: row.id }}
          preload={false}
          className={table.title}
        >
          <UntrustedText>{row.title}</UntrustedText>
        </Link>
      </td>
      <td>{kind}</td>
      <td>
        <StatusBadge tone="neutral">{statusWord(labels, row.database, row.status)}</StatusBadge>
      </td>
      <td data-label={t`Owner`}>{memberName(row.owner)}</td>
      <td data-label={t`Recorded`} className={table.nowrap}>
        <time dateTime={row.recordedOn}>{format.moment(row.recordedOn)}</time>
      </td>
    </tr>
  )
}

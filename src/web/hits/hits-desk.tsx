import { Trans, useLingui } from '@lingui/react/macro'
import { SegmentedControl } from '@mantine/core'
import { IconTargetArrow } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import type { z } from 'zod'
import type { HitRowShape } from '#http/contract/shapes.ts'
import { EmptyState } from '../components/empty-state.tsx'
import filters from '../components/filters.module.css'
import panel from '../components/panel.module.css'
import { ProblemAlert } from '../components/problem-alert.tsx'
import { ShowMore } from '../components/show-more.tsx'
import { UntrustedText } from '../components/untrusted-text.tsx'
import { WaitingRows } from '../components/waiting.tsx'
import { useFormat } from '../format.ts'
import { useLanguage } from '../language.tsx'
import { hitsPage } from '../queries.ts'
import { useMemberName } from '../session.ts'
import { Page } from '../shell/page.tsx'
import { useShortcuts } from '../shell/shortcuts.ts'
import { HitView } from './hit-view.tsx'
import styles from './hits.module.css'

export type HitRow = z.infer<typeof HitRowShape>

/** Hits that others report on our records, and those that we report: a list and what was seen, side by side. */
export function HitsDesk(): ReactNode {
  const { t } = useLingui()
  const navigate = useNavigate()
  const { labels } = useLanguage()
  const { box = 'received', hit } = useSearch({ from: '/hits' })
  const pages = useInfiniteQuery({
    queryKey: ['hits', 'list', box],
    queryFn: ({ pageParam }) => hitsPage(box, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  })
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? []
  const chosen = rows.find(({ id }) => id === hit) ?? rows[0]
  const choose = (id: string | undefined): void => {
    if (id !== undefined) void navigate({ to: '/hits', search: { box, hit: id }, replace: true })
  }
  const step = (by: number): void => {
    const at = rows.findIndex(({ id }) => id === chosen?.id)
    choose(rows[Math.min(Math.max(at + by, 0), rows.length - 1)]?.id)
  }
  useShortcuts({ j: () => step(1), k: () => step(-1) })

  return (
    <Page
      title={t`Hits`}
      lead={t`An officer found that a candidate is the same. The owner verifies before any measure.`}
      isWide
    >
      <div className={filters.filters}>
        <SegmentedControl
          aria-label={t`Which hits`}
          value={box}
          onChange={(next) =>
            void navigate({
              to: '/hits',
              search: { box: next === 'sent' ? 'sent' : 'received' },
              replace: true,
            })
          }
          data={[
            { value: 'received', label: labels.boxes.received },
            { value: 'sent', label: labels.boxes.sent },
          ]}
        />
      </div>
      {pages.isPending && <WaitingRows />}
      {pages.isError && <ProblemAlert error={pages.error} onRetry={() => void pages.refetch()} />}
      {pages.isSuccess && chosen === undefined && <NoHits box={box} />}
      {chosen !== undefined && (
        <div className={styles.desk}>
          <div className={panel.panel}>
            <HitList rows={rows} chosen={chosen.id} onChoose={choose} />
            <ShowMore
              hasMore={pages.hasNextPage}
              isLoading={pages.isFetchingNextPage}
              onMore={() => void pages.fetchNextPage()}
            >
              <Trans>{rows.length} shown</Trans>
            </ShowMore>
          </div>
          <HitView key={chosen.id} row={chosen} />
        </div>
      )}
    </Page>
  )
}

function NoHits({ box }: { readonly box: 'received' | 'sent' }): ReactNode {
  const { t } = useLingui()
  return (
    <div className={panel.panel}>
      <EmptyState
        title={box === 'received' ? t`No member has reported a hit` : t`Your bureau has reported no hit`}
        icon={<IconTargetArrow size={34} stroke={1.5} />}
      >
        <p>
          <Trans>New ones appear here at once. You need not reload the page.</Trans>
        </p>
      </EmptyState>
    </div>
  )
}

interface HitListProps {
  readonly rows: readonly HitRow[]
  readonly chosen: string
  readonly onChoose: (id: string) => void
}

function HitList({ rows, chosen, onChoose }: HitListProps): ReactNode {
  const { t } = useLingui()
  const { labels } = useLanguage()
  const format = useFormat()
  const memberName = useMemberName()
  const current = useRef<HTMLButtonElement>(null)
  // Braces: browsers begin to return a promise from scrollIntoView, and an effect may not.
  useEffect(() => {
    current.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    <ul className={styles.list}>
      {rows.map((row) => (
        <li key={row.id}>
          <button
            type="button"
            ref={row.id === chosen ? current : undefined}
            className={styles.item}
            aria-current={row.id === chosen || undefined}
            onClick={() => onChoose(row.id)}
          >
            <span className={styles.itemTitle}>
              <UntrustedText>{row.title ?? t`Record no longer held`}</UntrustedText>
            </span>
            <span className={styles.itemWho}>
              {memberName(row.box === 'received' ? row.reporter : row.owner)}
            </span>
            <span className="muted">
              {labels.databases[row.hit.database]} · <time dateTime={row.at}>{format.moment(row.at)}</time>
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}

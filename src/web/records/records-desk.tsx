import { Trans, useLingui } from '@lingui/react/macro'
import { Button, SegmentedControl } from '@mantine/core'
import { IconFiles, IconPlus } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { EmptyState } from '../components/empty-state.tsx'
import filters from '../components/filters.module.css'
import panel from '../components/panel.module.css'
import { useLanguage } from '../language.tsx'
import { useSignedIn } from '../session.ts'
import { Page } from '../shell/page.tsx'
import { RecordTable } from './record-table.tsx'

const DATABASES = ['travel-documents', 'vehicles'] as const

export function RecordsDesk(): ReactNode {
  const { t } = useLingui()
  const { may } = useSignedIn()
  const { labels } = useLanguage()
  const navigate = useNavigate()
  const { database = 'travel-documents', scope = 'own' } = useSearch({ from: '/records' })
  return (
    <Page
      title={t`Records`}
      lead={t`Documents and vehicles in the common databases. Only their owner can change or withdraw them.`}
      actions={
        may('record:record') && (
          <Button
            leftSection={<IconPlus size={18} aria-hidden />}
            renderRoot={(props) => <Link {...props} to="/records/new" search={{ database }} />}
          >
            <Trans>Make a record</Trans>
          </Button>
        )
      }
    >
      <div className={filters.filters}>
        <SegmentedControl
          aria-label={t`Database`}
          value={database}
          onChange={(next) =>
            void navigate({
              to: '/records',
              search: { scope, database: DATABASES.find((each) => each === next) },
              replace: true,
            })
          }
          data={DATABASES.map((each) => ({ value: each, label: labels.databases[each] }))}
        />
        <SegmentedControl
          aria-label={t`Which records`}
          value={scope}
          onChange={(next) =>
            void navigate({
              to: '/records',
              search: { database, scope: next === 'all' ? 'all' : 'own' },
              replace: true,
            })
          }
          data={[
            { value: 'own', label: t`Our own` },
            { value: 'all', label: t`All that we hold` },
          ]}
        />
      </div>
      <div className={panel.panel}>
        <RecordTable
          database={database}
          scope={scope}
          caption={labels.databases[database]}
          empty={
            <EmptyState title={t`No record here`} icon={<IconFiles size={34} stroke={1.5} />}>
              <p>
                {scope === 'own' ? (
                  <Trans>Your bureau has recorded nothing in this database.</Trans>
                ) : (
                  <Trans>No member has shared a record of this database with your bureau.</Trans>
                )}
              </p>
            </EmptyState>
          }
        />
      </div>
    </Page>
  )
}

import { Trans, useLingui } from '@lingui/react/macro'
import { SegmentedControl } from '@mantine/core'
import { IconSpeakerphone } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { EmptyState } from '../components/empty-state.tsx'
import filters from '../components/filters.module.css'
import panel from '../components/panel.module.css'
import { RecordTable } from '../records/record-table.tsx'
import { Page } from '../shell/page.tsx'

export function NoticesDesk(): ReactNode {
  const { t } = useLingui()
  const navigate = useNavigate()
  const { scope = 'all' } = useSearch({ from: '/notices' })
  return (
    <Page title={t`Notices`} lead={t`Persons and organisations that members have told the network about.`}>
      <div className={filters.filters}>
        <SegmentedControl
          aria-label={t`Which notices`}
          value={scope}
          onChange={(next) =>
            void navigate({
              to: '/notices',
              search: { scope: next === 'own' ? 'own' : 'all' },
              replace: true,
            })
          }
          data={[
            { value: 'all', label: t`All that we hold` },
            { value: 'own', label: t`Our own` },
          ]}
        />
      </div>
      <div className={panel.panel}>
        <RecordTable
          database="notices"
          scope={scope}
          caption={t`Notices`}
          empty={
            <EmptyState title={t`No notice here`} icon={<IconSpeakerphone size={34} stroke={1.5} />}>
              <p>
                <Trans>Notices appear here as soon as a member publishes them.</Trans>
              </p>
            </EmptyState>
          }
        />
      </div>
    </Page>
  )
}

import { useLingui } from '@lingui/react/macro'
import { Tabs } from '@mantine/core'
import { IconCar, IconId } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import panel from '../components/panel.module.css'
import { Page } from '../shell/page.tsx'
import { TravelDocumentForm } from './travel-document-form.tsx'
import { VehicleForm } from './vehicle-form.tsx'

export function NewRecord(): ReactNode {
  const { t } = useLingui()
  const navigate = useNavigate()
  const { database = 'travel-documents' } = useSearch({ from: '/records/new' })
  return (
    <Page
      title={t`Make a record`}
      lead={t`It goes to every member of the network at once. Your bureau stays its owner and answers for it.`}
    >
      <Tabs
        value={database}
        onChange={(next) =>
          void navigate({
            to: '/records/new',
            search: { database: next === 'vehicles' ? 'vehicles' : 'travel-documents' },
            replace: true,
          })
        }
        className={panel.panel}
      >
        <Tabs.List>
          <Tabs.Tab value="travel-documents" leftSection={<IconId size={18} aria-hidden />}>
            {t`Travel document`}
          </Tabs.Tab>
          <Tabs.Tab value="vehicles" leftSection={<IconCar size={18} aria-hidden />}>
            {t`Vehicle`}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="travel-documents" className={panel.padded}>
          <TravelDocumentForm />
        </Tabs.Panel>
        <Tabs.Panel value="vehicles" className={panel.padded}>
          <VehicleForm />
        </Tabs.Panel>
      </Tabs>
    </Page>
  )
}

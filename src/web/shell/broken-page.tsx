import { Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Button } from '@mantine/core'
import { Link, useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { EmptyState } from '../components/empty-state.tsx'
import { Page } from './page.tsx'

export function MissingPage(): ReactNode {
  const { t } = useLingui()
  return (
    <Page title={t`There is no such page`}>
      <EmptyState title={t`The address leads nowhere`}>
        <Anchor component={Link} to="/">
          <Trans>Go to the first page</Trans>
        </Anchor>
      </EmptyState>
    </Page>
  )
}

/** A fault of the page itself, or a part of the application that could not be loaded. */
export function BrokenPage(): ReactNode {
  const { t } = useLingui()
  const router = useRouter()
  return (
    <Page title={t`This page failed`}>
      <EmptyState title={t`Something in this page went wrong. Nothing was sent or changed.`}>
        <Button onClick={() => void router.invalidate()}>
          <Trans>Try again</Trans>
        </Button>
      </EmptyState>
    </Page>
  )
}

/** The same when not even the frame could be drawn. */
export function BrokenApplication(): ReactNode {
  return (
    <main>
      <BrokenPage />
    </main>
  )
}

import { useLingui } from '@lingui/react/macro'
import { Drawer } from '@mantine/core'
import { Outlet, useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useSignedIn } from '../session.ts'
import { desksOf } from './desks.ts'
import { Header } from './header.tsx'
import { HitWatch } from './hit-watch.tsx'
import { KeyboardHelp } from './keyboard-help.tsx'
import { useLive } from './live.ts'
import { Navigation } from './navigation.tsx'
import { Palette } from './palette.tsx'
import styles from './shell.module.css'
import { useShortcuts } from './shortcuts.ts'

/** The frame around every desk: where you are, who you are, and the keys that work everywhere. */
export function Shell(): ReactNode {
  const { t } = useLingui()
  const { may } = useSignedIn()
  const navigate = useNavigate()
  const [opened, setOpened] = useState<'none' | 'palette' | 'keys' | 'menu'>('none')
  const live = useLive()
  const close = (): void => setOpened('none')

  useShortcuts({
    'mod+k': () => setOpened('palette'),
    '/': () => focusSearch() || setOpened('palette'),
    '?': () => setOpened('keys'),
    ...Object.fromEntries(desksOf(may).map(({ key, to }) => [`g ${key}`, () => void navigate({ to })])),
  })

  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#content">
        {t`Skip to the content`}
      </a>
      <Header
        live={live}
        onMenu={() => setOpened('menu')}
        onPalette={() => setOpened('palette')}
        onKeys={() => setOpened('keys')}
      />
      <aside className={styles.side}>
        <Navigation />
      </aside>
      <main id="content" tabIndex={-1} className={styles.main}>
        {may('hit:read') && <HitWatch />}
        <Outlet />
      </main>
      <Drawer
        opened={opened === 'menu'}
        onClose={close}
        title={t`Desks`}
        size="17rem"
        closeButtonProps={{ 'aria-label': t`Close` }}
      >
        <Navigation onGo={close} />
      </Drawer>
      <Palette isOpen={opened === 'palette'} onClose={close} />
      <KeyboardHelp isOpen={opened === 'keys'} onClose={close} />
    </div>
  )
}

/** The search or check box of the page, when it has one. */
function focusSearch(): boolean {
  const box = document.querySelector<HTMLElement>('[data-search-box]')
  box?.focus()
  return box !== null
}

import { Trans, useLingui } from '@lingui/react/macro'
import { Kbd, Menu } from '@mantine/core'
import { IconKeyboard, IconLogout, IconMenu2, IconSearch, IconUser } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { signOut } from '#http/contract/session.ts'
import { MemberMark } from '../components/member-mark.tsx'
import { useLanguage } from '../language.tsx'
import { api, enterSession } from '../queries.ts'
import { useSignedIn } from '../session.ts'
import bar from './bar.module.css'
import styles from './header.module.css'
import { LanguageSwitch } from './language-switch.tsx'
import type { Live } from './live.ts'
import { LiveMark } from './live-mark.tsx'
import { SchemeSwitch } from './scheme-switch.tsx'

interface HeaderProps {
  readonly live: Live
  readonly onMenu: () => void
  readonly onPalette: () => void
  readonly onKeys: () => void
}

export function Header({ live, onMenu, onPalette, onKeys }: HeaderProps): ReactNode {
  const { t } = useLingui()
  const { session } = useSignedIn()
  const { language, labels } = useLanguage()
  const name = session.member.name[language]
  const mandate = labels.mandates[session.member.mandate]
  return (
    <header className={styles.header}>
      <button
        type="button"
        className={`${bar.button} ${styles.burger}`}
        aria-label={t`Desks`}
        onClick={onMenu}
      >
        <IconMenu2 size={20} aria-hidden />
      </button>
      <div className={styles.node}>
        <MemberMark id={session.member.id} />
        <span className={styles.names}>
          <span className={styles.name}>{name}</span>
          {mandate !== name && <span className={styles.mandate}>{mandate}</span>}
        </span>
        {session.isDemonstration && <span className={styles.demonstration}>{t`Demonstration`}</span>}
      </div>
      <LiveMark live={live} />
      <button type="button" className={`${bar.button} ${bar.framed} ${styles.palette}`} onClick={onPalette}>
        <IconSearch size={16} aria-hidden />
        <span className={styles.paletteText}>
          <Trans>Go to…</Trans>
        </span>
        <Kbd size="xs" className={styles.kbd} aria-hidden>
          Ctrl K
        </Kbd>
      </button>
      <LanguageSwitch />
      <SchemeSwitch />
      <AccountMenu onKeys={onKeys} />
    </header>
  )
}

function AccountMenu({ onKeys }: { readonly onKeys: () => void }): ReactNode {
  const { t } = useLingui()
  const { account } = useSignedIn()
  const { labels } = useLanguage()
  const client = useQueryClient()
  const leave = useMutation({
    mutationFn: () => api(signOut, {}),
    onSuccess: (session) => enterSession(client, session),
  })
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <button type="button" className={bar.button} aria-label={`${t`Account`}: ${account.displayName}`}>
          <IconUser size={18} aria-hidden />
          <span className={styles.accountName}>
            <bdi>{account.displayName}</bdi>
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={styles.account}>
          <strong>
            <bdi>{account.displayName}</bdi>
          </strong>
          <span>{account.roles.map((role) => labels.roles[role]).join(' · ')}</span>
          <span className="muted">
            <bdi>{account.entity}</bdi>
          </span>
        </div>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconKeyboard size={16} aria-hidden />}
          onClick={onKeys}
          rightSection={<Kbd>?</Kbd>}
        >
          <Trans>Keys</Trans>
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => leave.mutate()}>
          <Trans>Sign out</Trans>
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

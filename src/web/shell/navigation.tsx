import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useSignedIn } from '../session.ts'
import { desksOf } from './desks.ts'
import styles from './navigation.module.css'

export function Navigation({ onGo }: { readonly onGo?: () => void }): ReactNode {
  const { t } = useLingui()
  const { may } = useSignedIn()
  return (
    <nav aria-label={t`Desks`}>
      <ul className={styles.list}>
        {desksOf(may).map(({ to, name, icon: Icon }) => (
          <li key={to}>
            <Link
              to={to}
              className={styles.link}
              activeOptions={{ includeSearch: false }}
              {...(onGo !== undefined && { onClick: onGo })}
            >
              <Icon size={19} stroke={1.7} aria-hidden />
              {t(name)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

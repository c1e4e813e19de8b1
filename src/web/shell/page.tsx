import { useSuspenseQuery } from '@tanstack/react-query'
import { useRouterState } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import { useLanguage } from '../language.tsx'
import { sessionQuery } from '../queries.ts'
import styles from './page.module.css'

interface PageProps {
  readonly title: string
  readonly lead?: ReactNode
  readonly actions?: ReactNode
  readonly isWide?: boolean
  readonly children: ReactNode
}

/** A screen: its title in the window and as the heading, which takes the focus after navigation. */
export function Page({ title, lead, actions, isWide = false, children }: PageProps): ReactNode {
  const { member } = useSuspenseQuery(sessionQuery).data
  const { language } = useLanguage()
  const heading = useRef<HTMLHeadingElement>(null)
  const path = useRouterState({ select: (state) => state.location.pathname })
  const before = useRouterState({ select: (state) => state.resolvedLocation?.pathname })
  const isFirst = useRef(before === undefined || before === path)

  useEffect(() => {
    document.title = `${title} · ${member.name[language]} · Entraide`
  }, [title, member, language])

  useEffect(() => {
    if (!isFirst.current) heading.current?.focus({ preventScroll: true })
    isFirst.current = false
  }, [path])

  return (
    <div className={styles.page} data-wide={isWide || undefined}>
      <div className={styles.head}>
        <div>
          <h1 ref={heading} tabIndex={-1} className={styles.title}>
            {title}
          </h1>
          {lead !== undefined && <p className={styles.lead}>{lead}</p>}
        </div>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </div>
      {children}
    </div>
  )
}

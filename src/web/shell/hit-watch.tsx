import { Trans, useLingui } from '@lingui/react/macro'
import { Button, CloseButton } from '@mantine/core'
import { IconTargetArrow } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { latestHitQuery } from '../queries.ts'
import { useMemberName } from '../session.ts'
import { useAnnounce } from './announcer.tsx'
import styles from './hit-watch.module.css'

interface NewHit {
  readonly id: string
  readonly reporter: string
}

/** Says at once, on every page, that another member reported a hit to us. */
export function HitWatch(): ReactNode {
  const { t } = useLingui()
  const announce = useAnnounce()
  const memberName = useMemberName()
  const latest = useQuery(latestHitQuery).data?.rows
  const known = useRef<string | null>(undefined)
  const [arrived, setArrived] = useState<NewHit>()

  useEffect(() => {
    if (latest === undefined) return
    const newest = latest[0]
    const isNew = known.current !== undefined && newest !== undefined && newest.id !== known.current
    known.current = newest?.id ?? null
    if (!isNew || newest === undefined) return
    setArrived({ id: newest.id, reporter: newest.reporter })
    announce(t`A hit was received from ${memberName(newest.reporter)}`)
  }, [latest, announce, memberName, t])

  if (arrived === undefined) return null
  const reporter = memberName(arrived.reporter)
  return (
    <div className={styles.arrived}>
      <IconTargetArrow size={20} aria-hidden />
      <span className={styles.text}>
        <Trans>A hit was received from {reporter}</Trans>
      </span>
      <Button
        size="xs"
        renderRoot={(props) => <Link {...props} to="/hits" search={{ box: 'received', hit: arrived.id }} />}
        onClick={() => setArrived(undefined)}
      >
        <Trans>View</Trans>
      </Button>
      <CloseButton aria-label={t`Close`} onClick={() => setArrived(undefined)} />
    </div>
  )
}

import { Trans, useLingui } from '@lingui/react/macro'
import { IconAlertTriangle, IconCheck, IconClock } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import type { PeerShape } from '#http/contract/shapes.ts'
import { CopyField } from '../components/copy-field.tsx'
import { Counters } from '../components/counters.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { type Fact, Facts } from '../components/facts.tsx'
import { MemberMark } from '../components/member-mark.tsx'
import panel from '../components/panel.module.css'
import { ProblemAlert } from '../components/problem-alert.tsx'
import { StatusBadge } from '../components/status-badge.tsx'
import { WaitingRows } from '../components/waiting.tsx'
import { useFormat } from '../format.ts'
import { useLanguage } from '../language.tsx'
import { networkQuery } from '../queries.ts'
import { Page } from '../shell/page.tsx'
import styles from './administration.module.css'

type Peer = z.infer<typeof PeerShape>

export function Network(): ReactNode {
  const { t } = useLingui()
  const { labels } = useLanguage()
  const network = useQuery(networkQuery)
  const self = network.data?.peers.find((peer) => peer.isSelf)
  const others = network.data?.peers.filter((peer) => !peer.isSelf) ?? []
  return (
    <Page title={t`Network`} lead={t`What every member has sent us, and what each has confirmed of ours.`}>
      {network.isPending && <WaitingRows />}
      {network.isError && <ProblemAlert error={network.error} onRetry={() => void network.refetch()} />}
      {network.data !== undefined && (
        <div className={panel.stack}>
          <Counters
            label={t`Held by this node`}
            counts={[
              { name: labels.databases.notices, value: network.data.counts.notices },
              { name: labels.databases['travel-documents'], value: network.data.counts.travelDocuments },
              { name: labels.databases.vehicles, value: network.data.counts.vehicles },
            ]}
          />
          {self !== undefined && <SelfCard peer={self} />}
          {others.map((peer) => (
            <PeerCard key={peer.member.id} peer={peer} />
          ))}
          {others.length === 0 && (
            <div className={panel.panel}>
              <EmptyState title={t`No other member has joined the network`} />
            </div>
          )}
        </div>
      )}
    </Page>
  )
}

function SelfCard({ peer }: { readonly peer: Peer }): ReactNode {
  const { t } = useLingui()
  return (
    <section className={`${panel.panel} ${panel.padded}`}>
      <PeerHead peer={peer}>
        <StatusBadge tone="accent">{t`This node`}</StatusBadge>
      </PeerHead>
      <Facts
        facts={[
          { term: t`Address`, code: peer.address },
          {
            term: t`Fingerprint`,
            drawn: <CopyField value={peer.fingerprint} name={t`Fingerprint`} />,
            isWide: true,
          },
        ]}
      />
    </section>
  )
}

function PeerCard({ peer }: { readonly peer: Peer }): ReactNode {
  const { t } = useLingui()
  const format = useFormat()
  const { incoming, outgoing } = peer
  const moment = (instant: string | null): string => (instant === null ? t`never` : format.moment(instant))
  const facts: readonly Fact[] = [
    { term: t`Applied of its feed`, text: format.number(incoming.cursor) },
    { term: t`Behind by`, text: format.number(incoming.lag) },
    { term: t`Refused`, text: format.number(incoming.refused) },
    { term: t`Last applied`, text: moment(incoming.lastAppliedAt) },
    { term: t`Last contact`, text: moment(incoming.lastContactAt) },
    { term: t`Issued to it`, text: format.number(outgoing.issued) },
    { term: t`Confirmed by receipt`, text: format.number(outgoing.receipted) },
    { term: t`Last receipt`, text: moment(outgoing.lastReceiptAt) },
    { term: t`Address`, code: peer.address },
    {
      term: t`Fingerprint`,
      drawn: <CopyField value={peer.fingerprint} name={t`Fingerprint`} />,
      isWide: true,
    },
  ]
  return (
    <section className={`${panel.panel} ${panel.padded}`}>
      <PeerHead peer={peer}>
        <PeerState peer={peer} />
      </PeerHead>
      {incoming.error !== null && (
        <p className={panel.note}>
          <IconAlertTriangle size={18} aria-hidden />
          <span>{incoming.error}</span>
        </p>
      )}
      <Facts facts={facts} />
    </section>
  )
}

interface PeerHeadProps {
  readonly peer: Peer
  readonly children: ReactNode
}

function PeerHead({ peer, children }: PeerHeadProps): ReactNode {
  const { language, labels } = useLanguage()
  return (
    <div className={styles.peerHead}>
      <MemberMark id={peer.member.id} />
      <div className={styles.peerName}>
        <h2>{peer.member.name[language]}</h2>
        {labels.mandates[peer.member.mandate] !== peer.member.name[language] && (
          <span className="muted">{labels.mandates[peer.member.mandate]}</span>
        )}
      </div>
      {children}
    </div>
  )
}

/** In words: not reached, behind, waiting for receipts, or in step. */
function PeerState({ peer }: { readonly peer: Peer }): ReactNode {
  const { incoming, outgoing } = peer
  if (incoming.error !== null) {
    return (
      <StatusBadge tone="grave" icon={<IconAlertTriangle size={14} aria-hidden />}>
        <Trans>Not reached</Trans>
      </StatusBadge>
    )
  }
  if (incoming.lag > 0 || outgoing.receipted < outgoing.issued) {
    return (
      <StatusBadge tone="caution" icon={<IconClock size={14} aria-hidden />}>
        <Trans>Catching up</Trans>
      </StatusBadge>
    )
  }
  return (
    <StatusBadge tone="good" icon={<IconCheck size={14} aria-hidden />}>
      <Trans>In step</Trans>
    </StatusBadge>
  )
}

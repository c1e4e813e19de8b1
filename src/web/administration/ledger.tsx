import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconShieldCheck } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { verifyLedger } from '#http/contract/administration.ts'
import type { LedgerShape } from '#http/contract/shapes.ts'
import { CopyField } from '../components/copy-field.tsx'
import panel from '../components/panel.module.css'
import { ProblemAlert } from '../components/problem-alert.tsx'
import { WaitingRows } from '../components/waiting.tsx'
import { useFormat } from '../format.ts'
import { useLanguage } from '../language.tsx'
import { api, ledgerQuery } from '../queries.ts'
import { useSignedIn } from '../session.ts'
import { useAnnounce } from '../shell/announcer.tsx'
import { Page } from '../shell/page.tsx'
import styles from './administration.module.css'
import { LedgerEntries } from './ledger-entries.tsx'
import { Verdict } from './verdict.tsx'

type LogView = z.infer<typeof LedgerShape>['logs'][number]

export function Ledger(): ReactNode {
  const { t } = useLingui()
  const { may } = useSignedIn()
  const announce = useAnnounce()
  const client = useQueryClient()
  const ledger = useQuery(ledgerQuery)
  const verify = useMutation({
    mutationFn: () => api(verifyLedger, {}),
    onSuccess: ({ isSound }) => {
      announce(isSound ? t`The ledger is sound` : t`The ledger was changed`)
      void client.invalidateQueries({ queryKey: ['ledger'] })
    },
  })
  return (
    <Page
      title={t`Ledger`}
      lead={t`Every act and every look-up of this node leaves a mark here that nobody can take away unseen.`}
      isWide
      actions={
        may('ledger:verify') && (
          <Button
            leftSection={<IconShieldCheck size={18} aria-hidden />}
            loading={verify.isPending}
            onClick={() => verify.mutate()}
          >
            <Trans>Verify</Trans>
          </Button>
        )
      }
    >
      <div className={panel.stack}>
        <ProblemAlert error={verify.error} />
        {verify.data !== undefined && <Verdict verification={verify.data} />}
        {ledger.isPending && <WaitingRows />}
        {ledger.isError && <ProblemAlert error={ledger.error} onRetry={() => void ledger.refetch()} />}
        {ledger.data !== undefined && (
          <>
            <div className={styles.logs}>
              {ledger.data.logs.map((log) => (
                <LogCard key={log.name} log={log} />
              ))}
            </div>
            <LedgerEntries entries={ledger.data.entries} />
          </>
        )}
      </div>
    </Page>
  )
}

function LogCard({ log }: { readonly log: LogView }): ReactNode {
  const { t } = useLingui()
  const { labels } = useLanguage()
  const format = useFormat()
  const { checkpoint } = log
  const name = labels.logs[log.name]
  return (
    <section className={`${panel.panel} ${panel.padded}`}>
      <h2 className={panel.sectionTitle}>{name}</h2>
      <p className={styles.size}>{format.number(log.size)}</p>
      <p className="muted" style={{ marginBlockStart: 0 }}>
        <Trans context="ledger">Entries</Trans>
      </p>
      {checkpoint === null ? (
        <p className="muted">{t`No checkpoint has been signed yet.`}</p>
      ) : (
        <>
          <p style={{ margin: '0 0 0.5rem' }}>
            <Trans>
              Checkpoint signed {format.moment(checkpoint.at)}. Entries covered:{' '}
              {format.number(checkpoint.size)}
            </Trans>
          </p>
          <CopyField value={checkpoint.note} name={t`Checkpoint of ${name}`} isBlock />
        </>
      )}
    </section>
  )
}

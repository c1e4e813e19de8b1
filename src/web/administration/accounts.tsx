import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Modal } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { AccountView } from '#http/contract/shapes.ts'
import panel from '../components/panel.module.css'
import { ProblemAlert } from '../components/problem-alert.tsx'
import { StatusBadge } from '../components/status-badge.tsx'
import table from '../components/table.module.css'
import { WaitingRows } from '../components/waiting.tsx'
import { useLanguage } from '../language.tsx'
import { accountsQuery } from '../queries.ts'
import { Page } from '../shell/page.tsx'
import { AccountForm } from './account-form.tsx'

/** The register of accounts and their rights (RPD 111). */
export function Accounts(): ReactNode {
  const { t } = useLingui()
  const accounts = useQuery(accountsQuery)
  const [isAdding, setIsAdding] = useState(false)
  return (
    <Page
      title={t`Accounts`}
      lead={t`Who may sign in to this node, and what each may do.`}
      actions={
        <Button leftSection={<IconUserPlus size={18} aria-hidden />} onClick={() => setIsAdding(true)}>
          <Trans>Add an account</Trans>
        </Button>
      }
    >
      {accounts.isPending && <WaitingRows />}
      {accounts.isError && <ProblemAlert error={accounts.error} onRetry={() => void accounts.refetch()} />}
      {accounts.data !== undefined && <AccountTable accounts={accounts.data.accounts} />}
      <Modal
        opened={isAdding}
        onClose={() => setIsAdding(false)}
        title={t`Add an account`}
        closeButtonProps={{ 'aria-label': t`Close` }}
      >
        <AccountForm onDone={() => setIsAdding(false)} />
      </Modal>
    </Page>
  )
}

function AccountTable({ accounts }: { readonly accounts: readonly AccountView[] }): ReactNode {
  const { t } = useLingui()
  const { labels } = useLanguage()
  return (
    <div className={panel.panel}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t`Name`}</th>
            <th scope="col">{t`Account`}</th>
            <th scope="col">{t`Service`}</th>
            <th scope="col">{t`Roles`}</th>
            <th scope="col">{t`Rights`}</th>
          </tr>
        </thead>
        <tbody>
          {accounts.map((account) => (
            <tr key={account.id}>
              <td>
                <strong>
                  <bdi>{account.displayName}</bdi>
                </strong>
                {account.isDemonstration && (
                  <>
                    {' '}
                    <StatusBadge tone="caution">{t`Demonstration`}</StatusBadge>
                  </>
                )}
              </td>
              <td>
                <span className="code">{account.id}</span>
              </td>
              <td>
                <bdi>{account.entity}</bdi>
              </td>
              <td>{account.roles.map((role) => labels.roles[role]).join(' · ')}</td>
              <td className="muted">
                {account.permissions.map((each) => labels.permissions[each]).join(' · ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

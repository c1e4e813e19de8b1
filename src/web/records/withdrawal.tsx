import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Modal, Textarea } from '@mantine/core'
import { IconTrashX } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { withdrawRecord } from '#http/contract/records.ts'
import panel from '../components/panel.module.css'
import { fieldErrorsOf, ProblemAlert } from '../components/problem-alert.tsx'
import { useFormat } from '../format.ts'
import { api, recordQuery } from '../queries.ts'
import { useMemberName } from '../session.ts'
import { useAnnounce } from '../shell/announcer.tsx'
import type { RecordView } from './record-frame.tsx'

/** Withdrawing cannot be undone: the dialog says who holds the record and what each of them will do. */
export function Withdrawal({ view }: { readonly view: RecordView }): ReactNode {
  const { t } = useLingui()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button
        color="grave"
        variant="outline"
        leftSection={<IconTrashX size={18} aria-hidden />}
        onClick={() => setIsOpen(true)}
      >
        <Trans>Withdraw</Trans>
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setIsOpen(false)}
        title={t`Withdraw this record?`}
        closeButtonProps={{ 'aria-label': t`Close` }}
      >
        <WithdrawalForm view={view} onClose={() => setIsOpen(false)} />
      </Modal>
    </>
  )
}

interface WithdrawalFormProps {
  readonly view: RecordView
  readonly onClose: () => void
}

function WithdrawalForm({ view, onClose }: WithdrawalFormProps): ReactNode {
  const { t } = useLingui()
  const [reason, setReason] = useState('')
  const format = useFormat()
  const memberName = useMemberName()
  const announce = useAnnounce()
  const client = useQueryClient()
  const withdraw = useMutation({
    mutationFn: () => api(withdrawRecord, { params: { id: view.id }, body: { reason: reason.trim() } }),
    onSuccess: (after) => {
      client.setQueryData(recordQuery(view.id).queryKey, after)
      void client.invalidateQueries({ queryKey: ['records', 'list'] })
      announce(t`Withdrawn`)
      onClose()
    },
  })
  const holders = format.list(view.holders.map(({ member }) => memberName(member)))
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    withdraw.mutate()
  }
  return (
    <form noValidate onSubmit={submit} className={panel.stack}>
      <p style={{ margin: 0 }}>
        {view.holders.length === 0 ? (
          <Trans>No other member holds it. Its contents are erased here and cannot be brought back.</Trans>
        ) : (
          <Trans>
            Held by: {holders}. Each of them erases it and answers with a signed receipt. It cannot be brought
            back.
          </Trans>
        )}
      </p>
      <Textarea
        label={t`Reason`}
        description={t`Sent to every holder with the withdrawal`}
        required
        data-autofocus
        autosize
        minRows={2}
        minLength={3}
        maxLength={2000}
        data-free-text
        value={reason}
        error={fieldErrorsOf(withdraw.error)['reason']}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <ProblemAlert error={withdraw.error} />
      <div className={panel.row}>
        <Button type="submit" color="grave" loading={withdraw.isPending}>
          <Trans>Withdraw</Trans>
        </Button>
        <Button variant="default" onClick={onClose}>
          <Trans>Cancel</Trans>
        </Button>
      </div>
    </form>
  )
}

import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Kbd, Textarea } from '@mantine/core'
import { IconCheck, IconEqual, IconEqualNot, IconQuestionMark, IconSend } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { decideCandidate } from '#http/contract/checks.ts'
import type { CandidateView } from '#http/contract/shapes.ts'
import { fieldErrorsOf, ProblemAlert } from '../components/problem-alert.tsx'
import { useLanguage } from '../language.tsx'
import { api } from '../queries.ts'
import { useMemberName, useSignedIn } from '../session.ts'
import { useAnnounce } from '../shell/announcer.tsx'
import styles from './decision-panel.module.css'

export type DecisionChoice = NonNullable<CandidateView['decision']>

interface DecisionPanelProps {
  readonly checkId: string
  readonly candidate: CandidateView
  readonly choice: DecisionChoice | undefined
  readonly onChoice: (decision: DecisionChoice | undefined) => void
  readonly isCurrent: boolean
}

const CHOICES = [
  { decision: 'same', key: 'S', icon: IconEqual },
  { decision: 'not-same', key: 'N', icon: IconEqualNot },
  { decision: 'cannot-tell', key: 'C', icon: IconQuestionMark },
] as const

/** Three choices and a reason. Who will be told stands there before it is sent, and what was sent stands there after. */
export function DecisionPanel({
  checkId,
  candidate,
  choice,
  onChoice,
  isCurrent,
}: DecisionPanelProps): ReactNode {
  const { t } = useLingui()
  const { may } = useSignedIn()
  const { labels } = useLanguage()
  const memberName = useMemberName()
  const announce = useAnnounce()
  const client = useQueryClient()
  const { recordId } = candidate
  const decide = useMutation({
    mutationFn: (body: { decision: DecisionChoice; reason: string }) =>
      api(decideCandidate, { params: { checkId }, body: { recordId, ...body } }),
    onSuccess: ({ decision }) => {
      onChoice(undefined)
      announce(t`Decision kept: ${labels.decisions[decision]}`)
      void client.invalidateQueries({ queryKey: ['hits'] })
    },
  })

  const made = decide.data?.decision ?? candidate.decision
  if (made !== null) {
    const wasSent = decide.data === undefined ? made === 'same' : decide.data.hitId !== null
    return (
      <Decided decision={labels.decisions[made]} owner={wasSent ? memberName(candidate.owner) : undefined} />
    )
  }
  if (!may('check:decide')) return null
  return (
    <div className={styles.panel}>
      <div className={styles.choices} role="group" aria-label={t`Is this the same?`}>
        <span className={styles.ask}>{t`Is this the same?`}</span>
        {CHOICES.map(({ decision, key, icon: Icon }) => (
          <Button
            key={decision}
            variant={choice === decision ? 'filled' : 'default'}
            aria-pressed={choice === decision}
            leftSection={<Icon size={17} aria-hidden />}
            rightSection={isCurrent && <Kbd size="xs">{key}</Kbd>}
            onClick={() => onChoice(choice === decision ? undefined : decision)}
          >
            {labels.decisions[decision]}
          </Button>
        ))}
      </div>
      {choice !== undefined && (
        <ReasonForm
          key={choice}
          decision={choice}
          owner={memberName(candidate.owner)}
          error={decide.error}
          isSending={decide.isPending}
          onDecide={(reason) => decide.mutate({ decision: choice, reason })}
          onCancel={() => onChoice(undefined)}
        />
      )}
    </div>
  )
}

interface ReasonFormProps {
  readonly decision: DecisionChoice
  readonly owner: string
  readonly error: Error | null
  readonly isSending: boolean
  readonly onDecide: (reason: string) => void
  readonly onCancel: () => void
}

function ReasonForm({ decision, owner, error, isSending, onDecide, onCancel }: ReasonFormProps): ReactNode {
  const { t } = useLingui()
  const [reason, setReason] = useState('')
  const box = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    box.current?.focus()
  }, [])
  const isSame = decision === 'same'
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    onDecide(reason.trim())
  }
  return (
    <form noValidate className={styles.reason} onSubmit={submit}>
      <p className={styles.recipients}>
        {isSame ? (
          <Trans>
            Who will see this: {owner}, the owner. Your unit, the purpose, the place, what was in front of you
            and your reason are sent; your name is not.
          </Trans>
        ) : (
          <Trans>
            Nothing is sent to anyone. The decision and its reason are kept in the log of this node.
          </Trans>
        )}
      </p>
      <Textarea
        label={t`Reason`}
        required
        ref={box}
        autosize
        minRows={2}
        minLength={3}
        maxLength={2000}
        data-free-text
        value={reason}
        error={fieldErrorsOf(error)['reason']}
        onChange={(event) => setReason(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onCancel()
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
            event.currentTarget.form?.requestSubmit()
        }}
      />
      <ProblemAlert error={error} />
      <div className={styles.buttons}>
        <Button
          type="submit"
          loading={isSending}
          leftSection={isSame ? <IconSend size={17} aria-hidden /> : <IconCheck size={17} aria-hidden />}
        >
          {isSame ? <Trans>Report the hit to {owner}</Trans> : <Trans>Keep the decision</Trans>}
        </Button>
        <Button variant="subtle" onClick={onCancel}>
          <Trans>Cancel</Trans>
        </Button>
      </div>
    </form>
  )
}

interface DecidedProps {
  readonly decision: string
  readonly owner: string | undefined
}

function Decided({ decision, owner }: DecidedProps): ReactNode {
  return (
    <div className={styles.decided}>
      <IconCheck size={18} aria-hidden />
      <strong>{decision}</strong>
      <span>
        {owner === undefined ? (
          <Trans>Nothing was sent. The decision is kept in the log of this node.</Trans>
        ) : (
          <Trans>A hit was sent to {owner}. Wait for its verification before any measure.</Trans>
        )}
      </span>
    </div>
  )
}

import { Trans, useLingui } from '@lingui/react/macro'
import { Button, PasswordInput, TextInput } from '@mantine/core'
import { IconArrowRight, IconLock } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useEffect, useState } from 'react'
import { signIn, signInForDemonstration } from '#http/contract/session.ts'
import type { SessionView } from '#http/contract/shapes.ts'
import { ProblemAlert } from '../components/problem-alert.tsx'
import { MemberMark } from '../components/member-mark.tsx'
import { useLanguage } from '../language.tsx'
import { api, enterSession } from '../queries.ts'
import { LanguageSwitch } from './language-switch.tsx'
import { SchemeSwitch } from './scheme-switch.tsx'
import styles from './sign-in.module.css'

/** Which node this is, then who you are. */
export function SignIn({ session }: { readonly session: SessionView }): ReactNode {
  const { t } = useLingui()
  const { language, labels } = useLanguage()
  const { member } = session
  const name = member.name[language]

  useEffect(() => {
    document.title = `${t`Sign in`} · ${name} · Entraide`
  }, [t, name])

  return (
    <div className={styles.ground}>
      <div className={styles.bar}>
        <LanguageSwitch />
        <SchemeSwitch />
      </div>
      <main className={styles.main} id="content" tabIndex={-1}>
        <section className={styles.node}>
          <MemberMark id={member.id} size="large" />
          <p className={styles.mandate}>{labels.mandates[member.mandate]}</p>
          <h1 className={styles.name}>{name}</h1>
          <p className={styles.product}>
            <Trans>Entraide: police cooperation between members of one network</Trans>
          </p>
          <dl className={styles.facts}>
            <div>
              <dt>{t`Network`}</dt>
              <dd>
                <span className="code">{session.network}</span>
              </dd>
            </div>
            <div>
              <dt>{t`Member`}</dt>
              <dd>
                <span className="code">{member.id}</span>
              </dd>
            </div>
          </dl>
          <p className={styles.warning}>
            <IconLock size={16} aria-hidden />
            <Trans>
              For authorised officers. Every look-up and every act is recorded and can be verified.
            </Trans>
          </p>
        </section>
        <section className={styles.entry}>
          {session.isDemonstration && session.demonstrationAccounts.length > 0 && (
            <DemonstrationAccounts accounts={session.demonstrationAccounts} />
          )}
          <PasswordForm isSecond={session.isDemonstration} />
        </section>
      </main>
    </div>
  )
}

interface DemonstrationProps {
  readonly accounts: SessionView['demonstrationAccounts']
}

function DemonstrationAccounts({ accounts }: DemonstrationProps): ReactNode {
  const { t } = useLingui()
  const { labels } = useLanguage()
  const format = useNames()
  const client = useQueryClient()
  const enter = useMutation({
    mutationFn: (account: string) => api(signInForDemonstration, { body: { account } }),
    onSuccess: (session) => enterSession(client, session),
  })
  return (
    <div className={styles.block}>
      <h2 className={styles.blockTitle}>
        <span className={styles.tag}>{t`Demonstration`}</span>
        <Trans>Enter with one click</Trans>
      </h2>
      <p className={styles.hint}>
        <Trans>These accounts, and everyone in the databases they show, are invented.</Trans>
      </p>
      <ul className={styles.cards}>
        {accounts.map((account) => (
          <li key={account.id}>
            <button
              type="button"
              className={styles.card}
              disabled={enter.isPending}
              onClick={() => enter.mutate(account.id)}
            >
              <span className={styles.cardName}>
                <bdi>{account.displayName}</bdi>
              </span>
              <span className={styles.cardRole}>
                {format(account.roles.map((role) => labels.roles[role]))}
              </span>
              <span className={styles.cardEntity}>
                <bdi>{account.entity}</bdi>
              </span>
              <IconArrowRight size={18} aria-hidden className={styles.cardArrow} />
            </button>
          </li>
        ))}
      </ul>
      <ProblemAlert error={enter.error} />
    </div>
  )
}

function useNames(): (names: readonly string[]) => string {
  const { language } = useLanguage()
  return (names) => names.join(language === 'ar' ? '، ' : ', ')
}

function PasswordForm({ isSecond }: { readonly isSecond: boolean }): ReactNode {
  const { t } = useLingui()
  const client = useQueryClient()
  const [account, setAccount] = useState('')
  const [password, setPassword] = useState('')
  const enter = useMutation({
    mutationFn: () => api(signIn, { body: { account: account.trim(), password } }),
    onSuccess: (session) => enterSession(client, session),
    onError: () => setPassword(''),
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    enter.mutate()
  }
  return (
    <form noValidate className={styles.block} onSubmit={submit}>
      <h2 className={styles.blockTitle}>
        {isSecond ? <Trans>Or with a named account</Trans> : <Trans>Sign in</Trans>}
      </h2>
      <ProblemAlert error={enter.error} />
      <TextInput
        label={t`Account`}
        value={account}
        onChange={(event) => setAccount(event.currentTarget.value)}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        dir="ltr"
        maxLength={60}
        required
      />
      <PasswordInput
        label={t`Password`}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        autoComplete="current-password"
        visibilityToggleButtonProps={{ 'aria-label': t`Show the password` }}
        maxLength={200}
        required
      />
      <Button type="submit" loading={enter.isPending} variant={isSecond ? 'default' : 'filled'}>
        <Trans>Sign in</Trans>
      </Button>
    </form>
  )
}

import { Trans, useLingui } from '@lingui/react/macro'
import { Button, MultiSelect, PasswordInput, Select, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { LANGUAGES } from '#acts/charter.ts'
import { addAccount } from '#http/contract/administration.ts'
import type { AccountView } from '#http/contract/shapes.ts'
import { LIMITS } from '#kernel/limits.ts'
import panel from '../components/panel.module.css'
import { fieldErrorsOf, ProblemAlert } from '../components/problem-alert.tsx'
import { LANGUAGE_NAMES, useLanguage } from '../language.tsx'
import { accountsQuery, api } from '../queries.ts'
import { useAnnounce } from '../shell/announcer.tsx'

type GivenRole = Exclude<AccountView['roles'][number], 'operator'>
/** Roles that an administrator may give; the operator is whoever sits at the machine. */
const GIVEN_ROLES: readonly GivenRole[] = [
  'border-officer',
  'bureau-officer',
  'notices-officer',
  'administrator',
]

export function AccountForm({ onDone }: { readonly onDone: () => void }): ReactNode {
  const { t } = useLingui()
  const { language, labels } = useLanguage()
  const announce = useAnnounce()
  const client = useQueryClient()
  const [draft, setDraft] = useState({ id: '', displayName: '', entity: '', password: '' })
  const [roles, setRoles] = useState<readonly GivenRole[]>([])
  const [spoken, setSpoken] = useState(language)
  const add = useMutation({
    mutationFn: () => api(addAccount, { body: { ...draft, roles: [...roles], language: spoken } }),
    onSuccess: () => {
      announce(t`Account added`)
      void client.invalidateQueries(accountsQuery)
      onDone()
    },
  })
  const errors = fieldErrorsOf(add.error)
  const text = (field: keyof typeof draft) => ({
    value: draft[field],
    error: errors[field],
    required: true,
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      setDraft({ ...draft, [field]: event.currentTarget.value }),
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    add.mutate()
  }
  return (
    <form noValidate className={panel.stack} onSubmit={submit}>
      <TextInput
        label={t`Name`}
        data-free-text
        minLength={2}
        maxLength={80}
        data-autofocus
        {...text('displayName')}
      />
      <TextInput
        label={t`Account`}
        description={t`Small letters, digits, dots and hyphens; begins with a letter`}
        dir="ltr"
        pattern="[a-z][a-z0-9.\-]{1,39}"
        maxLength={40}
        autoCapitalize="none"
        spellCheck={false}
        {...text('id')}
      />
      <TextInput label={t`Service`} data-free-text minLength={2} maxLength={120} {...text('entity')} />
      <MultiSelect
        label={t`Roles`}
        required
        maxValues={3}
        data={GIVEN_ROLES.map((role) => ({ value: role, label: labels.roles[role] }))}
        value={[...roles]}
        error={errors['roles']}
        onChange={(chosen) => setRoles(GIVEN_ROLES.filter((role) => chosen.includes(role)))}
      />
      <Select
        label={t`Language`}
        allowDeselect={false}
        data={LANGUAGES.map((each) => ({ value: each, label: LANGUAGE_NAMES[each] }))}
        value={spoken}
        onChange={(_, option) => setSpoken(LANGUAGES.find((each) => each === option?.value) ?? language)}
      />
      <PasswordInput
        label={t`First password`}
        description={t`At least twelve characters`}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': t`Show the password` }}
        minLength={12}
        maxLength={LIMITS.passwordChars}
        {...text('password')}
      />
      <ProblemAlert error={add.error} />
      <div className={panel.row}>
        <Button type="submit" loading={add.isPending}>
          <Trans>Add the account</Trans>
        </Button>
        <Button variant="default" onClick={onDone}>
          <Trans>Cancel</Trans>
        </Button>
      </div>
    </form>
  )
}

import { useLingui } from '@lingui/react/macro'
import { TextInput, type TextInputProps } from '@mantine/core'
import type { ReactNode } from 'react'
import { isPartialDate } from '#kernel/days.ts'
import { hyphenated } from './hyphenated.ts'

interface PartialDateInputProps extends Omit<TextInputProps, 'onChange' | 'value'> {
  readonly value: string
  readonly onChange: (value: string) => void
  /** Another calendar has other days: the node says whether a date is one. */
  readonly isGregorian?: boolean
}

/** A date as far as it is known: a year, a month or a day. Digits alone get their hyphens. */
export function PartialDateInput({
  value,
  onChange,
  error,
  isGregorian = true,
  ...rest
}: PartialDateInputProps): ReactNode {
  const { t } = useLingui()
  const isWrong = isGregorian && value !== '' && !isPartialDate(value)
  return (
    <TextInput
      {...rest}
      value={value}
      dir="ltr"
      inputMode="numeric"
      maxLength={10}
      placeholder="YYYY-MM-DD"
      autoComplete="off"
      error={error ?? (isWrong && value.length >= 8 && t`Write the date as 1980, 1980-05 or 1980-05-12`)}
      onChange={(event) => onChange(hyphenated(event.currentTarget.value))}
    />
  )
}

import { useLingui } from '@lingui/react/macro'
import { TextInput, type TextInputProps } from '@mantine/core'
import type { ReactNode } from 'react'
import { isPartialDate } from '#kernel/days.ts'

interface PartialDateInputProps extends Omit<TextInputProps, 'onChange' | 'value'> {
  readonly value: string
  readonly onChange: (value: string) => void
}

/** A date as far as it is known: a year, a month or a day. Digits alone get their hyphens. */
export function PartialDateInput({ value, onChange, error, ...rest }: PartialDateInputProps): ReactNode {
  const { t } = useLingui()
  const isWrong = value !== '' && !isPartialDate(value)
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

/** `19800512` → `1980-05-12`; slashes and dots become hyphens; other digits become Latin ones. */
export function hyphenated(text: string): string {
  const latin = text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
  const plain = latin.replace(/[./\s]/g, '-').replace(/[^\d-]/g, '')
  const digits = /^(\d{4})(\d{2})(\d{0,2})$/.exec(plain)
  if (digits === null) return plain
  return [digits[1], digits[2], digits[3]].filter((part) => part !== '').join('-')
}

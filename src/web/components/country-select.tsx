import { Select, type SelectProps } from '@mantine/core'
import { type ReactNode, useMemo } from 'react'
import { countriesIn } from '../countries.ts'
import { useLanguage } from '../language.tsx'

type CountrySelectProps = Omit<SelectProps, 'data' | 'searchable' | 'limit'>

/** Every country by its name in the reader's language, found by name or by code. */
export function CountrySelect(props: CountrySelectProps): ReactNode {
  const { language } = useLanguage()
  const data = useMemo(() => [...countriesIn(language)], [language])
  return (
    <Select
      clearable
      {...props}
      data={data}
      searchable
      limit={300}
      autoComplete="off"
      filter={({ options, search }) => {
        const asked = fold(search)
        return options.filter(
          (option) =>
            'value' in option && (fold(option.label).includes(asked) || option.value.toLowerCase() === asked),
        )
      }}
      renderOption={({ option }) => (
        <span style={{ display: 'flex', gap: '0.75rem', inlineSize: '100%' }}>
          <span style={{ flex: 1 }}>{option.label}</span>
          <span className="code muted">{option.value}</span>
        </span>
      )}
    />
  )
}

const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim()

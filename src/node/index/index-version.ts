import { createHash } from 'node:crypto'
import { KERNEL_SOURCE as KEYS_KERNEL } from '#lookup/keys/keys.wasm.ts'
import { KERNEL_SOURCE as VOCABULARY_KERNEL } from '#lookup/vocabulary/neighbours.wasm.ts'
import { documentKey } from '#matching/identifiers/documents.ts'
import { indexKeysOf } from '#matching/identifiers/keys.ts'
import { parseIdentifier } from '#matching/identifiers/parse.ts'
import { parseName } from '#matching/names.ts'

/** To be raised when a section changes its meaning and nothing below tells. */
const LAYOUT = 1

/** Names and numbers whose reading tells that a rule of reading was changed. Invented; most of the scripts and forms. */
const NAMES = [
  'Dr Sergei A. Malenko-Veresk',
  'Yusuf bin Farid al-Harizi Abu Omar',
  'يوسف بن فريد الحارزي',
  'حمیدرضا فرزان',
  'Сергей Анатольевич Маленко',
  'Γιώργος Παπαβέρεσκ',
  'יוסף בן דוד מלאנקו',
  '王小明',
  '김종수',
  'やまだたろう',
  'ヤマダタロウ',
  'हमीद रज़ा',
  'Արամ Մալենկո',
  'გიორგი მალენკო',
  "María O'Veresk y Núñez Łęski Ørn Straße Dvořák",
]
const NUMBERS = [
  { type: 'email', value: 'A.Malenko+x@Example.org' },
  { type: 'phone', value: '+254 712 345678' },
  { type: 'iban', value: 'GB82 WEST 1234 5698 7654 32' },
  { type: 'site', value: 'hxxp://exämple[.]org/a?b' },
  { type: 'imei', value: '490154203237518' },
] as const

/**
 * Of what an index depends on beside the records: how it lies in memory, and how names and numbers are read. An index that another
 * version of the program made would miss what this one looks for.
 */
export function indexVersion(): string {
  const names = NAMES.map((name) => parseName(name))
  const keys = [
    ...indexKeysOf(documentKey({ number: 'o0-O1i 7B', issuer: 'KE' })),
    ...NUMBERS.flatMap((number) => {
      const parsed = parseIdentifier(number)
      return parsed.ok ? indexKeysOf(parsed.value.key) : [parsed.refusal.kind]
    }),
  ]
  const said = JSON.stringify([LAYOUT, KEYS_KERNEL, VOCABULARY_KERNEL, names, keys])
  return createHash('sha256').update(said).digest('hex')
}

/**
 * Why a list or a machine-readable zone is refused, by code, with the plain values that its sentence needs. No value is
 * text of the file, because it may name a person. Codes are public and never reused; http/texts has the words.
 */
interface FaultValues {
  /** `error` is the system's code of the error: EIO. */
  'source-stopped': { readonly error: string }
  'file-too-large': { readonly limitBytes: number }
  'utf-16': { readonly order: 'little-endian' | 'big-endian' }
  'not-utf-8': object
  'other-encoding': object
  'ends-in-character': object
  'ends-before-root': object
  /** `element` is one of the names that the list is known to have. */
  'ends-in-element': { readonly element: string }
  'ends-in-quotation': object
  /** The file's last row is shorter or longer than the others. */
  'ends-in-row': { readonly columns: number; readonly expected: number }
  'row-columns': { readonly columns: number; readonly expected: number }
  'row-too-long': { readonly limitChars: number }
  'too-many-rows': { readonly limit: number }
  'stray-quotation': object
  'text-after-end-mark': object
  'first-row-unnumbered': object
  'xml-tags': object
  'xml-character': object
  'xml-entity': object
  'xml-attribute': object
  'xml-outside-root': object
  'xml-declaration': object
  'xml-malformed': object
  'xml-version': object
  doctype: object
  'nested-too-deep': { readonly limit: number }
  'too-many-attributes': { readonly limit: number }
  'too-many-elements': { readonly limit: number }
  'too-many-entries': { readonly limit: number }
  'text-too-long': { readonly limitChars: number }
  'markup-too-long': object
  'other-root': { readonly expected: string }
  'no-entry': object
  /** `name` is what the list calls the number of an entry. */
  'entry-repeated': { readonly name: 'DATAID' | 'ent_num' }
  'number-required': { readonly limitDigits: number }
  'name-required': object
  'value-required': object
  'value-too-long': { readonly limitChars: number }
  'too-many-values': { readonly limit: number }
  'not-a-day': object
  'control-characters': object
  'value-unfit': object
  /** A line of a machine-readable zone. */
  'line-characters': { readonly characters: number; readonly expected: number }
}

export type FaultCode = keyof FaultValues

export type Fault<Code extends FaultCode = FaultCode> = {
  readonly [C in Code]: { readonly code: C } & FaultValues[C]
}[Code]

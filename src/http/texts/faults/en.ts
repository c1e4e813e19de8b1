import { countingIn, MEBIBYTE } from '../counting.ts'
import type { FaultTexts } from './texts.ts'

const { counted, number } = countingIn<'one'>('en')
const characters = (count: number): string => counted(count, { one: '# character', other: '# characters' })
const columns = (count: number): string => counted(count, { one: '# column', other: '# columns' })

export const EN: FaultTexts = {
  'source-stopped': ({ error }) => `Reading stopped with an error (${error}).`,
  'file-too-large': ({ limitBytes }) => `The file has more than ${number(limitBytes / MEBIBYTE)} MiB.`,
  'utf-16': ({ order }) => `The file is in UTF-16 (${order}); it must be UTF-8.`,
  'not-utf-8': () => 'Some bytes here are not UTF-8.',
  'other-encoding': () => 'The file declares another encoding than UTF-8.',
  'ends-in-character': () => 'The file ends inside a character.',
  'ends-before-root': () => 'The file ends before its first element.',
  'ends-in-element': ({ element }) => `The file ends inside ${element}.`,
  'ends-in-quotation': () => 'The file ends inside quotation marks.',
  'ends-in-row': (fault) => `The last row has ${columns(fault.columns)}, not ${number(fault.expected)}.`,
  'row-columns': (fault) => `The row has ${columns(fault.columns)}, not ${number(fault.expected)}.`,
  'row-too-long': ({ limitChars }) => `The row is longer than ${characters(limitChars)}.`,
  'too-many-rows': ({ limit }) => `There are more than ${counted(limit, { one: '# row', other: '# rows' })}.`,
  'stray-quotation': () => 'The quotation marks are not as in a CSV file.',
  'text-after-end-mark': () => 'There is text after the end mark.',
  'first-row-unnumbered': () => 'The first row does not start with a number.',
  'xml-tags': () => 'A tag is not closed, or closes what was not opened.',
  'xml-character': () => 'A character stands here that XML does not allow in this place.',
  'xml-entity': () => 'An entity here is not one of XML’s own.',
  'xml-attribute': () => 'An attribute is not written as XML asks.',
  'xml-outside-root': () => 'Something stands outside the root element.',
  'xml-declaration': () => 'The XML declaration is not as it should be.',
  'xml-malformed': () => 'This is not written as XML asks.',
  'xml-version': () => 'Only XML 1.0 is read.',
  doctype: () => 'A document type declaration could declare entities; a list needs none.',
  'nested-too-deep': ({ limit }) =>
    `Elements are nested more than ${counted(limit, { one: '# level', other: '# levels' })} deep.`,
  'too-many-attributes': ({ limit }) =>
    `A tag has more than ${counted(limit, { one: '# attribute', other: '# attributes' })}.`,
  'too-many-elements': ({ limit }) =>
    `An entry has more than ${counted(limit, { one: '# element', other: '# elements' })}.`,
  'too-many-entries': ({ limit }) =>
    `There are more than ${counted(limit, { one: '# entry', other: '# entries' })}.`,
  'text-too-long': ({ limitChars }) => `A text is longer than ${characters(limitChars)}.`,
  'markup-too-long': () => 'A text, tag or comment is too long.',
  'other-root': ({ expected }) => `The root element is not ${expected}.`,
  'no-entry': () => 'The list holds no entry.',
  'entry-repeated': ({ name }) => `This ${name} appears a second time.`,
  'number-required': ({ limitDigits }) =>
    `A number of at most ${counted(limitDigits, { one: '# digit', other: '# digits' })} is required.`,
  'name-required': () => 'A name is required.',
  'value-required': () => 'A value is required.',
  'value-too-long': ({ limitChars }) => `The value is longer than ${characters(limitChars)}.`,
  'too-many-values': ({ limit }) =>
    `There are more than ${counted(limit, { one: '# value', other: '# values' })}.`,
  'not-a-day': () => 'The value is not a day that exists.',
  'control-characters': () => 'The value holds control characters.',
  'value-unfit': () => 'The value does not fit the vocabulary.',
  'line-characters': (fault) =>
    `The line has ${characters(fault.characters)}, not ${number(fault.expected)}.`,
}

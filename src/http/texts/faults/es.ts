import { countingIn, MEBIBYTE } from '../counting.ts'
import type { FaultTexts } from './texts.ts'

const { counted, number } = countingIn<'one'>('es')
const characters = (count: number): string => counted(count, { one: '# carácter', other: '# caracteres' })
const columns = (count: number): string => counted(count, { one: '# columna', other: '# columnas' })

export const ES: FaultTexts = {
  'source-stopped': ({ error }) => `La lectura se detuvo con un error (${error}).`,
  'file-too-large': ({ limitBytes }) => `El fichero supera ${number(limitBytes / MEBIBYTE)} MiB.`,
  'utf-16': ({ order }) => `El fichero está en UTF-16 (${order}); debe estar en UTF-8.`,
  'not-utf-8': () => 'Hay aquí bytes que no son UTF-8.',
  'other-encoding': () => 'El fichero declara una codificación distinta de UTF-8.',
  'ends-in-character': () => 'El fichero termina en medio de un carácter.',
  'ends-before-root': () => 'El fichero termina antes de su primer elemento.',
  'ends-in-element': ({ element }) => `El fichero termina dentro de ${element}.`,
  'ends-in-quotation': () => 'El fichero termina dentro de unas comillas.',
  'ends-in-row': (fault) => `La última fila tiene ${columns(fault.columns)}, no ${number(fault.expected)}.`,
  'row-columns': (fault) => `La fila tiene ${columns(fault.columns)}, no ${number(fault.expected)}.`,
  'row-too-long': ({ limitChars }) => `La fila supera ${characters(limitChars)}.`,
  'too-many-rows': ({ limit }) => `Hay más de ${counted(limit, { one: '# fila', other: '# filas' })}.`,
  'stray-quotation': () => 'Las comillas no son las de un fichero CSV.',
  'text-after-end-mark': () => 'Hay texto después de la marca de fin.',
  'first-row-unnumbered': () => 'La primera fila no empieza por un número.',
  'xml-tags': () => 'Una etiqueta no se cierra, o cierra lo que no estaba abierto.',
  'xml-character': () => 'Hay aquí un carácter que XML no admite en este lugar.',
  'xml-entity': () => 'Hay aquí una entidad que no es de las propias de XML.',
  'xml-attribute': () => 'Un atributo no está escrito como pide XML.',
  'xml-outside-root': () => 'Hay algo fuera del elemento raíz.',
  'xml-declaration': () => 'La declaración XML no es como debe ser.',
  'xml-malformed': () => 'Esto no está escrito como pide XML.',
  'xml-version': () => 'Solo se lee XML 1.0.',
  doctype: () => 'Una declaración de tipo de documento podría declarar entidades; una lista no las necesita.',
  'nested-too-deep': ({ limit }) =>
    `Los elementos están anidados a más de ${counted(limit, { one: '# nivel', other: '# niveles' })}.`,
  'too-many-attributes': ({ limit }) =>
    `Una etiqueta tiene más de ${counted(limit, { one: '# atributo', other: '# atributos' })}.`,
  'too-many-elements': ({ limit }) =>
    `Una entrada tiene más de ${counted(limit, { one: '# elemento', other: '# elementos' })}.`,
  'too-many-entries': ({ limit }) =>
    `Hay más de ${counted(limit, { one: '# entrada', other: '# entradas' })}.`,
  'text-too-long': ({ limitChars }) => `Un texto supera ${characters(limitChars)}.`,
  'markup-too-long': () => 'Un texto, una etiqueta o un comentario es demasiado largo.',
  'other-root': ({ expected }) => `El elemento raíz no es ${expected}.`,
  'no-entry': () => 'La lista no contiene ninguna entrada.',
  'entry-repeated': ({ name }) => `Este ${name} aparece por segunda vez.`,
  'number-required': ({ limitDigits }) =>
    `Se necesita un número de ${counted(limitDigits, { one: '# cifra', other: '# cifras' })} como máximo.`,
  'name-required': () => 'Se necesita un nombre.',
  'value-required': () => 'Se necesita un valor.',
  'value-too-long': ({ limitChars }) => `El valor supera ${characters(limitChars)}.`,
  'too-many-values': ({ limit }) => `Hay más de ${counted(limit, { one: '# valor', other: '# valores' })}.`,
  'not-a-day': () => 'El valor no es un día que exista.',
  'control-characters': () => 'El valor contiene caracteres de control.',
  'value-unfit': () => 'El valor no encaja en el vocabulario.',
  'line-characters': (fault) =>
    `La línea tiene ${characters(fault.characters)}, no ${number(fault.expected)}.`,
}

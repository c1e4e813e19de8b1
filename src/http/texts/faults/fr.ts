import { countingIn, MEBIBYTE } from '../counting.ts'
import type { FaultTexts } from './texts.ts'

const { counted, number } = countingIn<'one'>('fr')
const characters = (count: number): string => counted(count, { one: '# caractère', other: '# caractères' })
const columns = (count: number): string => counted(count, { one: '# colonne', other: '# colonnes' })

export const FR: FaultTexts = {
  'source-stopped': ({ error }) => `La lecture s’est arrêtée sur une erreur (${error}).`,
  'file-too-large': ({ limitBytes }) => `Le fichier dépasse ${number(limitBytes / MEBIBYTE)} Mio.`,
  'utf-16': ({ order }) =>
    `Le fichier est en UTF-16 (${order === 'little-endian' ? 'petit-boutiste' : 'gros-boutiste'}) ; il doit être en UTF-8.`,
  'not-utf-8': () => 'Des octets ne sont pas ici de l’UTF-8.',
  'other-encoding': () => 'Le fichier déclare un autre codage que l’UTF-8.',
  'ends-in-character': () => 'Le fichier se termine au milieu d’un caractère.',
  'ends-before-root': () => 'Le fichier se termine avant son premier élément.',
  'ends-in-element': ({ element }) => `Le fichier se termine à l’intérieur de ${element}.`,
  'ends-in-quotation': () => 'Le fichier se termine à l’intérieur de guillemets.',
  'ends-in-row': (fault) =>
    `La dernière ligne a ${columns(fault.columns)}, et non ${number(fault.expected)}.`,
  'row-columns': (fault) => `La ligne a ${columns(fault.columns)}, et non ${number(fault.expected)}.`,
  'row-too-long': ({ limitChars }) => `La ligne dépasse ${characters(limitChars)}.`,
  'too-many-rows': ({ limit }) => `Il y a plus de ${counted(limit, { one: '# ligne', other: '# lignes' })}.`,
  'stray-quotation': () => 'Les guillemets ne sont pas ceux d’un fichier CSV.',
  'text-after-end-mark': () => 'Il y a du texte après la marque de fin.',
  'first-row-unnumbered': () => 'La première ligne ne commence pas par un numéro.',
  'xml-tags': () => 'Une balise n’est pas fermée, ou ferme ce qui n’était pas ouvert.',
  'xml-character': () => 'Un caractère se trouve ici à un endroit où XML ne l’admet pas.',
  'xml-entity': () => 'Une entité n’est pas ici de celles que XML connaît.',
  'xml-attribute': () => 'Un attribut n’est pas écrit comme XML le demande.',
  'xml-outside-root': () => 'Quelque chose se trouve hors de l’élément racine.',
  'xml-declaration': () => 'La déclaration XML n’est pas comme il faut.',
  'xml-malformed': () => 'Ceci n’est pas écrit comme XML le demande.',
  'xml-version': () => 'Seul XML 1.0 est lu.',
  doctype: () =>
    'Une déclaration de type de document pourrait déclarer des entités ; une liste n’en a pas besoin.',
  'nested-too-deep': ({ limit }) =>
    `Les éléments sont imbriqués sur plus de ${counted(limit, { one: '# niveau', other: '# niveaux' })}.`,
  'too-many-attributes': ({ limit }) =>
    `Une balise a plus de ${counted(limit, { one: '# attribut', other: '# attributs' })}.`,
  'too-many-elements': ({ limit }) =>
    `Une entrée a plus de ${counted(limit, { one: '# élément', other: '# éléments' })}.`,
  'too-many-entries': ({ limit }) =>
    `Il y a plus de ${counted(limit, { one: '# entrée', other: '# entrées' })}.`,
  'text-too-long': ({ limitChars }) => `Un texte dépasse ${characters(limitChars)}.`,
  'markup-too-long': () => 'Un texte, une balise ou un commentaire est trop long.',
  'other-root': ({ expected }) => `L’élément racine n’est pas ${expected}.`,
  'no-entry': () => 'La liste ne contient aucune entrée.',
  'entry-repeated': ({ name }) => `Ce ${name} apparaît une seconde fois.`,
  'number-required': ({ limitDigits }) =>
    `Il faut un numéro d’au plus ${counted(limitDigits, { one: '# chiffre', other: '# chiffres' })}.`,
  'name-required': () => 'Il faut un nom.',
  'value-required': () => 'Il faut une valeur.',
  'value-too-long': ({ limitChars }) => `La valeur dépasse ${characters(limitChars)}.`,
  'too-many-values': ({ limit }) =>
    `Il y a plus de ${counted(limit, { one: '# valeur', other: '# valeurs' })}.`,
  'not-a-day': () => 'La valeur n’est pas un jour qui existe.',
  'control-characters': () => 'La valeur contient des caractères de commande.',
  'value-unfit': () => 'La valeur n’entre pas dans le vocabulaire.',
  'line-characters': (fault) =>
    `La ligne a ${characters(fault.characters)}, et non ${number(fault.expected)}.`,
}

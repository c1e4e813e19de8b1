import type { Name } from '#acts/person.ts'
import { LIMITS } from '#kernel/limits.ts'

/** What one name field of a list holds, taken apart: lists put several names and remarks into one field. */
export interface ListedNames {
  readonly names: readonly Name[]
  /** Remarks beside the names, and what is longer than a name may be. The caller keeps them in the summary. */
  readonly remarks: readonly string[]
}

/**
 * Takes a name field apart: several names between `;`, further spellings or scripts in brackets, remarks such as
 * `(birth name)` that say what use the name has. Every word of the field is in a name or said by `use`.
 */
export function listedNames(text: string, use: Name['use'], quality: Name['quality']): ListedNames {
  // Taking apart is quadratic in the worst case; no list writes anything near this length.
  if (text.length > 4 * LIMITS.nameChars) return { names: [], remarks: [text] }
  const names: Name[] = []
  const remarks: string[] = []
  for (const part of outsideBrackets(text)) {
    if (part.note !== undefined) remarks.push(part.note)
    for (const name of [...part.names, ...(part.inBrackets ?? [])]) {
      const tidy = tidied(name)
      if (tidy === '') continue
      const said = { text: tidy, use: useOf(tidy, part.use ?? use, use), quality }
      if (tidy.length > LIMITS.nameChars) remarks.push(tidy)
      else if (!names.some((known) => known.text === said.text)) names.push(said)
    }
  }
  return { names, remarks }
}

interface Part {
  readonly names: readonly string[]
  readonly inBrackets?: readonly string[]
  /** What the brackets say of the use of the name. */
  readonly use?: Name['use']
  readonly note?: string
}

/** Splits at `;` outside brackets, and takes out the brackets that hold other names or a remark. */
function outsideBrackets(text: string): readonly Part[] {
  return splitOutside(text).map((piece): Part => {
    const born = /^(.*?\S),?\s+(born\s.*)$/is.exec(piece)
    if (born !== null) return { names: [born[1] ?? ''], note: piece.trim() }
    const brackets = /^(.*?\S)\s*\((.*)\)[\s,.]*$/s.exec(piece)
    const [, outside = '', inside = ''] = brackets ?? []
    if (brackets === null || inside === '') return { names: lettered(piece) }
    const use = USES.get(inside.trim().toLowerCase())
    if (use !== undefined) return { names: [outside], use }
    const otherScript = isLatin(inside) !== isLatin(outside)
    if (inside.includes(';') || otherScript || /original script/i.test(inside)) {
      return { names: [outside], inBrackets: namesInBrackets(inside) }
    }
    // Acronyms and short epithets stay with the name; sentences with numbers are no part of it.
    if (inside.length > 40 && /\d/.test(inside)) return { names: [outside], note: piece.trim() }
    return { names: lettered(piece) }
  })
}

const USES: ReadonlyMap<string, Name['use']> = new Map([
  ['birth name', 'birth'],
  ['name at birth', 'birth'],
  ['previously listed as', 'former'],
  ['formerly listed as', 'former'],
  ['original script', 'original-script'],
])

function namesInBrackets(inside: string): readonly string[] {
  return inside.split(/[;؛]|\)\s*\(/).map((name) => name.replace(/\(?original script\)?\s*:?/gi, ''))
}

function splitOutside(text: string): readonly string[] {
  const pieces: string[] = []
  let depth = 0
  let start = 0
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]
    if (sign === '(') depth += 1
    else if (sign === ')') depth = Math.max(0, depth - 1)
    else if ((sign === ';' || sign === '؛') && depth === 0) {
      pieces.push(text.slice(start, at))
      start = at + 1
    }
  }
  pieces.push(text.slice(start))
  return pieces
}

/** `one b) two c) three`: lists that count their names by letters. */
const lettered = (text: string): readonly string[] => text.split(/(?:^|\s)[a-z]\)\s/)

/** A name in another script than its list's Latin is an original-script name, whatever the list calls it. */
function useOf(name: string, use: Name['use'], listed: Name['use']): Name['use'] {
  return listed !== 'original-script' && use === 'alias' && !isLatin(name) ? 'original-script' : use
}

const isLatin = (text: string): boolean => /\p{Script=Latin}/u.test(text) || !/\p{L}/u.test(text)

/** One space between words, no separators left at the ends, brackets only in pairs. */
function tidied(text: string): string {
  const tidy = text.replace(/\s+/g, ' ').replace(/^[\s,;:]+|[\s,;:]+$/g, '')
  return /^\([^()]*\)$/.test(tidy) ? tidy.slice(1, -1).trim() : tidy
}

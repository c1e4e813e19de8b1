import { SaxesParser } from 'saxes'
import { LIMITS } from '#kernel/limits.ts'
import { decodeUtf8 } from './bytes-in.ts'
import type { ListRefusal, OnProgress } from './list-entry.ts'
import type { Fault } from './fault.ts'

/** An element of an entry, with its text (whitespace as written) and the line where it starts. */
export interface XmlElement {
  readonly name: string
  readonly line: number
  readonly children: XmlElement[]
  text: string
}

/** What a list looks like: its root, and for each path below the root the name of the entries there. */
export interface ListShape {
  readonly root: string
  /** Section name → entry name. Other content of the root is passed over. */
  readonly sections: Readonly<Record<string, string>>
}

/** One entry alone may not grow without end: the largest real one has some 150 elements. */
const ENTRY_ELEMENTS = 5_000
const TAG_ATTRIBUTES = 32
/** saxes gathers text, names, comments and tags until they end; this bounds what it may gather. */
const SILENT_BYTES = 4 * LIMITS.importTextChars

/**
 * Streams the entries of an XML list to `onEntry`, which may refuse one and thereby the file.
 *
 * attacker-controlled: every byte of the source. A DOCTYPE is refused before anything in it is read, so no
 * entity is ever declared or expanded; depth, text, entry and file sizes are bounded; memory is that of one entry.
 * Returns the first refusal, or nothing.
 */
export async function readXmlEntries(
  source: AsyncIterable<Uint8Array>,
  shape: ListShape,
  onEntry: (entry: XmlElement) => ListRefusal | undefined,
  onProgress?: OnProgress,
): Promise<ListRefusal | undefined> {
  const reading = new XmlReading(shape, onEntry)
  for await (const decoded of decodeUtf8(source)) {
    if (decoded.type === 'refused') return decoded.refusal
    const refusal = reading.write(decoded.text)
    if (refusal !== undefined) return refusal
    onProgress?.({ bytes: decoded.bytes, entries: reading.entries })
  }
  return reading.end()
}

class XmlReading {
  entries = 0
  #refusal: ListRefusal | undefined
  #rootState: 'before' | 'inside' | 'after' = 'before'
  /** Names of the open elements outside entries; inside an entry, `#open` holds them. */
  readonly #path: string[] = []
  readonly #open: XmlElement[] = []
  #entryElements = 0
  #startLine = 1
  #silentChars = 0
  #prologTail = ''
  readonly #shape: ListShape
  readonly #onEntry: (entry: XmlElement) => ListRefusal | undefined
  readonly #parser = new SaxesParser({ xmlns: false, position: true })

  constructor(shape: ListShape, onEntry: (entry: XmlElement) => ListRefusal | undefined) {
    this.#shape = shape
    this.#onEntry = onEntry
    const parser = this.#parser
    parser.on('error', (error) => {
      this.#refuse({ kind: 'import/not-xml', ...this.#here(), fault: xmlFault(error.message) })
    })
    parser.on('xmldecl', ({ encoding, version }) => this.#declared(encoding, version))
    parser.on('doctype', () => this.#doctype(parser.line))
    parser.on('opentagstart', (tag) => this.#opens(tag.name))
    let attributes = 0
    parser.on('attribute', () => {
      this.#silentChars = 0
      attributes += 1
      if (attributes > TAG_ATTRIBUTES) this.#tooLarge({ code: 'too-many-attributes', limit: TAG_ATTRIBUTES })
    })
    parser.on('opentag', () => {
      attributes = 0
    })
    parser.on('closetag', () => this.#closes())
    parser.on('text', (text) => this.#textOf(text))
    parser.on('cdata', (text) => this.#textOf(text))
    parser.on('comment', () => this.#heard())
    parser.on('processinginstruction', () => this.#heard())
  }

  write(text: string): ListRefusal | undefined {
    if (this.#rootState === 'before') this.#scanProlog(text)
    if (this.#refusal === undefined) {
      this.#silentChars += text.length
      this.#parser.write(text)
      if (this.#silentChars > SILENT_BYTES) this.#tooLarge({ code: 'markup-too-long' })
    }
    return this.#refusal
  }

  end(): ListRefusal | undefined {
    if (this.#rootState === 'before') {
      return { kind: 'import/truncated', ...this.#here(), fault: { code: 'ends-before-root' } }
    }
    if (this.#rootState === 'inside') {
      const fault = { code: 'ends-in-element', element: this.#openPart() } as const
      return { kind: 'import/truncated', ...this.#here(), fault }
    }
    const here = this.#here()
    this.#parser.close()
    if (this.#refusal === undefined && this.entries === 0) {
      this.#refuse({ kind: 'import/unknown-format', ...here, fault: { code: 'no-entry' } })
    }
    return this.#refusal
  }

  /**
   * saxes reports a DOCTYPE only at its end, which may never come. The word anywhere before the root refuses the
   * file, in a comment too: no list needs it.
   */
  #scanProlog(text: string): void {
    const seen = this.#prologTail + text
    const found = seen.indexOf('<!DOCTYPE')
    const root = /<[A-Za-z_]/.exec(seen)
    if (found !== -1 && (root === null || root.index > found)) {
      const unread = seen.slice(this.#prologTail.length, Math.max(found, this.#prologTail.length))
      this.#doctype(this.#parser.line + unread.split('\n').length - 1)
    }
    this.#prologTail = seen.slice(-8)
  }

  #doctype(line: number): void {
    this.#refuse({ kind: 'import/doctype-forbidden', line, fault: { code: 'doctype' } })
  }

  #declared(encoding: string | undefined, version: string | undefined): void {
    this.#heard()
    if (encoding !== undefined && !/^utf-?8$/i.test(encoding)) {
      this.#refuse({ kind: 'import/wrong-encoding', line: 1, fault: { code: 'other-encoding' } })
    }
    if (version !== undefined && version !== '1.0') {
      this.#refuse({ kind: 'import/not-xml', line: 1, fault: { code: 'xml-version' } })
    }
  }

  #opens(name: string): void {
    this.#heard()
    this.#startLine = this.#parser.line
    if (this.#refusal !== undefined) return
    if (this.#path.length + this.#open.length >= LIMITS.importDepth) {
      const fault = { code: 'nested-too-deep', limit: LIMITS.importDepth } as const
      this.#refuse({ kind: 'import/too-deep', ...this.#here(), fault })
      return
    }
    const parent = this.#open.at(-1)
    if (parent !== undefined) {
      this.#entryElements += 1
      if (this.#entryElements > ENTRY_ELEMENTS)
        this.#tooLarge({ code: 'too-many-elements', limit: ENTRY_ELEMENTS })
      const element: XmlElement = { name, line: this.#startLine, children: [], text: '' }
      parent.children.push(element)
      this.#open.push(element)
      return
    }
    if (this.#path.length === 0) this.#opensRoot(name)
    const section = this.#path.length === 2 ? this.#path[1] : undefined
    if (
      section !== undefined &&
      Object.hasOwn(this.#shape.sections, section) &&
      this.#shape.sections[section] === name
    ) {
      this.#opensEntry(name)
    } else {
      this.#path.push(name)
    }
  }

  #opensRoot(name: string): void {
    this.#rootState = 'inside'
    if (name !== this.#shape.root) {
      const fault = { code: 'other-root', expected: this.#shape.root } as const
      this.#refuse({ kind: 'import/unknown-format', ...this.#here(), fault })
    }
  }

  #opensEntry(name: string): void {
    this.#entryElements = 1
    if (this.entries >= LIMITS.importEntries) {
      const fault = { code: 'too-many-entries', limit: LIMITS.importEntries } as const
      this.#refuse({ kind: 'import/too-many-entries', ...this.#here(), fault })
    }
    this.#open.push({ name, line: this.#startLine, children: [], text: '' })
  }

  #closes(): void {
    this.#heard()
    if (this.#refusal !== undefined) return
    const closed = this.#open.pop()
    if (closed === undefined) {
      this.#path.pop()
      if (this.#path.length === 0) this.#rootState = 'after'
    } else if (this.#open.length === 0) {
      this.entries += 1
      const refusal = this.#onEntry(closed)
      if (refusal !== undefined) this.#refuse(refusal)
    }
  }

  #textOf(text: string): void {
    this.#heard()
    const element = this.#open.at(-1)
    if (element === undefined || this.#refusal !== undefined) return
    element.text += text
    if (element.text.length > LIMITS.importTextChars) {
      this.#tooLarge({ code: 'text-too-long', limitChars: LIMITS.importTextChars })
    }
  }

  #heard(): void {
    this.#silentChars = 0
  }

  #tooLarge(fault: Fault): void {
    this.#refuse({ kind: 'import/too-large', ...this.#here(), fault })
  }

  /** The innermost open element whose name the shape knows. Any other name is text of the file, and not repeated. */
  #openPart(): string {
    const { root, sections } = this.#shape
    const known = new Set([root, ...Object.keys(sections), ...Object.values(sections)])
    const open = [...this.#path, ...this.#open.map(({ name }) => name)]
    return open.findLast((name) => known.has(name)) ?? root
  }

  #here(): { readonly line: number; readonly column: number } {
    return { line: this.#parser.line, column: this.#parser.columnIndex + 1 }
  }

  /** The first reason stands; what the parser says after it follows from it. */
  #refuse(refusal: ListRefusal): void {
    this.#refusal ??= refusal
  }
}

/** What saxes says in English, by a word of it. It may quote the file: names of tags and entities. */
function xmlFault(message: string): Fault {
  const reason = message.replace(/^\d+:\d+: /, '')
  const found = XML_FAULTS.find(([pattern]) => pattern.test(reason))
  return { code: found?.[1] ?? 'xml-malformed' }
}

const XML_FAULTS = [
  [
    /^(text data outside|documents may contain only one root|processing instructions are not)/,
    'xml-outside-root',
  ],
  [/^(unexpected|unmatched|unclosed|weird empty|forward-slash)/, 'xml-tags'],
  [/^(disallowed character|the string "]]>")/, 'xml-character'],
  [/^[^:"]*\bentity\b/, 'xml-entity'],
  [/^[^:"]*\battribute|^no whitespace between/, 'xml-attribute'],
  [
    /^[^:"]*\bXML declaration|^(version number|standalone value|value must be quoted|expected )/,
    'xml-declaration',
  ],
] as const

import type { XmlElement } from './xml-entries.ts'

/**
 * Hands out the fields of an entry once each, and knows what nobody took: what a mapper does not place, it
 * still finds in `leftovers` and keeps as text. So no word of a list is dropped without a line of code saying so.
 */
export class EntryFields {
  readonly #element: XmlElement
  readonly #taken: Set<XmlElement>

  constructor(element: XmlElement, taken: Set<XmlElement> = new Set()) {
    this.#element = element
    this.#taken = taken
  }

  /** The text of the first element of that name, one space between words; nothing when absent or empty. */
  take(name: string): string | undefined {
    return this.takeAll(name)[0]
  }

  takeAll(name: string): readonly string[] {
    return this.#element.children
      .filter((child) => child.name === name)
      .flatMap((child) => this.#textOf(child))
  }

  /** The elements of that name, to take fields from. */
  groups(name: string): readonly EntryFields[] {
    return this.#element.children
      .filter((child) => child.name === name)
      .map((child) => new EntryFields(child, this.#taken))
  }

  /** The texts of `<NAME><VALUE>…</VALUE></NAME>`. */
  values(name: string): readonly string[] {
    return this.groups(name).flatMap((group) => group.takeAll('VALUE'))
  }

  /** The texts of the elements of that name inside the groups, which stay where they are. */
  texts(name: string): readonly string[] {
    return this.#element.children
      .flatMap((child) => child.children)
      .filter((child) => child.name === name)
      .map((child) => tidied(child.text))
  }

  /** Puts back what turned out to have no place: it will be among the leftovers. */
  untake(name: string): void {
    for (const child of this.#element.children) if (child.name === name) this.#taken.delete(child)
  }

  lineOf(name: string): number {
    return this.#element.children.find((child) => child.name === name)?.line ?? this.#element.line
  }

  get line(): number {
    return this.#element.line
  }

  /** `LABEL: text` for every text that nobody took, in the order of the file. */
  leftovers(): readonly string[] {
    return leftoversOf(this.#element, this.#taken, [])
  }

  #textOf(child: XmlElement): readonly string[] {
    this.#taken.add(child)
    const text = tidied(child.text)
    return text === '' ? [] : [text]
  }
}

function leftoversOf(
  element: XmlElement,
  taken: ReadonlySet<XmlElement>,
  path: readonly string[],
): readonly string[] {
  const own = taken.has(element) ? '' : tidied(element.text)
  const below = element.children.flatMap((child) => leftoversOf(child, taken, [...path, child.name]))
  return own === '' ? below : [`${labelOf(path)}: ${own}`, ...below]
}

/** `INDIVIDUAL_ALIAS / NOTE` → `Alias note`. */
function labelOf(path: readonly string[]): string {
  const words = path
    .map((name) =>
      name
        .replace(/^(?:INDIVIDUAL|ENTITY)_/, '')
        .replaceAll('_', ' ')
        .toLowerCase(),
    )
    .filter((name) => name !== 'value')
    .join(' ')
  return words === '' ? 'Remark' : `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

const tidied = (text: string): string => text.replace(/\s+/g, ' ').trim()

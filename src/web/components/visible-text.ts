/**
 * Controls that reorder or hide text (Unicode UAX #9 §2, "Trojan Source"). Joiners stay: Arabic, Persian and Indic
 * spelling needs them.
 */
const HIDDEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu

/** Shows what is hidden: each control becomes its code point in brackets, such as `[U+202E]`. */
export function visibleText(text: string): string {
  return text.replace(HIDDEN, (control) => {
    const code = control.codePointAt(0) ?? 0
    return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`
  })
}

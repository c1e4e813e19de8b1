/** `19800512` → `1980-05-12`; slashes and dots become hyphens; other digits become Latin ones. */
export function hyphenated(text: string): string {
  const latin = text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) =>
    String((digit.codePointAt(0) ?? 0) & 0xf),
  )
  const plain = latin.replace(/[./\s]/g, '-').replace(/[^\d-]/g, '')
  const digits = /^(\d{4})(\d{2})(\d{0,2})$/.exec(plain)
  if (digits === null) return plain
  return [digits[1], digits[2], digits[3]].filter((part) => part !== '').join('-')
}

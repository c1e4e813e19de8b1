/** Consonants of the Ethiopic block, eight places each from U+1200 (Unicode, chapter 19). */
// biome-ignore format: a table reads in rows
const ROWS: readonly string[] = [
  'h', 'l', 'h', 'm', 's', 'r', 's', 'sh', 'q', 'qw', 'q', 'qw', 'b', 'v', 't', 'ch', 'h', 'hw', 'n', 'ny', '', 'k', 'kw', 'h', 'hw', 'w', '',
  'z', 'zh', 'y', 'd', 'd', 'j', 'g', 'gw', 'g', 't', 'ch', 'p', 'ts', 'ts', 'f', 'p',
]
const FIRST = 0x1200
/** The sixth is said as a short i or not at all. */
const VOWELS = ['e', 'u', 'i', 'a', 'e', '', 'o', 'wa'] as const
const BARE_VOWELS = ['a', 'u', 'i', 'a', 'e', 'i', 'o', 'wa'] as const

/** Amharic and Tigrinya. */
export function romaniseEthiopic(word: string): readonly string[] {
  let out = ''
  let said = ''
  for (const char of word) {
    const place = (char.codePointAt(0) ?? 0) - FIRST
    const consonant = ROWS[place >> 3]
    if (place < 0 || consonant === undefined) continue
    const vowels = consonant === '' || consonant === 'h' ? BARE_VOWELS : VOWELS
    const vowel = vowels[place & 7] ?? ''
    out += consonant + vowel
    said += consonant + (vowel === '' ? 'i' : vowel)
  }
  return out === said ? [out] : [out, said]
}

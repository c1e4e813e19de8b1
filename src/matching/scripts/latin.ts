/** Letters whose sound would be lost with their mark, or that Unicode does not decompose. */
// biome-ignore format: a table reads in rows
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ı: 'i', æ: 'ae', œ: 'oe', þ: 'th', ð: 'd', ə: 'e', ħ: 'h', ŋ: 'ng', ĸ: 'k',
  č: 'ch', ć: 'ch', š: 'sh', ś: 'sh', ş: 'sh', ș: 'sh', ž: 'zh', ź: 'z', ż: 'zh', ç: 'ch', ğ: 'gh', ţ: 'ts', ț: 'ts',
  ñ: 'ny', ǧ: 'j', ǰ: 'j', ĵ: 'j', ḫ: 'kh', ẖ: 'kh', ġ: 'gh', ṯ: 'th', ḏ: 'dh', ṭ: 't', ḥ: 'h', ḩ: 'h', ẕ: 'z', ř: 'r',
  ď: 'd', ť: 't', ň: 'ny', ĉ: 'ch', ŝ: 'sh', ŭ: 'u', ƒ: 'f', ɓ: 'b', ɗ: 'd', ƙ: 'k', ƴ: 'y', ɛ: 'e', ɔ: 'o', ŵ: 'w',
}

/**
 * How the word sounds first, then as typed without its marks (`Čavić` → `chavich`, `cavic`), then as other languages read
 * the letters that they disagree about: `ch` as in Christos, `g` as in George, `j` as in Jürgen, `w` as in Wanda. Somali
 * spells with `x` and `c` what Arabic has ح and ع for: Maxamed, Cali.
 */
export function romaniseLatin(word: string): readonly string[] {
  const plain = /^[a-z0-9]*$/.test(word) ? word : foldLatin(word)
  let sounded = ''
  for (const char of word) sounded += LETTERS[char] ?? char
  sounded = plain === word ? word : foldLatin(sounded)
  const elsewhere = plain
    .replaceAll('j', 'y')
    .replaceAll(/g(?=[eiy])/g, 'j')
    .replaceAll('ch', 'kh')
    .replaceAll('w', 'v')
  if (!SOMALI.test(plain)) return [sounded, plain, elsewhere]
  return [sounded, plain, elsewhere, plain.replaceAll('x', 'h').replace(/^c/, '')]
}

const SOMALI = /^x[aeiou]|[aeiou]x[aeiou]|ax$|ax[mdl]|^c(?:abd|ali$|umar|usm|iis|aydi|awa|ilmi|asha)/

// biome-ignore format: a table reads in rows
const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ı: 'i', æ: 'ae', œ: 'oe', þ: 'th', ð: 'd', ə: 'e', ħ: 'h', ŋ: 'n', ɓ: 'b', ɗ: 'd',
  ƙ: 'k', ƴ: 'y', ɛ: 'e', ɔ: 'o', ĸ: 'k', ƒ: 'f',
}

/** Lower-case ASCII letters and digits without marks. */
export function foldLatin(word: string): string {
  let out = ''
  for (const char of word.normalize('NFKD')) out += PLAIN[char] ?? char
  return out.replaceAll(/[^a-z0-9]/g, '')
}

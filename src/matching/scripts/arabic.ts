/**
 * Arabic letters with those of Persian, Urdu, Pashto, Kurdish and Maghrebi spelling. Short vowels are not written, so
 * the result is mostly consonants: `محمد` → `mhmd`. `w` and `y` stand for the letters that are also long vowels.
 * After the romanisations of BGN/PCGN and Unicode's chart for block 0600.
 */
// biome-ignore format: a table reads in rows
const LETTERS: Readonly<Record<string, string>> = {
  ا: 'a', أ: 'a', إ: 'i', آ: 'a', ٱ: 'a', ب: 'b', ت: 't', ث: 'th', ج: 'j', ح: 'h', خ: 'kh', د: 'd', ذ: 'dh',
  ر: 'r', ز: 'z', س: 's', ش: 'sh', ص: 's', ض: 'd', ط: 't', ظ: 'z', ع: '', غ: 'gh', ف: 'f', ق: 'q', ك: 'k',
  ل: 'l', م: 'm', ن: 'n', ه: 'h', و: 'w', ي: 'y', ى: 'a', ة: 'a', ء: '', ئ: 'y', ؤ: 'w',
  پ: 'p', چ: 'ch', ژ: 'zh', گ: 'g', ک: 'k', ی: 'y', ہ: 'h', ھ: 'h', ۀ: 'h', ۂ: 'h', ۃ: 'a', ے: 'e', ۓ: 'e',
  ں: 'n', ٹ: 't', ڈ: 'd', ڑ: 'r', ټ: 't', ډ: 'd', ړ: 'r', ږ: 'g', ښ: 'sh', ڼ: 'n', ې: 'e', ۍ: 'i', ګ: 'g',
  څ: 'ts', ځ: 'dz', ڤ: 'v', ڨ: 'g', ڭ: 'g', ڪ: 'k', ە: 'e', ێ: 'e', ۆ: 'o', ۇ: 'u', ۈ: 'u', ۋ: 'v', ڕ: 'r',
  ڵ: 'l', ݣ: 'g', ڥ: 'v', ٲ: 'a', ٵ: 'a',
}

/** Spellings that one word has in Latin letters; the first is the plain reading. */
export function romaniseArabic(word: string): readonly string[] {
  const variants = [letters(word, {})]
  // The article is written on to its word: الحريري is "al-Hariri" as often as "Hariri", الشمري "ash-Shammari".
  const bare = /^[اٱ]ل/.test(word) && word.length > 4 ? word.slice(2) : word
  if (bare !== word) variants.push(letters(bare, {}))
  // Persian, Turkish and Urdu mouths make s, z and v of these letters: رضا is Reza, وحید Vahid, کیومرث Kiyumars.
  if (EASTERN_LETTERS.test(bare)) variants.push(letters(bare, EASTERN))
  // A long vowel to the west and in the middle of foreign names: نوري is Nuri everywhere.
  if (EASTERN_LETTERS.test(bare) && bare.includes('و')) variants.push(letters(bare, { ...EASTERN, و: 'w' }))
  // Cairo says g: جمال is Gamal.
  if (bare.includes('ج')) variants.push(letters(bare, CAIRENE))
  // A final h is silent in Persian and Urdu and the feminine ending elsewhere: فاطمه, حمزه.
  if (/[هہە]$/.test(bare) && bare.length > 2) variants.push(`${letters(bare.slice(0, -1), {})}a`)
  // The feminine ending is heard before what follows: فتحة الله is Fathatullah; and is -at in the east: رحمة Rahmat.
  if (/[ةۃ]$/.test(bare) && bare.length > 2) variants.push(`${letters(bare.slice(0, -1), {})}t`)
  return [...new Set(variants)]
}

/** و as v only where it is no long vowel: at the beginning, beside a vowel, doubled. */
const EASTERN_LETTERS = /[ضذثظ]|^و|[اآىيی]و|و[اآىيی]/
type Letters = Readonly<Record<string, string>>
const EASTERN: Letters = { ض: 'z', ذ: 'z', ث: 's', ظ: 'z', و: 'v' }
const CAIRENE: Letters = { ج: 'g' }

function letters(word: string, changed: Letters): string {
  let out = ''
  for (const char of word) {
    const letter = changed[char] ?? LETTERS[char] ?? ''
    // سه is s and h, not sh: a mark that has no sound keeps them apart.
    out += letter === 'h' && /[sztdkgc]$/.test(out) ? "'h" : letter
  }
  return out
}

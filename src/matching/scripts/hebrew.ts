/** Hebrew and Yiddish. A geresh makes the sounds of foreign names: ג׳ j, צ׳ ch, ז׳ zh, ת׳ th. Vowels are mostly unwritten. */
// biome-ignore format: a table reads in rows
const LETTERS: Readonly<Record<string, string>> = {
  "ג'": 'j', "ץ'": 'ch', "צ'": 'ch', "ז'": 'zh', "ת'": 'th', "ד'": 'dh', "ח'": 'kh', "ע'": 'gh', "ר'": 'gh',
  וו: 'w', יי: 'y', זש: 'zh', טש: 'ch', דזש: 'j', טס: 'ts',
  א: 'a', ב: 'b', ג: 'g', ד: 'd', ה: 'h', ו: 'w', ז: 'z', ח: 'h', ט: 't', י: 'y', כ: 'k', ך: 'kh', ל: 'l',
  מ: 'm', ם: 'm', נ: 'n', ן: 'n', ס: 's', ע: '', פ: 'p', ף: 'f', צ: 'ts', ץ: 'ts', ק: 'k', ר: 'r', ש: 'sh', ת: 't',
}

export function romaniseHebrew(word: string): readonly string[] {
  const text = word.replaceAll(/[׳’‘`´]/g, "'").replaceAll(/[״"]/g, '')
  let out = ''
  for (let at = 0; at < text.length; at++) {
    const found = [3, 2, 1].find((length) => LETTERS[text.slice(at, at + length)] !== undefined) ?? 1
    out += LETTERS[text.slice(at, at + found)] ?? ''
    at += found - 1
  }
  const variants = [out]
  if (out.endsWith('h') && out.length > 2) variants.push(`${out.slice(0, -1)}a`)
  if (text.startsWith('פ')) variants.push(`f${out.slice(1)}`)
  return variants
}

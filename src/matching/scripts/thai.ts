/** Thai after the Royal system of 1999, with the vowels that stand before their consonant put after it. */
// biome-ignore format: a table reads in rows
const CONSONANTS: Readonly<Record<string, string>> = {
  ก: 'k', ข: 'kh', ฃ: 'kh', ค: 'kh', ฅ: 'kh', ฆ: 'kh', ง: 'ng', จ: 'ch', ฉ: 'ch', ช: 'ch', ซ: 's', ฌ: 'ch', ญ: 'y', ฎ: 'd', ฏ: 't', ฐ: 'th',
  ฑ: 'th', ฒ: 'th', ณ: 'n', ด: 'd', ต: 't', ถ: 'th', ท: 'th', ธ: 'th', น: 'n', บ: 'b', ป: 'p', ผ: 'ph', ฝ: 'f', พ: 'ph', ฟ: 'f', ภ: 'ph',
  ม: 'm', ย: 'y', ร: 'r', ล: 'l', ว: 'w', ศ: 's', ษ: 's', ส: 's', ห: 'h', ฬ: 'l', อ: '', ฮ: 'h', ฤ: 'ri', ฦ: 'li',
}
// biome-ignore format: a table reads in rows
const VOWELS: Readonly<Record<string, string>> = {
  'ะ': 'a', 'ั': 'a', 'า': 'a', 'ิ': 'i', 'ี': 'i', 'ึ': 'ue', 'ื': 'ue', 'ุ': 'u', 'ู': 'u', 'ํ': '', 'เ': 'e', 'แ': 'ae', 'โ': 'o', 'ใ': 'ai', 'ไ': 'ai',
}

export function romaniseThai(word: string): readonly string[] {
  const silent = spoken(word)
  // In foreign names it may be said after all: กอร์ดอน Gordon.
  const all = word.includes('์') ? spoken(word.replaceAll('์', '')) : silent
  // At the end of a syllable r and l are said n.
  return [...new Set([silent, silent.replace(/[rl]$/, 'n'), all])]
}

function spoken(word: string): string {
  const text = word
    // What the mark of silence stands on is not said: จันทร์ chan.
    .replaceAll(/[ก-ฮ][ิุ]?์/g, '')
    .replaceAll(/[็่้๊๋]/g, '')
    .replaceAll(/ํา|ำ/g, 'ัม')
    .replaceAll('ือ', 'ื')
    // เมีย, เมือ, เมา: one vowel written around its consonant.
    .replaceAll(/เ([ก-ฮ][รลว]?)ีย/g, '$1ิา')
    .replaceAll(/เ([ก-ฮ][รลว]?)ือ/g, '$1ืา')
    .replaceAll(/เ([ก-ฮ])า/g, '$1าโ')
    .replaceAll(/([ก-ฮ])ัว/g, '$1ุา')
    .replaceAll(/รร(?=[ก-ฮ])/g, 'ะ')
    .replaceAll('รร', 'ัน')
    .replaceAll(/([เแใไ]|โ(?=[ก-ฮ]))(ห(?=[งญนมยรลว]))?((?:[กขคปผพต](?=[รล]))?[ก-ฮ])/g, '$3$1')
    .replaceAll(/^ห(?=[งญนมยรลว])/g, '')
  let plain = ''
  // อ carries a vowel where a word or a syllable begins with one, and is an o elsewhere.
  for (const char of text)
    plain += char === 'อ' && plain !== '' ? 'o' : (CONSONANTS[char] ?? VOWELS[char] ?? '')
  return plain
}

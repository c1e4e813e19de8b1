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
  const text = word
    // What the mark of silence stands on is not said: จันทร์ chan.
    .replaceAll(/[ก-ฮ][ิุ]?์/g, '')
    .replaceAll(/[็่้๊๋]/g, '')
    .replaceAll(/ํา|ำ/g, 'ัม')
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
  for (const char of text) plain += CONSONANTS[char] ?? VOWELS[char] ?? ''
  // At the end of a syllable r, l and y of ญ are said n.
  const asSaid = plain.replace(/[rl]$/, 'n')
  return asSaid === plain ? [plain] : [plain, asSaid]
}

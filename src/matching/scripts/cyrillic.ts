/** Russian, Ukrainian, Belarusian, Bulgarian, Serbian, Macedonian, Kazakh, Kyrgyz, Tajik, Mongolian; after ICAO 9303-3 table B. */
// biome-ignore format: a table reads in rows
const LETTERS: Readonly<Record<string, string>> = {
  а: 'a', б: 'b', в: 'v', г: 'g', ґ: 'g', д: 'd', ђ: 'dj', е: 'e', ё: 'yo', є: 'ye', ж: 'zh', з: 'z', и: 'i',
  і: 'i', ї: 'yi', й: 'y', ј: 'y', к: 'k', л: 'l', љ: 'ly', м: 'm', н: 'n', њ: 'ny', о: 'o', п: 'p', р: 'r',
  с: 's', т: 't', ћ: 'ch', ќ: 'k', у: 'u', ў: 'w', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', џ: 'dzh', ш: 'sh',
  щ: 'shch', ъ: '', ы: 'i', ь: '', э: 'e', ю: 'yu', я: 'ya', ә: 'a', ғ: 'gh', қ: 'q', ң: 'ng', ө: 'o', ү: 'u',
  ұ: 'u', һ: 'h', ҳ: 'h', ҷ: 'j', җ: 'j', ӣ: 'i', ӯ: 'u', ѓ: 'g', ѕ: 'dz', ӧ: 'o', ӱ: 'u', ӑ: 'a', ӗ: 'e', ӏ: '',
  ѐ: 'e', ѝ: 'i', ҹ: 'ch', ҙ: 'z', ҡ: 'q', ҫ: 's', ѣ: 'e', ѳ: 'f', ѵ: 'i',
}

export function romaniseCyrillic(word: string): readonly string[] {
  let plain = ''
  for (const char of word) plain += LETTERS[char] ?? ''
  // Ukrainian and Belarusian г, and foreign h written as г: Гарпер is Harper.
  return word.startsWith('г') ? [plain, `h${plain.slice(1)}`] : [plain]
}

/** Katakana (hiragana is moved on to it), Hepburn. The long mark and the small tsu, which names lose, give nothing. */
// biome-ignore format: a table reads in rows
const SYLLABLES: Readonly<Record<string, string>> = {
  ア: 'a', イ: 'i', ウ: 'u', エ: 'e', オ: 'o', カ: 'ka', キ: 'ki', ク: 'ku', ケ: 'ke', コ: 'ko', サ: 'sa', シ: 'shi', ス: 'su',
  セ: 'se', ソ: 'so', タ: 'ta', チ: 'chi', ツ: 'tsu', テ: 'te', ト: 'to', ナ: 'na', ニ: 'ni', ヌ: 'nu', ネ: 'ne', ノ: 'no',
  ハ: 'ha', ヒ: 'hi', フ: 'fu', ヘ: 'he', ホ: 'ho', マ: 'ma', ミ: 'mi', ム: 'mu', メ: 'me', モ: 'mo', ヤ: 'ya', ユ: 'yu',
  ヨ: 'yo', ラ: 'ra', リ: 'ri', ル: 'ru', レ: 're', ロ: 'ro', ワ: 'wa', ヰ: 'i', ヱ: 'e', ヲ: 'o', ン: 'n', ガ: 'ga', ギ: 'gi',
  グ: 'gu', ゲ: 'ge', ゴ: 'go', ザ: 'za', ジ: 'ji', ズ: 'zu', ゼ: 'ze', ゾ: 'zo', ダ: 'da', ヂ: 'ji', ヅ: 'zu', デ: 'de',
  ド: 'do', バ: 'ba', ビ: 'bi', ブ: 'bu', ベ: 'be', ボ: 'bo', パ: 'pa', ピ: 'pi', プ: 'pu', ペ: 'pe', ポ: 'po', ヴ: 'vu',
  ァ: 'a', ィ: 'i', ゥ: 'u', ェ: 'e', ォ: 'o', ャ: 'ya', ュ: 'yu', ョ: 'yo', ヮ: 'wa', ヵ: 'ka', ヶ: 'ke',
}
const SMALL = 'ァィゥェォャュョヮ'

export function romaniseKana(word: string): readonly string[] {
  let out = ''
  for (const char of word) {
    const kana = toKatakana(char)
    const sound = SYLLABLES[kana] ?? ''
    out = SMALL.includes(kana) && out !== '' ? contracted(out, sound) : out + sound
  }
  return [out]
}

/** Hiragana moved on to katakana, sign by sign. */
export function toKatakana(text: string): string {
  return text.replaceAll(/[ぁ-ゖ]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0x60))
}

/** `ki` + small `ya` = `kya`; `shi` + `ya` = `sha`; `fu` + small `a` = `fa`. */
function contracted(before: string, small: string): string {
  const stem = before.replace(/[aiueo]$/, '')
  return stem + (/(?:sh|ch|j)$/.test(stem) ? small.replace('y', '') : small)
}

/** Georgian, after the national system of 2002; the aspirated ფ is also the f of foreign names. */
// biome-ignore format: a table reads in rows
const GEORGIAN: Readonly<Record<string, string>> = {
  ა: 'a', ბ: 'b', გ: 'g', დ: 'd', ე: 'e', ვ: 'v', ზ: 'z', თ: 't', ი: 'i', კ: 'k', ლ: 'l', მ: 'm', ნ: 'n', ო: 'o', პ: 'p', ჟ: 'zh', რ: 'r',
  ს: 's', ტ: 't', უ: 'u', ფ: 'p', ქ: 'k', ღ: 'gh', ყ: 'q', შ: 'sh', ჩ: 'ch', ც: 'ts', ძ: 'dz', წ: 'ts', ჭ: 'ch', ხ: 'kh', ჯ: 'j', ჰ: 'h',
}

export function romaniseGeorgian(word: string): readonly string[] {
  const plain = spelt(word, GEORGIAN)
  return word.includes('ფ') ? [plain, spelt(word.replaceAll('ფ', 'f'), GEORGIAN)] : [plain]
}

/** Armenian as in the east (BGN/PCGN 1981 without its marks). */
// biome-ignore format: a table reads in rows
const ARMENIAN: Readonly<Record<string, string>> = {
  ա: 'a', բ: 'b', գ: 'g', դ: 'd', ե: 'e', զ: 'z', է: 'e', ը: 'e', թ: 't', ժ: 'zh', ի: 'i', լ: 'l', խ: 'kh', ծ: 'ts', կ: 'k', հ: 'h',
  ձ: 'dz', ղ: 'gh', ճ: 'ch', մ: 'm', յ: 'y', ն: 'n', շ: 'sh', ո: 'o', չ: 'ch', պ: 'p', ջ: 'j', ռ: 'r', ս: 's', վ: 'v', տ: 't', ր: 'r',
  ց: 'ts', ւ: 'v', փ: 'p', ք: 'k', օ: 'o', ֆ: 'f', և: 'ev',
}
/** Of Beirut, Aleppo and Paris: what the east says soft is hard there, and the other way round. */
// biome-ignore format: a table reads in rows
const WESTERN: Readonly<Record<string, string>> = {
  ...ARMENIAN, բ: 'p', գ: 'k', դ: 't', պ: 'b', կ: 'g', տ: 'd', ձ: 'ts', ծ: 'dz', ջ: 'ch', ճ: 'j',
}

export function romaniseArmenian(word: string): readonly string[] {
  const text = word
    .replaceAll('ու', 'u')
    .replace(/^ո(?!վ)/, 'vo')
    .replace(/^ե/, 'ye')
  const eastern = spelt(text, ARMENIAN)
  const western = spelt(text, WESTERN)
  return eastern === western ? [eastern] : [eastern, western]
}

/** Letters that the table lacks stay: they are Latin already. */
function spelt(word: string, letters: Readonly<Record<string, string>>): string {
  let out = ''
  for (const char of word) out += letters[char] ?? (/[a-z]/.test(char) ? char : '')
  return out
}

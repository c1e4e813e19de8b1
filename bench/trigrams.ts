/** The trigrams that PostgreSQL's pg_trgm takes of a folded name: of each word, padded with two blanks before and one after. */
export function trigramsOf(folded: string): ReadonlySet<string> {
  const grams = new Set<string>()
  for (const word of folded.split(' ')) {
    const padded = `  ${word} `
    for (let at = 0; at + 3 <= padded.length; at++) grams.add(padded.slice(at, at + 3))
  }
  return grams
}

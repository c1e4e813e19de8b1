/** Pairs first: they sound unlike their letters (ELOT 743, with μπ, ντ, γκ as they begin a foreign name). */
// biome-ignore format: a table reads in rows
const PAIRS: Readonly<Record<string, string>> = {
  μπ: 'b', ντ: 'd', γκ: 'g', γγ: 'ng', τζ: 'j', τσ: 'ts', ου: 'u', ευ: 'ev', αυ: 'av', ει: 'i', οι: 'i', αι: 'e',
  υι: 'i', γι: 'y', ηυ: 'iv',
}

// biome-ignore format: a table reads in rows
const LETTERS: Readonly<Record<string, string>> = {
  α: 'a', β: 'v', γ: 'g', δ: 'd', ε: 'e', ζ: 'z', η: 'i', θ: 'th', ι: 'i', κ: 'k', λ: 'l', μ: 'm', ν: 'n',
  ξ: 'ks', ο: 'o', π: 'p', ρ: 'r', σ: 's', ς: 's', τ: 't', υ: 'i', φ: 'f', χ: 'kh', ψ: 'ps', ω: 'o',
}

export function romaniseGreek(word: string): readonly string[] {
  const sounded = written(word, true)
  const spelt = written(word, false)
  return sounded === spelt ? [sounded] : [sounded, spelt]
}

function written(word: string, inPairs: boolean): string {
  let out = ''
  for (let at = 0; at < word.length; at++) {
    const pair = inPairs ? PAIRS[word.slice(at, at + 2)] : undefined
    out += pair ?? LETTERS[word[at] ?? ''] ?? ''
    if (pair !== undefined) at++
  }
  return out
}

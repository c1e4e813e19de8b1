/** Syllables are composed by arithmetic (Unicode §3.12); the readings follow how Koreans write their names, not one standard. */
const FIRST = 0xac00
const LAST = 0xd7a3
// biome-ignore format: a table reads in rows
const LEADS = ['g', 'kk', 'n', 'd', 'tt', 'r', 'm', 'b', 'pp', 's', 'ss', '', 'j', 'jj', 'ch', 'k', 't', 'p', 'h']
/** Revised Romanisation, McCune-Reischauer without its marks, and as most Koreans spell their own names. */
// biome-ignore format: a table reads in rows
const VOWELS = {
  revised: [
    'a', 'ae', 'ya', 'yae', 'eo', 'e', 'yeo', 'ye', 'o', 'wa', 'wae', 'oe', 'yo', 'u', 'wo', 'we', 'wi', 'yu', 'eu', 'ui', 'i',
  ],
  older: ['a', 'ae', 'ya', 'yae', 'o', 'e', 'yo', 'ye', 'o', 'wa', 'wae', 'oe', 'yo', 'u', 'wo', 'we', 'wi', 'yu', 'u', 'ui', 'i'],
  popular: [
    'a', 'ai', 'ya', 'ye', 'u', 'e', 'you', 'ye', 'o', 'wa', 'we', 'oi', 'yo', 'oo', 'wo', 'we', 'wi', 'yoo', 'u', 'ee', 'i',
  ],
}
type Vowels = keyof typeof VOWELS
// biome-ignore format: a table reads in rows
const TAILS = [
  '', 'k', 'k', 'k', 'n', 'n', 'n', 't', 'l', 'k', 'm', 'l', 'l', 'l', 'p', 'l', 'm', 'p', 'p', 't', 't', 'ng', 't',
  't', 'k', 't', 'p', '',
]

/** Surnames with the spellings their bearers use beside the regular one. */
// biome-ignore format: a table reads in rows
const SURNAMES: Readonly<Record<string, readonly string[]>> = {
  김: ['kim'], 이: ['lee', 'yi', 'ri'], 박: ['park', 'pak'], 최: ['choi', 'choe'], 정: ['jung', 'chung', 'jong'],
  강: ['kang'], 조: ['cho', 'jo'], 윤: ['yoon'], 장: ['jang', 'chang'], 임: ['lim', 'im', 'rim'], 한: ['han'], 오: ['oh'],
  서: ['seo', 'suh'], 신: ['shin', 'sin'], 권: ['kwon'], 황: ['hwang'], 안: ['ahn'], 송: ['song'], 류: ['ryu', 'yoo'],
  유: ['yoo', 'ryu'], 전: ['jeon', 'chun', 'jon'], 홍: ['hong'], 고: ['ko', 'go'], 문: ['moon'], 양: ['yang'],
  손: ['son', 'sohn'], 배: ['bae', 'pae'], 백: ['baek', 'paek'], 허: ['heo', 'hur', 'ho'], 남: ['nam'], 심: ['shim', 'sim'],
  노: ['roh', 'noh', 'no'], 로: ['ro', 'roh'], 리: ['ri', 'lee'], 하: ['ha'], 곽: ['kwak'], 성: ['sung', 'song'], 차: ['cha'],
  주: ['joo', 'chu', 'ju'], 우: ['woo', 'u'], 구: ['koo', 'ku'], 나: ['na', 'ra'], 민: ['min'], 진: ['jin', 'chin'],
  지: ['ji', 'chi'], 엄: ['um', 'om'], 채: ['chae'], 원: ['won'], 천: ['cheon', 'chon'], 방: ['bang', 'pang'], 공: ['kong'],
  현: ['hyun', 'hyon'], 함: ['ham'], 변: ['byun', 'pyon'], 염: ['yom'], 여: ['yeo', 'yo'], 추: ['choo', 'chu'], 도: ['do', 'to'],
  소: ['so'], 석: ['suk', 'sok'], 선: ['sun', 'son'], 설: ['sul', 'sol'], 마: ['ma'], 길: ['gil', 'kil'], 연: ['yeon', 'yon'],
  표: ['pyo'], 명: ['myung', 'myong'], 기: ['ki'], 반: ['ban', 'pan'], 왕: ['wang'], 태: ['tae'], 탁: ['tak'], 량: ['ryang'],
  렴: ['ryom'], 려: ['ryo'], 림: ['rim', 'lim'], 계: ['kye'], 맹: ['maeng'], 국: ['kuk'], 제: ['je'], 봉: ['bong'], 사: ['sa'],
  남궁: ['namgung', 'namkoong'], 황보: ['hwangbo'], 제갈: ['jegal'], 선우: ['sunwoo', 'sonu'], 독고: ['dokgo'],
}

/**
 * Spellings of a word, that of the Revised Romanisation first. Syllables of foreign names have one letter for p and f, b and
 * v, r and l: they are read both ways.
 */
export function romaniseHangul(word: string): readonly string[] {
  const revised = syllables(word, 'revised')
  const readings = [revised, ...(SURNAMES[word] ?? []), syllables(word, 'popular'), syllables(word, 'older')]
  // ㅅ before a consonant doubles it in Japanese names: 잇페이 Ippei.
  const foreign = [revised.replaceAll(/t(?=[ptks])/g, ''), revised.replaceAll(/r+/g, 'l')]
  for (const reading of foreign)
    readings.push(reading, reading.replaceAll(/p+/g, 'f'), reading.replaceAll('b', 'v'))
  return [...new Set(readings)].slice(0, MOST_READINGS)
}

const MOST_READINGS = 9

/** `김정은` → `김`, `정은`; a word that no surname begins, or that is longer than a name, stays whole. */
export function splitHangul(word: string): readonly string[] {
  if (word.length < 2 || word.length > 4) return [word]
  const length = word.length > 2 && SURNAMES[word.slice(0, 2)] !== undefined ? 2 : 1
  return SURNAMES[word.slice(0, length)] === undefined ? [word] : [word.slice(0, length), word.slice(length)]
}

function syllables(word: string, vowels: Vowels): string {
  let out = ''
  for (const char of word) {
    const code = char.charCodeAt(0)
    if (code < FIRST || code > LAST) continue
    const index = code - FIRST
    const lead = LEADS[Math.floor(index / 588)] ?? ''
    const vowel = VOWELS[vowels][Math.floor(index / 28) % 21] ?? ''
    // ㄹ after ㄹ is a long l: 밀러 Miller. A tail of ㅇ does not begin the next syllable: 종욱 is jong-uk.
    if (lead === 'r' && out.endsWith('l')) out += 'l'
    else if (lead === '' && out.endsWith('ng')) out += "'"
    else out += lead
    // 셔 is sho, 쥬 is ju.
    if (vowel.startsWith('y') && lead === 's') out += `h${vowel.slice(1)}`
    else out += vowel.startsWith('y') && /[jh]$/.test(lead) && lead !== 'h' ? vowel.slice(1) : vowel
    out += TAILS[index % 28] ?? ''
  }
  return out
}

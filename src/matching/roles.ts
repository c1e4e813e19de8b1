import type { PartRole } from './names.ts'

/** Words that many names share and that spellings add, drop or write on to the next. */
const PARTICLES = words(`
  al el ul ud ad ar as ash az at ath adh an il bin ibn ben ibni ibnu bint bent binti binte bte abd abu abou abi aboe umm um
  ould wuld uld mint ag ait anak mac mc
  van von der den de del dello della degli dei delle di da dal dalla do dos das du la le los las y e i ter ten zu zum zur vom
  af av san st op het
  oglu ogly ogli oglou ugli kyzy qizi kizi gizi uly ulu kyzi haji hadji hajji hajj haj hac haci
`)

const TITLES = words(`
  mr mrs ms miss dr prof professor sir dame lord lady rev hon shri smt sri shrimati sheikh shaikh shaykh sheik cheikh
  mullah mulla maulana maulavi mawlawi maulvi molvi moulana mawlana molana qari hafiz hafez akhund sayyid syed sayed ustad ustaz
  doctor eng engineer ing lic general gen col colonel major captain capt lt lieutenant sgt brig brigadier marshal admiral commander
  dato datuk datin tun tan seri president minister excellency
  mme mlle madame monsieur herr frau sra srta senor senora signor signora pani
  jr sr jnr snr ii iii iv phd md mp adv advocate esq rtd retd king prince princess emir
  amir imam ayatollah hojjatoleslam hujjat
  nee geb geborene epouse epse veuve vve alias aka formerly dit dite
`)

const PARTICLES_ELSEWHERE = words(`
  بن ابن بنت ابو أبو ابي أبي ام أم آل ال ولد عبد حاج الحاج حاجی
  בן בת אבו אל אבן
  оглы огли кызы қызы улы ұлы оғлу угли
`)
const TITLES_ELSEWHERE = words(`
  मा श्री श्रीमती डॉ कु د شيخ الشيخ شیخ دكتور الدكتور دکتر سيد السيد سید ملا مولوی г д гн гжа
`)

/** What clerks write where there is no name: "first name unknown". */
const PLACEHOLDERS = words('fnu lnu nfn nln nmn nfi unk')

/** `romans` are the readings of the word, `key` the word in its own script. */
export function roleOf(romans: readonly string[], key: string): PartRole {
  if (TITLES_ELSEWHERE.has(key)) return 'title'
  if (PARTICLES_ELSEWHERE.has(key) || romans.some((roman) => PARTICLES.has(roman))) return 'particle'
  return romans.some((roman) => TITLES.has(roman)) ? 'title' : 'name'
}

export const isPlaceholder = (roman: string): boolean => PLACEHOLDERS.has(roman)

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/))
}

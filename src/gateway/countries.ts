import type { CountryCode } from '#kernel/ids.ts'
import { isCountryCode } from '#kernel/ids.ts'

/**
 * The ISO 3166-1 code of a country as a list writes it in English, or nothing where no code fits: a state that
 * ceased, a region, a free remark. Spellings come from CLDR (through Intl) and the tables below.
 */
export function countryNamed(text: string): CountryCode | undefined {
  return CODES.get(folded(text))
}

/** The country whose adjective stands first in a text (`Libyan passport no. …`), of those that lists use. */
export function countryOfAdjective(text: string): CountryCode | undefined {
  const word = /\p{Lu}\p{Ll}{2,}/gu
  for (const [adjective] of text.slice(0, 200).matchAll(word)) {
    const code = ADJECTIVES.get(adjective)
    if (code !== undefined && isCountryCode(code)) return code
  }
  return undefined
}

/**
 * The alpha-2 code of an alpha-3 code as documents print it. `D` and the British variants (ICAO 9303-3 §5, part D) name
 * countries; codes of organisations and stateless persons do not, and give nothing.
 */
export function countryOfAlpha3(code: string): CountryCode | undefined {
  const alpha2 = ALPHA3.get(code)
  return alpha2 !== undefined && isCountryCode(alpha2) ? alpha2 : undefined
}

/** The alpha-3 code that a machine-readable zone prints for a country (Germany prints `D`). */
export function alpha3OfCountry(country: CountryCode): string | undefined {
  return country === 'DE' ? 'D' : ALPHA2.get(country)
}

/** ISO 3166-1, alpha-3 and alpha-2, in pairs without separators. */
const PAIRS = `
AFGAF ALAAX ALBAL DZADZ ASMAS ANDAD AGOAO AIAAI ATAAQ ATGAG ARGAR ARMAM ABWAW AUSAU AUTAT AZEAZ BHSBS BHRBH BGDBD
BRBBB BLRBY BELBE BLZBZ BENBJ BMUBM BTNBT BOLBO BESBQ BIHBA BWABW BVTBV BRABR IOTIO BRNBN BGRBG BFABF BDIBI CPVCV
KHMKH CMRCM CANCA CYMKY CAFCF TCDTD CHLCL CHNCN CXRCX CCKCC COLCO COMKM COGCG CODCD COKCK CRICR CIVCI HRVHR CUBCU
CUWCW CYPCY CZECZ DNKDK DJIDJ DMADM DOMDO ECUEC EGYEG SLVSV GNQGQ ERIER ESTEE SWZSZ ETHET FLKFK FROFO FJIFJ FINFI
FRAFR GUFGF PYFPF ATFTF GABGA GMBGM GEOGE DEUDE GHAGH GIBGI GRCGR GRLGL GRDGD GLPGP GUMGU GTMGT GGYGG GINGN GNBGW
GUYGY HTIHT HMDHM VATVA HNDHN HKGHK HUNHU ISLIS INDIN IDNID IRNIR IRQIQ IRLIE IMNIM ISRIL ITAIT JAMJM JPNJP JEYJE
JORJO KAZKZ KENKE KIRKI PRKKP KORKR KWTKW KGZKG LAOLA LVALV LBNLB LSOLS LBRLR LBYLY LIELI LTULT LUXLU MACMO MDGMG
MWIMW MYSMY MDVMV MLIML MLTMT MHLMH MTQMQ MRTMR MUSMU MYTYT MEXMX FSMFM MDAMD MCOMC MNGMN MNEME MSRMS MARMA MOZMZ
MMRMM NAMNA NRUNR NPLNP NLDNL NCLNC NZLNZ NICNI NERNE NGANG NIUNU NFKNF MKDMK MNPMP NORNO OMNOM PAKPK PLWPW PSEPS
PANPA PNGPG PRYPY PERPE PHLPH PCNPN POLPL PRTPT PRIPR QATQA REURE ROURO RUSRU RWARW BLMBL SHNSH KNAKN LCALC MAFMF
SPMPM VCTVC WSMWS SMRSM STPST SAUSA SENSN SRBRS SYCSC SLESL SGPSG SXMSX SVKSK SVNSI SLBSB SOMSO ZAFZA SGSGS SSDSS
ESPES LKALK SDNSD SURSR SJMSJ SWESE CHECH SYRSY TWNTW TJKTJ TZATZ THATH TLSTL TGOTG TKLTK TONTO TTOTT TUNTN TURTR
TKMTM TCATC TUVTV UGAUG UKRUA AREAE GBRGB USAUS UMIUM URYUY UZBUZ VUTVU VENVE VNMVN VGBVG VIRVI WLFWF ESHEH YEMYE
ZMBZM ZWEZW`
  .trim()
  .split(/\s+/)
  .map((pair) => [pair.slice(0, 3), pair.slice(3)] as const)

const ALPHA3: ReadonlyMap<string, string> = new Map([
  ...PAIRS,
  ['D', 'DE'],
  ...['GBD', 'GBN', 'GBO', 'GBP', 'GBS'].map((variant) => [variant, 'GB'] as const),
])
const ALPHA2: ReadonlyMap<string, string> = new Map(PAIRS.map(([alpha3, alpha2]) => [alpha2, alpha3]))

/** Spellings of the United Nations and of OFAC that CLDR does not have. */
const SPELLINGS: Readonly<Record<string, string>> = {
  'bahamas the': 'BS',
  'bosnia herzegovina': 'BA',
  'comoros islands': 'KM',
  'saint vincent and the grenadines': 'VC',
  'bolivia plurinational state of': 'BO',
  'brunei darussalam': 'BN',
  burma: 'MM',
  'cabo verde': 'CV',
  'cape verde': 'CV',
  'china hong kong special administrative region': 'HK',
  'china macao special administrative region': 'MO',
  congo: 'CG',
  'congo democratic republic of the': 'CD',
  'congo republic of the': 'CG',
  'republic of the congo': 'CG',
  'cote d ivoire': 'CI',
  'ivory coast': 'CI',
  'czech republic': 'CZ',
  'democratic people s republic of korea': 'KP',
  'democratic republic of the congo': 'CD',
  drc: 'CD',
  england: 'GB',
  uk: 'GB',
  'gambia the': 'GM',
  'the gambia': 'GM',
  'great britain': 'GB',
  'hong kong': 'HK',
  macau: 'MO',
  'iran islamic republic of': 'IR',
  'islamic republic of iran': 'IR',
  'korea democratic people s republic of': 'KP',
  'korea north': 'KP',
  'korea republic of': 'KR',
  'korea south': 'KR',
  'lao people s democratic republic': 'LA',
  'macedonia the former yugoslav republic of': 'MK',
  macedonia: 'MK',
  'micronesia federated states of': 'FM',
  'moldova republic of': 'MD',
  palestinian: 'PS',
  'palestinian territory occupied': 'PS',
  'republic of korea': 'KR',
  'republic of moldova': 'MD',
  'russian federation': 'RU',
  'state of palestine': 'PS',
  swaziland: 'SZ',
  'syrian arab republic': 'SY',
  'the netherlands': 'NL',
  'timor leste': 'TL',
  'east timor': 'TL',
  turkey: 'TR',
  turkiye: 'TR',
  'united kingdom of great britain and northern ireland': 'GB',
  'united republic of tanzania': 'TZ',
  'united states of america': 'US',
  us: 'US',
  usa: 'US',
  vatican: 'VA',
  'holy see': 'VA',
  'venezuela bolivarian republic of': 'VE',
  'viet nam': 'VN',
  'virgin islands british': 'VG',
  'virgin islands u s': 'VI',
  'west bank': 'PS',
  gaza: 'PS',
  'gaza strip': 'PS',
  'region gaza': 'PS',
}

const ADJECTIVES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    AF: 'Afghan',
    BE: 'Belgian',
    CN: 'Chinese',
    DE: 'German',
    DK: 'Danish',
    DZ: 'Algerian',
    EG: 'Egyptian',
    FR: 'French',
    GB: 'British',
    ID: 'Indonesian',
    IQ: 'Iraqi',
    IR: 'Iranian',
    IT: 'Italian',
    JO: 'Jordanian',
    KE: 'Kenyan',
    KW: 'Kuwaiti',
    LB: 'Lebanese',
    LY: 'Libyan',
    MA: 'Moroccan',
    ML: 'Malian',
    NO: 'Norwegian',
    PK: 'Pakistani',
    QA: 'Qatari',
    RU: 'Russian',
    RW: 'Rwandan',
    SA: 'Saudi',
    SD: 'Sudanese',
    SE: 'Swedish',
    SO: 'Somali',
    SY: 'Syrian',
    TN: 'Tunisian',
    TR: 'Turkish',
    UG: 'Ugandan',
    YE: 'Yemeni',
  }).map(([code, adjective]) => [adjective, code]),
)

const CODES: ReadonlyMap<string, CountryCode> = new Map(namesOfCountries())

function* namesOfCountries(): Generator<readonly [string, CountryCode]> {
  for (const style of ['long', 'short'] as const) {
    const names = new Intl.DisplayNames(['en'], { type: 'region', style, fallback: 'none' })
    for (const [, alpha2] of PAIRS) {
      const name = names.of(alpha2)
      if (name !== undefined && isCountryCode(alpha2)) yield [folded(name), alpha2]
    }
  }
  for (const [spelling, code] of Object.entries(SPELLINGS)) {
    if (isCountryCode(code)) yield [folded(spelling), code]
  }
}

/** Lower case, without accents, `&` read as "and", every run of other signs one space. */
function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/\bst\b\.?/g, 'saint')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

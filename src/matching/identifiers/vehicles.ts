import { compact } from './characters.ts'
import { exactKey } from './keys.ts'
import type { CheckDigit } from './types.ts'

export interface NormalisedVin {
  readonly vin: string
  /** `none`: shorter than 17, or made where no check digit is required. */
  readonly checkDigit: CheckDigit
}

/** Numbers of 17 characters since ISO 3779:1977 (49 CFR 565 from 1981); older chassis numbers were shorter, none is longer. */
export const VIN_CHARS = 17
export const SHORTEST_CHASSIS_NUMBER_CHARS = 5

/**
 * A vehicle identification number (ISO 3779). I, O and Q, which it never holds, are read as 1, 0 and 0.
 *
 * ISO 3779 leaves position 9 to the maker; the check digit is required in North America (49 CFR 565.15) and China
 * (GB 16735), so only there can it be wrong.
 */
export function normaliseVin(text: string): NormalisedVin {
  const vin = compact(text).replaceAll('I', '1').replaceAll(/[OQ]/g, '0')
  if (!/^[A-HJ-NPR-Z0-9]{17}$/.test(vin) || !/^[1-5L]/.test(vin)) return { vin, checkDigit: 'none' }
  return { vin, checkDigit: vin[8] === vinCheckDigit(vin) ? 'valid' : 'invalid' }
}

/** Empty when the text holds no letter or digit. */
export function vinKey(text: string): string {
  const { vin } = normaliseVin(text)
  return vin === '' ? '' : exactKey('vin', '', vin)
}

/** A registration plate without blanks, dashes and dots: `12345-أ-6` → `12345ا6`, `ab-12-cd` → `AB12CD`. */
export function normalisePlate(text: string): string {
  return compact(text.slice(0, 200).normalize('NFKD').replaceAll(/\p{M}/gu, ''))
}

/** Plates are told apart only with the country that gave them; `country` is empty when it is not known. */
export function plateKey(text: string, country: string): string {
  const plate = normalisePlate(text)
  return plate === '' ? '' : exactKey('plate', compact(country), plate)
}

const VIN_WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]
// biome-ignore format: a table reads in rows
const VIN_LETTERS: Readonly<Record<string, number>> = {
  A: 1, B: 2, C: 3, D: 4, E: 5, F: 6, G: 7, H: 8, J: 1, K: 2, L: 3, M: 4, N: 5, P: 7, R: 9,
  S: 2, T: 3, U: 4, V: 5, W: 6, X: 7, Y: 8, Z: 9,
}

function vinCheckDigit(vin: string): string {
  const sum = VIN_WEIGHTS.reduce((total, weight, at) => {
    const char = vin[at] ?? '0'
    return total + weight * (VIN_LETTERS[char] ?? Number(char))
  }, 0)
  return sum % 11 === 10 ? 'X' : String(sum % 11)
}

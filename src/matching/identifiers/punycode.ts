/** Bootstring parameters of RFC 3492 §5. */
const BASE = 36
const T_MIN = 1
const T_MAX = 26
const SKEW = 38
const DAMP = 700
const FIRST_BIAS = 72
const FIRST_CODE = 128

/** Decodes what follows `xn--` (RFC 3492 §6.2). Undefined when it is no Punycode. */
export function unpunycoded(text: string): string | undefined {
  const last = text.lastIndexOf('-')
  const out = last > 0 ? [...text.slice(0, last)].map((char) => char.charCodeAt(0)) : []
  let code = FIRST_CODE
  let bias = FIRST_BIAS
  let place = 0
  for (let at = last > 0 ? last + 1 : 0; at < text.length; ) {
    const before = place
    for (let weight = 1, k = BASE; ; k += BASE) {
      const digit = digitOf(text.charCodeAt(at++))
      if (digit === undefined) return undefined
      place += digit * weight
      const threshold = Math.min(Math.max(k - bias, T_MIN), T_MAX)
      if (digit < threshold) break
      weight *= BASE - threshold
      if (weight > 0x7fffffff) return undefined
    }
    bias = adapted(place - before, out.length + 1, before === 0)
    code += Math.floor(place / (out.length + 1))
    place %= out.length + 1
    if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined
    out.splice(place++, 0, code)
  }
  return String.fromCodePoint(...out)
}

/** a–z are 0–25, 0–9 are 26–35. `NaN`, the end of the text, is no digit. */
function digitOf(code: number): number | undefined {
  if (code >= 0x61 && code <= 0x7a) return code - 0x61
  return code >= 0x30 && code <= 0x39 ? code - 0x30 + 26 : undefined
}

function adapted(delta: number, length: number, isFirst: boolean): number {
  let rest = Math.floor(delta / (isFirst ? DAMP : 2))
  rest += Math.floor(rest / length)
  let k = 0
  for (; rest > ((BASE - T_MIN) * T_MAX) / 2; k += BASE) rest = Math.floor(rest / (BASE - T_MIN))
  return k + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW))
}

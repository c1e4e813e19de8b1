/**
 * Logistic regression with a ridge and signs that weights must keep: Newton's method whose quadratic step is taken by
 * coordinate descent within the signs, halved until it helps. The same examples give the same weights.
 */
export type Sign = 'up' | 'down' | 'free'

export interface Examples {
  /** Row by row. */
  readonly values: Float32Array
  readonly signs: readonly Sign[]
  readonly isSame: Uint8Array
  readonly weights: Float64Array
  /** Log-odds already known; the fit adds to them. */
  readonly offsets?: Float64Array
}

/** The ridge leaves the first weight alone when `hasStart`. */
export function fitLogistic(examples: Examples, ridge: number, hasStart: boolean): Float64Array {
  const size = examples.signs.length
  const found = new Float64Array(size)
  let loss = lossOf(examples, found, ridge, hasStart)
  for (let round = 0; round < ROUNDS; round++) {
    const step = stepFrom(examples, found, ridge, hasStart)
    let share = 1
    let next = lossOf(examples, stepped(found, step, share), ridge, hasStart)
    while (next > loss && share > 1e-3) {
      share /= 2
      next = lossOf(examples, stepped(found, step, share), ridge, hasStart)
    }
    if (next >= loss) break
    found.set(stepped(found, step, share))
    const gained = loss - next
    loss = next
    if (gained < LEAST_GAIN) break
  }
  return found
}

const ROUNDS = 40
const LEAST_GAIN = 0.02
const SWEEPS = 500

export function logOddsOf(values: Float32Array, row: number, weights: Float64Array): number {
  let total = 0
  const from = row * weights.length
  for (let at = 0; at < weights.length; at++) total += (weights[at] ?? 0) * (values[from + at] ?? 0)
  return total
}

const stepped = (from: Float64Array, step: Float64Array, share: number): Float64Array =>
  from.map((weight, at) => weight + share * (step[at] ?? 0))

const ridgeOf = (at: number, ridge: number, hasStart: boolean): number =>
  at === 0 && hasStart ? 1e-6 : ridge

function lossOf(
  { values, isSame, weights, offsets }: Examples,
  found: Float64Array,
  ridge: number,
  hasStart: boolean,
): number {
  let loss = 0
  found.forEach((weight, at) => (loss += 0.5 * ridgeOf(at, ridge, hasStart) * weight * weight))
  for (let row = 0; row < isSame.length; row++) {
    const weight = weights[row] ?? 0
    if (weight === 0) continue
    const logOdds = logOddsOf(values, row, found) + (offsets?.[row] ?? 0)
    const against = isSame[row] === 1 ? -logOdds : logOdds
    loss += weight * (against > 0 ? against + Math.log1p(Math.exp(-against)) : Math.log1p(Math.exp(against)))
  }
  return loss
}

function stepFrom(examples: Examples, found: Float64Array, ridge: number, hasStart: boolean): Float64Array {
  const { values, signs, isSame, weights, offsets } = examples
  const size = signs.length
  const hessian = new Float64Array(size * size)
  const gradient = Float64Array.from(found, (weight, at) => -ridgeOf(at, ridge, hasStart) * weight)
  const present = new Int32Array(size)
  for (let row = 0; row < isSame.length; row++) {
    const weight = weights[row] ?? 0
    if (weight === 0) continue
    const from = row * size
    let logOdds = offsets?.[row] ?? 0
    let count = 0
    for (let at = 0; at < size; at++) {
      const value = values[from + at] ?? 0
      if (value === 0) continue
      logOdds += value * (found[at] ?? 0)
      present[count++] = at
    }
    const p = 1 / (1 + Math.exp(-logOdds))
    const error = weight * ((isSame[row] ?? 0) - p)
    const curve = weight * Math.max(p * (1 - p), 1e-6)
    for (let a = 0; a < count; a++) {
      const one = present[a] ?? 0
      const value = values[from + one] ?? 0
      gradient[one] = (gradient[one] ?? 0) + error * value
      for (let b = a; b < count; b++) {
        const other = present[b] ?? 0
        const place = one * size + other
        hessian[place] = (hessian[place] ?? 0) + curve * value * (values[from + other] ?? 0)
      }
    }
  }
  for (let a = 0; a < size; a++) {
    hessian[a * size + a] = (hessian[a * size + a] ?? 0) + ridgeOf(a, ridge, hasStart)
    for (let b = 0; b < a; b++) hessian[a * size + b] = hessian[b * size + a] ?? 0
  }
  return descend(hessian, gradient, found, signs)
}

/** The step that lowers the quadratic most and breaks no sign. */
function descend(
  hessian: Float64Array,
  gradient: Float64Array,
  found: Float64Array,
  signs: readonly Sign[],
): Float64Array {
  const size = signs.length
  const step = new Float64Array(size)
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let most = 0
    for (let at = 0; at < size; at++) {
      const known = (found[at] ?? 0) + (step[at] ?? 0)
      let wanted = known + (gradient[at] ?? 0) / (hessian[at * size + at] ?? 1)
      if ((signs[at] === 'up' && wanted < 0) || (signs[at] === 'down' && wanted > 0)) wanted = 0
      const change = wanted - known
      if (change === 0) continue
      step[at] = (step[at] ?? 0) + change
      for (let other = 0; other < size; other++)
        gradient[other] = (gradient[other] ?? 0) - change * (hessian[at * size + other] ?? 0)
      most = Math.max(most, Math.abs(change))
    }
    if (most < 1e-5) break
  }
  return step
}

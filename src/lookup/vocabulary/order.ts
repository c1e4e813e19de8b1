/** Sorting of millions of numbers by what stands behind them, without an object for each. */

const DIGIT_BITS = 16
const FEW = 8192

/**
 * Sorts by the keys of the numbers, the most significant array first; equal ones keep their order. All keys are below
 * 2^32.
 */
export function sortByKeys(order: Uint32Array<ArrayBuffer>, keys: readonly Uint32Array[]): Uint32Array {
  if (order.length < FEW) return sortFew(order, keys)
  let from = order
  let into = new Uint32Array(order.length)
  const counts = new Uint32Array(1 << DIGIT_BITS)
  for (const key of keys.toReversed()) {
    for (const shift of [0, DIGIT_BITS]) {
      counts.fill(0)
      for (const one of from) {
        const digit = ((key[one] ?? 0) >>> shift) & 0xffff
        counts[digit] = (counts[digit] ?? 0) + 1
      }
      // A digit that all share sorts nothing.
      if (counts[((key[from[0] ?? 0] ?? 0) >>> shift) & 0xffff] === from.length) continue
      let sum = 0
      for (let digit = 0; digit < counts.length; digit++) {
        const count = counts[digit] ?? 0
        counts[digit] = sum
        sum += count
      }
      for (const one of from) {
        const digit = ((key[one] ?? 0) >>> shift) & 0xffff
        const at = counts[digit] ?? 0
        into[at] = one
        counts[digit] = at + 1
      }
      const spare = from
      from = into
      into = spare
    }
  }
  return from
}

function sortFew(order: Uint32Array<ArrayBuffer>, keys: readonly Uint32Array[]): Uint32Array {
  const ranks = new Uint32Array(Math.max(...order, 0) + 1)
  order.forEach((one, at) => {
    ranks[one] = at
  })
  return order.sort((one, other) => {
    for (const key of keys) {
      const difference = (key[one] ?? 0) - (key[other] ?? 0)
      if (difference !== 0) return difference
    }
    return (ranks[one] ?? 0) - (ranks[other] ?? 0)
  })
}

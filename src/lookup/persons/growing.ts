/** A row of whole numbers that grows. */
export interface Growing {
  readonly length: number
  push(value: number): void
  /** What it holds; good until the next push. */
  values(): Uint32Array
}

export function growing(): Growing {
  let values = new Uint32Array(1024)
  let length = 0
  return {
    get length() {
      return length
    },
    push(value) {
      if (length === values.length) {
        const more = new Uint32Array(length * 2)
        more.set(values)
        values = more
      }
      values[length++] = value
    },
    values: () => values.subarray(0, length),
  }
}

/**
 * Remembers the last `most` results of a pure function of a text.
 *
 * Parsing a post-quantum key costs more than using it, and a node meets the same few hundred keys all day.
 */
export function memoize<T>(most: number, make: (text: string) => T): (text: string) => T {
  const made = new Map<string, T>()
  return (text) => {
    const found = made.get(text)
    if (found !== undefined) return found
    const fresh = make(text)
    const [oldest] = made.keys()
    if (made.size >= most && oldest !== undefined) made.delete(oldest)
    made.set(text, fresh)
    return fresh
  }
}

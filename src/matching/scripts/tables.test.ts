import { describe, expect, test } from 'vitest'
import { parseName } from '../names.ts'
import { formSimilarity } from '../similarity.ts'

function similarity(native: string, latin: string): number {
  const [one] = parseName(native).parts
  const [other] = parseName(latin).parts
  return one && other ? formSimilarity(one.form, other.form) : 0
}

describe('scripts with a table of their own', () => {
  test.each([
    // Devanagari and its sisters: the unwritten vowel is said where speakers say it.
    ['राजकुमार', 'Rajkumar'],
    ['नरेन्द्र', 'Narendra'],
    ['ज़फ़र', 'Zafar'],
    ['রহমান', 'Rahman'],
    ['ગુલાબ', 'Gulab'],
    ['ਗੁਰਪਾਲ', 'Gurpal'],
    ['గోపాల', 'Gopala'],
    // Armenian, in the east and in the west.
    ['Գրիգոր', 'Grigor'],
    ['Գրիգոր', 'Krikor'],
    ['Հովհաննես', 'Hovhannes'],
    ['ვახტანგ', 'Vakhtang'],
    ['ჯემალ', 'Jemal'],
    // Thai: vowels before their consonant, letters that are silent.
    ['ประยุทธ์', 'Prayut'],
    ['เกรียงไกร', 'Kriangkrai'],
    ['สมชาย', 'Somchai'],
    ['አበበ', 'Abebe'],
    ['ኃይለ', 'Haile'],
    ['ተስፋዬ', 'Tesfaye'],
  ])('%s sounds like %s', (native, latin) => {
    expect(similarity(native, latin)).toBeGreaterThan(0.8)
  })

  test.each([
    ['राजकुमार', 'Ramesh'],
    ['ვახტანგ', 'Vladimir'],
    ['สมชาย', 'Prayut'],
    ['አበበ', 'Tesfaye'],
  ])('%s does not sound like %s', (native, latin) => {
    expect(similarity(native, latin)).toBeLessThan(0.6)
  })
})

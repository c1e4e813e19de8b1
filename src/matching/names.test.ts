import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { joinedForm, parseName } from './names.ts'

const romans = (text: string): readonly string[] =>
  parseName(text).parts.map((part) => part.form.readings[0]?.roman ?? '')
const originals = (text: string): readonly string[] => parseName(text).parts.map((part) => part.original)

describe('a name is taken apart', () => {
  test('a comma puts the family name last', () => {
    expect(originals('HARIZI, Yusuf')).toEqual(['Yusuf', 'HARIZI'])
  })

  test('hyphens and dots part a name, apostrophes do not', () => {
    expect(romans("al-Harizi O'Malley J.R.")).toEqual(['al', 'harizi', 'omalley', 'j', 'r'])
  })

  test('direction marks, zero-width characters and tatweel change nothing', () => {
    expect(romans('\u202eمحـــمد\u202c \u200bحارزي')).toEqual(romans('محمد حارزي'))
  })

  test('full-width letters are read as plain ones', () => {
    expect(romans('ＭＡＬＥＮＫＯ')).toEqual(['malenko'])
  })

  test('particles and titles are known as such', () => {
    expect(parseName('Dr Ahmad bin Farzan').parts.map((part) => part.form.role)).toEqual([
      'title',
      'name',
      'particle',
      'name',
    ])
  })

  test('a single letter is an initial', () => {
    expect(parseName('S. Malenko').parts.map((part) => part.form.isInitial)).toEqual([true, false])
  })

  test('the parts keep how they were written', () => {
    expect(originals('Čavić Õldaru')).toEqual(['Čavić', 'Õldaru'])
  })

  test('an empty name, blanks and punctuation have no parts', () => {
    expect(['', '  ', '-.,;', '\u202e'].flatMap((text) => parseName(text).parts)).toEqual([])
  })

  test('parts written as one read as one', () => {
    const forms = parseName('Hamid Reza').parts.map((part) => part.form)
    expect(joinedForm(forms)?.readings[0]?.roman).toBe('hamidreza')
  })
})

describe('scripts are read aloud', () => {
  test.each([
    ['محمد الحارزي', ['mhmd', 'alharzy']],
    ['پرویز', ['prwyz']],
    ['Сергій Щербак', ['sergiy', 'shcherbak']],
    ['Γιώργος Μπάρλας', ['yorgos', 'barlas']],
    ["ג'ון", ['jwn']],
    ['김종수', ['gim', 'jongsu']],
    ['キム・ジョンス', ['kimu', 'jonsu']],
    ['さくら', ['sakura']],
    ['王小明', ['wang', 'xiaoming']],
    ['欧阳小明', ['ouyang', 'xiaoming']],
    ['გიორგი', ['giorgi']],
  ])('%s', (text, expected) => {
    expect(romans(text)).toEqual(expected)
  })

  test('the Arabic article may stand apart', () => {
    const readings = parseName('الحارزي').parts[0]?.form.readings.map((reading) => reading.roman)
    expect(readings).toContain('harzy')
  })

  test('Korean surnames are also read as their bearers spell them', () => {
    const readings = parseName('이').parts[0]?.form.readings.map((reading) => reading.roman)
    expect(readings).toEqual(expect.arrayContaining(['i', 'lee', 'yi']))
  })
})

test('any text at all gives at most 24 parts, each with a reading', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      const { parts } = parseName(text)
      return (
        parts.length <= 24 && parts.every((part) => part.form.readings.length > 0 && part.original !== '')
      )
    }),
  )
})

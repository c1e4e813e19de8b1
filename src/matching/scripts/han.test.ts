import { describe, expect, test } from 'vitest'
import { parseName } from '../names.ts'
import { formSimilarity } from '../similarity.ts'

const parts = (text: string): readonly string[] => parseName(text).parts.map(({ original }) => original)
const readings = (text: string): readonly string[] =>
  parseName(text).parts.flatMap(({ form }) => form.readings.map(({ roman }) => roman))

describe('a name in Chinese characters', () => {
  test.each([
    ['西村健太', ['西村', '健太']],
    ['林健一', ['林', '健一']],
    ['石川明', ['石川', '明']],
    ['五十嵐美咲', ['五十嵐', '美咲']],
    ['大森かおる', ['大森', 'かおる']],
    ['マリア裕子', ['マリア', '裕子']],
    ['王小川', ['王', '小川']],
    ['欧阳明华', ['欧阳', '明华']],
    ['朴永民', ['朴', '永民']],
    ['西村 健太', ['西村', '健太']],
    ['安娜·贝尔格', ['安娜', '贝尔格']],
    ['西村', ['西村']],
  ])('%s is surname and given name', (name, expected) => {
    expect(parts(name)).toEqual(expected)
  })

  test.each([
    ['タナカアキコ', ['タナカ', 'アキコ']],
    ['やまもとけんじ', ['やまもと', 'けんじ']],
    ['アンドリュー', ['アンドリュー']],
    ['マリア・ロペス', ['マリア', 'ロペス']],
  ])('%s in kana is parted where both parts are Japanese names', (name, expected) => {
    expect(parts(name)).toEqual(expected)
  })

  test('is read in the ways of Japan, the most usual first', () => {
    expect(readings('上野 裕子').slice(0, 2)).toEqual(['ueno', 'agano'])
    expect(readings('裕子')).toEqual(expect.arrayContaining(['yuuko', 'hiroko']))
  })

  test('that the dictionary does not hold is read as its characters are in other names', () => {
    expect(readings('西浜 拓美')).toEqual(expect.arrayContaining(['nishihama', 'takumi']))
  })

  test('is read in Chinese and Korean too, with the spellings of the diaspora', () => {
    expect(readings('曾 任')).toEqual(expect.arrayContaining(['zeng', 'tsang', 'ren']))
    expect(readings('朴 哲洙')).toEqual(expect.arrayContaining(['park', 'cheolsu']))
  })

  test('is the same in traditional, simplified and Japanese characters', () => {
    expect(parseName('劉').parts[0]?.form.key).toBe(parseName('刘').parts[0]?.form.key)
    expect(parseName('澤').parts[0]?.form.key).toBe(parseName('沢').parts[0]?.form.key)
  })

  test('that was transcribed from elsewhere is spelt the English way too', () => {
    const [fisher] = parseName('Fisher').parts
    const [, transcribed] = parseName('萨沙·菲希尔').parts
    expect(fisher && transcribed && formSimilarity(fisher.form, transcribed.form)).toBeGreaterThan(0.75)
  })

  test('has at most twelve readings a part', () => {
    for (const name of ['黄', '金', '李', '林', '正', '朴', '文', '安'])
      expect(readings(name).length).toBeLessThanOrEqual(12)
  })
})

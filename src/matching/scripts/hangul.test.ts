import { describe, expect, test } from 'vitest'
import { joinedRoman, parseName } from '../names.ts'

const readings = (text: string): readonly (readonly string[])[] =>
  parseName(text).parts.map(({ form }) => form.readings.map(({ roman }) => roman))

describe('a name in hangul', () => {
  test('written without a space is surname and given name, in the spellings Koreans use', () => {
    const [surname, given] = readings('이종욱')
    expect(surname).toEqual(expect.arrayContaining(['i', 'lee', 'yi']))
    expect(given).toEqual(expect.arrayContaining(["jong'uk"]))
  })

  test('of a foreigner keeps its words whole', () => {
    expect(parseName('하산 밀러').parts.map(({ original }) => original)).toEqual(['하산', '밀러'])
  })

  test('of a foreigner is read with the sounds that hangul has no letters for', () => {
    expect(readings('리비 팔로')[0]).toEqual(expect.arrayContaining(['ribi', 'livi']))
    expect(readings('팔로')[0]).toEqual(expect.arrayContaining(['fallo']))
    expect(readings('핫페이')[0]).toEqual(expect.arrayContaining(['hapei']))
  })
})

describe('a given name of two syllables in Latin letters', () => {
  test('is one part when it is written with a hyphen', () => {
    expect(parseName('KIM Min-su').parts.map(({ form }) => form.key)).toEqual(['latin:kim', 'latin:minsu'])
    expect(parseName('Jean-Luc Duval').parts).toHaveLength(3)
  })

  test('joined keeps where its syllables part', () => {
    expect(joinedRoman(parseName('Jong Uk').parts.map(({ form }) => form))).toBe("jong'uk")
  })
})

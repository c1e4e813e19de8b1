import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PartialDate } from '#kernel/days.ts'
import { alignNames } from './align.ts'
import type { NameContext } from './align.ts'
import { parseName } from './names.ts'
import type { NameForm } from './names.ts'
import { probability, scoreName, weighEvidence } from './score.ts'
import { formSimilarity } from './similarity.ts'

/** Every part is as rare as one among a thousand. */
const evenly: NameContext = {
  similarity: formSimilarity,
  rarity: () => 7,
  spelling: () => 7,
  seldom: (_, similarity) => 7 * similarity,
}
const formsOf = (text: string): readonly NameForm[] => parseName(text).parts.map((part) => part.form)
const score = (asked: string, listed: string, context = evenly): number =>
  scoreName(formsOf(asked), formsOf(listed), false, context).logOdds

const similarity = (asked: string, listed: string): number => {
  const [one] = formsOf(asked)
  const [other] = formsOf(listed)
  return one === undefined || other === undefined ? 0 : formSimilarity(one, other)
}

describe('parts that sound alike', () => {
  test.each([
    ['Mohammed', 'Muhamad'],
    ['Yusuf', 'Youssef'],
    ['Sergei', 'Sergey'],
    ['Wagner', 'Vagner'],
    ['Qasim', 'Kassem'],
    ['Schmidt', 'Shmit'],
    ['Çelik', 'Chelik'],
    ['محمد', 'Mohammed'],
    ['قاسم', 'Kassem'],
    ['جمال', 'Gamal'],
    ['Щербак', 'Shcherbak'],
    ['Χρήστος', 'Christos'],
    ['김', 'Kim'],
    ['박', 'Park'],
    ['יוסף', 'Yosef'],
    ['ハヤカワ', 'Hayakawa'],
  ])('%s and %s', (asked, listed) => {
    expect(similarity(asked, listed)).toBeGreaterThan(0.75)
  })

  test.each([
    ['Maria', 'Dmitri'],
    ['Ivan', 'Oleg'],
    ['محمد', 'Kassem'],
    ['Kim', 'Park'],
    ['王', '黄'],
  ])('but not %s and %s', (asked, listed) => {
    expect(similarity(asked, listed)).toBeLessThan(0.6)
  })

  test('likeness is mutual and never beyond 1', () => {
    const word = fc.stringMatching(/^[a-z]{1,12}$/)
    fc.assert(
      fc.property(word, word, (one, other) => {
        const there = similarity(one, other)
        return there >= 0 && there <= 1 && Math.abs(there - similarity(other, one)) < 1e-9
      }),
    )
  })

  test('only the same part is fully alike', () => {
    expect(similarity('Malenko', 'MALENKO')).toBe(1)
    expect(similarity('Wagner', 'Vagner')).toBeLessThan(1)
  })
})

describe('whole names', () => {
  test('order does not hide a name', () => {
    const links = alignNames(formsOf('Malenko Sergei'), formsOf('Sergei Malenko'), evenly)
    expect(links.map((link) => [link.askedFrom, link.listedFrom])).toEqual([
      [0, 1],
      [1, 0],
    ])
  })

  test('two parts written as one are one link', () => {
    const links = alignNames(formsOf('Abd al Karim Farzan'), formsOf('Abdulkarim Farzan'), evenly)
    expect(links.map((link) => [link.kind, link.askedFrom, link.askedTo])).toEqual([
      ['joined', 0, 3],
      ['part', 3, 4],
    ])
  })

  test('every part is used at most once', () => {
    const name = fc.array(
      fc.constantFrom('ali', 'al', 'malenko', 'sergei', 'hamid', 'reza', 'hamidreza', 's'),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(name, name, (asked, listed) => {
        const links = alignNames(formsOf(asked.join(' ')), formsOf(listed.join(' ')), evenly)
        const used = links.flatMap((link) =>
          Array.from({ length: link.listedTo - link.listedFrom }, (_, at) => link.listedFrom + at),
        )
        return new Set(used).size === used.length
      }),
    )
  })

  test('a part that contradicts costs more than a part that is absent', () => {
    expect(score('Sergei Malenko', 'Sergei Petrovich Malenko')).toBeGreaterThan(
      score('Sergei Ivanovich Malenko', 'Sergei Petrovich Malenko'),
    )
  })

  test('a rare part says more than a common one', () => {
    const commonSergei: NameContext = { ...evenly, rarity: (form) => (form.key === 'latin:sergei' ? 2 : 9) }
    expect(score('Malenko', 'Sergei Malenko', commonSergei)).toBeGreaterThan(
      score('Sergei', 'Sergei Malenko', commonSergei),
    )
  })

  test('the same name scores above every other', () => {
    expect(score('Sergei Malenko', 'Sergei Malenko')).toBeGreaterThan(
      score('Sergey Malenko', 'Sergei Malenko'),
    )
    expect(probability(score('Anton Veresk', 'Sergei Malenko'))).toBeLessThan(0.05)
  })
})

describe('evidence beside the name', () => {
  const entry = {
    births: [{ type: 'exact' as const, on: '1970-02-03' as PartialDate }],
    nationalities: ['MA', 'FR'],
    sex: 'F' as const,
  }

  test('what is not asked weighs nothing', () => {
    expect(weighEvidence({}, entry)).toMatchObject({ nationality: 'unknown', sex: 'unknown', logOdds: 0 })
  })

  test('one shared nationality is the same nationality', () => {
    expect(weighEvidence({ nationalities: ['fr'] }, entry).nationality).toBe('same')
    expect(weighEvidence({ nationalities: ['KE'] }, entry).nationality).toBe('different')
  })

  test('an unstated sex contradicts nothing', () => {
    expect(weighEvidence({ sex: 'X' }, entry).sex).toBe('unknown')
    expect(weighEvidence({ sex: 'M' }, entry).logOdds).toBeLessThan(0)
  })

  test('the nearer the birth, the more it weighs', () => {
    const weightOf = (on: string): number =>
      weighEvidence({ births: [{ type: 'exact', on: on as PartialDate }] }, entry).logOdds
    const ordered = ['1970-02-03', '1970-03-02', '1970', '1970-11-28', '1975-11-28', '1999-11-28'].map(
      weightOf,
    )
    expect(ordered).toEqual([...ordered].sort((one, other) => other - one))
  })
})

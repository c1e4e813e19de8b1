import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PartialDate } from '#kernel/days.ts'
import { alignNames } from './align.ts'
import type { NameContext } from './align.ts'
import { parseName } from './names.ts'
import type { NameForm } from './names.ts'
import { NAME_FEATURES } from './features.ts'
import { NAME_MODEL, RIVAL_MODEL } from './model.ts'
import { withRivals } from './rivals.ts'
import { describeMatch, probability, scoreName, weighEvidence } from './score.ts'
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

describe('what a score is made of', () => {
  const told = (asked: string, listed: string) => {
    const one = parseName(asked)
    const other = parseName(listed)
    const forms = (name: typeof one) => name.parts.map((part) => part.form)
    const name = scoreName(forms(one), forms(other), false, evenly)
    const evidence = weighEvidence(
      { births: [{ type: 'exact', on: '1970-02-03' as PartialDate }], nationalities: ['FR'], sex: 'F' },
      { births: [{ type: 'exact', on: '1970-03-02' as PartialDate }], nationalities: ['FR'], sex: 'M' },
    )
    return describeMatch(one, other, { text: listed }, name, evidence)
  }

  test('adds up to its log-odds', () => {
    const match = told('Sergei Malenko', 'MALENKO Sergey Petrovich')
    const sum = match.explanation.terms.reduce((total, { logOdds }) => total + logOdds, 0)
    expect(probability(sum)).toBeCloseTo(match.score, 9)
    expect(match.explanation.terms.map(({ term }) => term)).toEqual(
      expect.arrayContaining(['start', 'agreement', 'rarity', 'birth', 'nationality', 'sex']),
    )
  })

  test('a short form is told from another spelling', () => {
    const agreements = told('Bill Sergeyev', 'William Sergejev').explanation.parts.map(
      (part) => part.agreement,
    )
    expect(agreements).toEqual(['equivalent', 'close'])
  })
})

describe('more agreement never lowers a score', () => {
  const links = fc.array(
    fc.tuple(fc.double({ min: 0.4, max: 0.99, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  const names = ['anselm', 'bertold', 'cyriak', 'dagobert']

  /** Part for part as alike as is said; what is not said is not alike. */
  const scoreOf = (similarities: readonly number[]): number => {
    const parts = formsOf(names.slice(0, similarities.length).join(' '))
    return scoreName(parts, parts, false, {
      ...evenly,
      similarity: (one, other) => (one.key === other.key ? (similarities[parts.indexOf(one)] ?? 0) : 0),
      seldom: (_, similarity) => 9 * similarity,
    }).logOdds
  }

  test('when one part or several sound more alike', () => {
    fc.assert(
      fc.property(links, (drawn) => {
        const less = drawn.map(([similarity]) => similarity)
        const more = drawn.map(([similarity, share]) => similarity + share * (1 - similarity))
        return scoreOf(more) >= scoreOf(less) - 1e-9
      }),
    )
  })

  test('when the parts that agree are rarer', () => {
    const context = (nats: number): NameContext => ({
      similarity: formSimilarity,
      rarity: () => nats,
      spelling: () => nats,
      seldom: (_, similarity) => nats * similarity,
    })
    fc.assert(
      fc.property(
        fc.double({ min: 2, max: 10, noNaN: true }),
        fc.double({ min: 0, max: 2, noNaN: true }),
        (nats, more) => {
          const asked = 'Sergey Malenko'
          return (
            score(asked, 'Sergei Malenko', context(nats + more)) >=
            score(asked, 'Sergei Malenko', context(nats)) - 1e-9
          )
        },
      ),
    )
  })

  test('in the weights themselves', () => {
    for (const [feature, , sign] of NAME_FEATURES) {
      const weight = NAME_MODEL[feature]
      if (sign === 'up') expect(weight, feature).toBeGreaterThanOrEqual(0)
      if (sign === 'down') expect(weight, feature).toBeLessThanOrEqual(0)
    }
    for (const weight of RIVAL_MODEL) expect(weight).toBeLessThanOrEqual(0)
  })
})

describe('others of nearly the same name', () => {
  const named = (logOdds: number) => ({
    name: { logOdds, links: [], features: new Float64Array(0), rivals: 0 },
    isRival: true,
  })

  test('take from a score and never add, the more of them the more', () => {
    const scores = fc.array(fc.double({ min: -12, max: 12, noNaN: true }), { maxLength: 30 })
    fc.assert(
      fc.property(fc.double({ min: -12, max: 12, noNaN: true }), scores, (own, others) => {
        const alone = withRivals([named(own)])[0]?.logOdds ?? 0
        const [first, ...rest] = withRivals([named(own), ...others.map(named)])
        const crowded = first?.logOdds ?? 0
        return crowded <= alone + 1e-9 && rest.every((other) => other.rivals <= 0)
      }),
    )
  })

  test('take nothing when they lie under a restriction', () => {
    const [open] = withRivals([named(3), { ...named(3), isRival: false }])
    expect(open?.logOdds).toBe(withRivals([named(3)])[0]?.logOdds)
  })
})

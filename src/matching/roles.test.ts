import { describe, expect, test } from 'vitest'
import { parseName } from './names.ts'

const roles = (text: string): readonly string[] =>
  parseName(text).parts.map(({ original, form }) => `${original} ${form.role}`)

describe('words of a name that many share', () => {
  test.each([
    ['Dr Karim bin Salman', ['Dr title', 'Karim name', 'bin particle', 'Salman name']],
    ['محمد بن سالم', ['محمد name', 'بن particle', 'سالم name']],
    ['Vugar Rasul oglu', ['Vugar name', 'Rasul name', 'oglu particle']],
    ['Claire Dubreuil née Marchand', ['Claire name', 'Dubreuil name', 'née title', 'Marchand name']],
    ['Ravi a/l Muthu', ['Ravi name', 'anak particle', 'Muthu name']],
    ['안 나리', ['안 name', '나리 name']],
  ])('%s', (name, expected) => {
    expect(roles(name)).toEqual(expected)
  })

  test('a placeholder for an unknown name is no name, unless there is nothing else', () => {
    expect(roles('FNU Barzan')).toEqual(['Barzan name'])
    expect(roles('FNU LNU')).toHaveLength(2)
  })
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { visibleText } from './visible-text.ts'

test('a control that turns the text around is shown as its code', () => {
  expect(visibleText('Amina\u202Egpj.exe')).toBe('Amina[U+202E]gpj.exe')
})

test('joiners that spelling needs stay', () => {
  expect(visibleText('می\u200cخواهم')).toBe('می\u200cخواهم')
})

test('no direction control is left in any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(visibleText(text)).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/)
    }),
  )
})

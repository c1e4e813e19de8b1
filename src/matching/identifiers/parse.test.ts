import { sha256 } from '@noble/hashes/sha2.js'
import { keccak_256 } from '@noble/hashes/sha3.js'
import { base58, base58xmr, base58xrp, bech32 } from '@scure/base'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { utf8 } from '#kernel/bytes.ts'
import { detectIdentifiers } from './detect.ts'
import { agreementOf, indexKeysOf, probeKeysOf } from './keys.ts'
import { parseIdentifier } from './parse.ts'
import { IDENTIFIER_TYPES, type IdentifierType, type ParsedIdentifier } from './types.ts'

function read(type: IdentifierType, value: string, country?: string): ParsedIdentifier {
  const parsed = parseIdentifier({ type, value, country })
  if (!parsed.ok) throw new Error(`${type} ${value}: ${parsed.refusal.kind}`)
  return parsed.value
}
const key = (type: IdentifierType, value: string, country?: string): string => read(type, value, country).key
const check = (type: IdentifierType, value: string): string => read(type, value).check
const agreement = (type: IdentifierType, asked: string, listed: string): string | undefined =>
  agreementOf(key(type, asked), key(type, listed))
const refusal = (type: IdentifierType, value: string): string | undefined => {
  const parsed = parseIdentifier({ type, value })
  return parsed.ok ? undefined : parsed.refusal.kind
}

const BYTES = sha256(utf8('nobody holds the key of this'))
const doubled = (bytes: Uint8Array): Uint8Array => sha256(sha256(bytes))
const withSum = (bytes: Uint8Array, digest: (bytes: Uint8Array) => Uint8Array): Uint8Array =>
  Uint8Array.of(...bytes, ...digest(bytes).subarray(0, 4))
const checked58 = (bytes: Uint8Array): string => base58.encode(withSum(bytes, doubled))

describe('accounts', () => {
  test('an IBAN is read with its check digits and the length of its country', () => {
    expect(read('iban', 'IBAN: gb82 west 1234 5698 7654 32')).toEqual({
      type: 'iban',
      key: 'account::GB82WEST12345698765432',
      alsoAsk: [],
      display: 'GB82 WEST 1234 5698 7654 32',
      check: 'valid',
    })
    expect(check('iban', 'GB82WEST12345698765433')).toBe('invalid')
    expect(check('iban', 'NO9386011117947')).toBe('valid')
    expect(check('iban', 'NO93860111179471')).toBe('invalid')
    expect(refusal('iban', 'AB12')).toBe('identifier/wrong-form')
  })

  test('the head office of a bank is the bank; a branch is a part of it; two branches are two', () => {
    expect(agreement('bic', 'BANKKEXX', 'bank ke xx xxx')).toBe('same')
    expect(agreement('bic', 'BANKKEXX123', 'BANKKEXX')).toBe('partial')
    expect(agreement('bic', 'BANKKEXX123', 'BANKKEXX124')).toBeUndefined()
    expect(refusal('bic', 'BANK')).toBe('identifier/wrong-form')
  })
})

describe('telephone numbers', () => {
  test('plus, double zero and the country given lead to the same number', () => {
    for (const [text, country] of [
      ['+44 20 7946 0123'],
      ['0044 (0)20 7946-0123'],
      ['020 7946 0123', 'GB'],
      ['٠٠٤٤٢٠٧٩٤٦٠١٢٣'],
      ['442079460123'],
    ]) {
      expect(key('phone', text ?? '', country)).toBe('phone:44:2079460123')
    }
  })

  test("a number without its country agrees in part with every country's", () => {
    const asked = key('phone', '020 7946 0123')
    const listed = key('phone', '+442079460123')
    expect(agreementOf(asked, listed)).toBe('partial')
    expect(indexKeysOf(listed)).toEqual(expect.arrayContaining([...probeKeysOf(asked, 'single')]))
    expect(agreementOf(key('phone', '+452079460123'), listed)).toBeUndefined()
  })

  test('letters that stand for digits are digits; words are refused', () => {
    expect(key('phone', '+44 2O 7946 O123')).toBe('phone:44:2079460123')
    expect(refusal('phone', 'call me maybe')).toBe('identifier/wrong-form')
  })
})

describe('addresses on the internet', () => {
  test('capitals, mailto, brackets and the script of a domain do not matter', () => {
    const same = [
      'Name@Bücher.example',
      'mailto:name@xn--bcher-kva.example',
      'name[at]bücher[.]example',
      '<name@bücher.example>',
    ]
    for (const text of same) expect(key('email', text)).toBe('email::name@xn--bcher-kva.example')
    expect(read('email', 'name@xn--bcher-kva.example').display).toBe('name@bücher.example')
  })

  test('dots and tags are nothing at Gmail; elsewhere dots count and a tag agrees in part', () => {
    expect(agreement('email', 'an.na+x@googlemail.com', 'anna@gmail.com')).toBe('same')
    expect(agreement('email', 'an.na@mail.example', 'anna@mail.example')).toBeUndefined()
    expect(agreement('email', 'anna+x@mail.example', 'anna@mail.example')).toBe('partial')
    expect(agreement('email', 'anna+x@mail.example', 'anna+y@mail.example')).toBeUndefined()
    expect(probeKeysOf(key('email', 'anna+x@mail.example'), 'single')).toEqual(
      indexKeysOf('email::anna@mail.example'),
    )
  })

  test('scheme, www, port of the scheme, defanging, dots and slashes at the end do not matter', () => {
    const same = [
      'example.org',
      'www.example.org',
      'hxxps://www.example[.]org:443/',
      'HTTP://EXAMPLE.ORG.',
      'hxxp[:]//example(dot)org#top',
    ]
    for (const text of same) expect(key('site', text)).toBe('site::example.org')
    expect(key('site', 'example.org:8080/Shop/?id=7')).toBe('site::example.org:8080/Shop?id=7')
    expect(read('site', 'https://example.org/a').alsoAsk).toEqual(['site::example.org'])
    expect(key('site', 'http://192.0.2.7/a')).toBe('site::192.0.2.7/a')
  })

  test('a domain is the same in its own script and in Punycode', () => {
    expect(key('site', 'пример.example')).toBe(key('site', 'xn--e1afmkfd.example'))
    expect(read('site', 'xn--e1afmkfd.example').display).toBe('пример.example')
  })

  test('a long address has a short key, and another end is another page', () => {
    const long = `example.org/${'سر'.repeat(500)}`
    expect(key('site', long).length).toBeLessThan(420)
    expect(key('site', `${long}a`)).not.toBe(key('site', `${long}b`))
    expect(agreement('site', `${long}a`, `${long}b`)).toBeUndefined()
  })

  test('what is no address is refused', () => {
    for (const text of [
      'one two',
      'localhost',
      'javascript://x.example',
      'name@example.org',
      'http://a:b@example.org',
    ]) {
      expect(refusal('site', text), text).toBe('identifier/wrong-form')
    }
    for (const text of ['name@', '@example.org', 'name', 'a b@example.org', 'name@localhost']) {
      expect(refusal('email', text), text).toBe('identifier/wrong-form')
    }
  })
})

describe('wallets', () => {
  test.each([
    ['Bitcoin, Base58Check', '1BoatSLRHtKNngkdXEeobR76b53LETtpyT'],
    ['Bitcoin, Bech32 (BIP 173)', 'BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4'],
    ['Bitcoin, Bech32m (BIP 350)', 'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0'],
    ['Ethereum (EIP-55)', '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed'],
  ])('%s: the checksum is verified', (_, address) => {
    expect(check('wallet', address)).toBe('valid')
    const at = address.length - 3
    const wrong = address.slice(0, at) + (address[at] === '3' ? '4' : '3') + address.slice(at + 1)
    expect(check('wallet', wrong)).toBe('invalid')
    expect(agreement('wallet', wrong, address)).toBeUndefined()
  })

  test.each([
    ['Litecoin', checked58(Uint8Array.of(0x30, ...BYTES.subarray(0, 20)))],
    ['Tron', checked58(Uint8Array.of(0x41, ...BYTES.subarray(0, 20)))],
    ['Zcash', checked58(Uint8Array.of(0x1c, 0xb8, ...BYTES.subarray(0, 20)))],
    ['XRP Ledger', base58xrp.encode(withSum(Uint8Array.of(0, ...BYTES.subarray(0, 20)), doubled))],
    ['Monero', base58xmr.encode(withSum(Uint8Array.of(18, ...BYTES, ...BYTES), keccak_256))],
    ['Litecoin, Bech32', bech32.encode('ltc', [0, ...bech32.toWords(BYTES.subarray(0, 20))])],
  ])('%s: the checksum is verified', (_, address) => {
    expect(check('wallet', address)).toBe('valid')
    const at = 5
    const wrong = address.slice(0, at) + (address[at] === '3' ? '4' : '3') + address.slice(at + 1)
    expect(check('wallet', wrong)).toBe('invalid')
  })

  test('an address of 32 bytes without a checksum is read, and nothing is said of its digits', () => {
    expect(check('wallet', base58.encode(BYTES))).toBe('none')
    expect(key('wallet', `bitcoin:${checked58(Uint8Array.of(0, ...BYTES.subarray(0, 20)))}?amount=1`)).toBe(
      `wallet::${checked58(Uint8Array.of(0, ...BYTES.subarray(0, 20)))}`,
    )
  })

  test('an Ethereum address in small letters has no checksum, and is the same address', () => {
    const address = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed'
    expect(check('wallet', address.toLowerCase())).toBe('none')
    expect(agreement('wallet', address.toLowerCase(), address)).toBe('same')
    expect(read('wallet', address.toLowerCase()).display).toBe(address)
    expect(check('wallet', address.replace('aA', 'Aa'))).toBe('invalid')
  })

  test('a Base58 address that lost its capitals is still found, in part', () => {
    const address = '1BoatSLRHtKNngkdXEeobR76b53LETtpyT'
    expect(check('wallet', address.toLowerCase())).toBe('invalid')
    expect(agreement('wallet', address.toLowerCase(), address)).toBe('partial')
    expect(probeKeysOf(key('wallet', address.toLowerCase()), 'single')).toEqual(
      indexKeysOf(key('wallet', address)),
    )
  })

  test('words and short numbers are no wallets', () => {
    for (const text of ['12345678', 'thequickbrownfoxjumpsoverthelazydog', '1'.repeat(30)]) {
      expect(refusal('wallet', text)).toBe('identifier/wrong-form')
    }
  })
})

describe('ships, aircraft and devices', () => {
  test('the number of a ship has a check digit, a prefix and padding', () => {
    expect(read('imo', 'imo no. 009074729')).toMatchObject({
      key: 'imo::9074729',
      check: 'valid',
      display: 'IMO 9074729',
    })
    expect(check('imo', '9074728')).toBe('invalid')
    expect(refusal('imo', '907472')).toBe('identifier/wrong-form')
    expect(refusal('mmsi', '12345678')).toBe('identifier/wrong-form')
    expect(key('call-sign', '005im713')).toBe('call-sign::5IM713')
  })

  test('an aircraft has the hyphen that its nationality mark asks for', () => {
    expect(['epzzz', 'YV3071', 'n123ab', 'A6-XYZ'].map((text) => read('aircraft', text).display)).toEqual([
      'EP-ZZZ',
      'YV3071',
      'N123AB',
      'A6-XYZ',
    ])
  })

  test('the first fourteen digits of a mobile device tell it', () => {
    expect(read('imei', '49-015420-323751-8')).toMatchObject({ key: 'imei::49015420323751', check: 'valid' })
    expect(check('imei', '490154203237519')).toBe('invalid')
    expect(agreement('imei', '4901542032375101', '490154203237518')).toBe('same')
  })
})

describe('vehicles', () => {
  test('a chassis number of 5 to 17 characters is possible, no other', () => {
    expect(check('vin', '1M8GDM9AXKP042788')).toBe('valid')
    expect([refusal('vin', 'AB12'), refusal('vin', '1M8GDM9AXKP0427881')]).toEqual([
      'identifier/wrong-form',
      'identifier/wrong-form',
    ])
  })

  test("a plate agrees with the same plate of an unknown country, and only possibly with another country's", () => {
    expect(agreementOf(key('plate', 'QQX 771Z', 'KE'), key('plate', 'qqx-771z'))).toBe('same')
    expect(agreementOf(key('plate', 'QQX 771Z', 'KE'), key('plate', 'QQX771Z', 'MA'))).toBe('other-issuer')
  })
})

describe('whatever is typed', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.string({ maxLength: 200 }),
    fc.stringMatching(/^[0-9A-Za-z@.:/+ -]{0,60}$/),
  )

  test('is read or refused, never thrown at, and what is read is read again from its display', () => {
    fc.assert(
      fc.property(fc.constantFrom(...IDENTIFIER_TYPES), hostile, (type, value) => {
        const parsed = parseIdentifier({ type, value })
        if (!parsed.ok) return
        expect(parsed.value.key.length).toBeLessThan(500)
        expect(indexKeysOf(parsed.value.key)).toEqual(
          expect.arrayContaining([probeKeysOf(parsed.value.key, 'single')[0]]),
        )
      }),
      { numRuns: 1_000 },
    )
  })

  test('nothing, and too much, are refused as such', () => {
    for (const type of IDENTIFIER_TYPES) {
      expect(refusal(type, ' - ')).toBe('identifier/empty')
      expect(refusal(type, '1'.repeat(2_001))).toBe('identifier/too-long')
    }
  })

  test('is detected without a fault', () => {
    fc.assert(fc.property(hostile, (text) => detectIdentifiers(text).length <= 16))
  })
})

describe('what a text may be', () => {
  test.each([
    ['anna@mail.example', ['email']],
    ['GB82 WEST 1234 5698 7654 32', ['iban']],
    ['bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', ['wallet']],
    ['0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed', ['wallet']],
    ['hxxp://shop[.]example/a', ['site']],
    ['+44 20 7946 0123', ['phone']],
    ['IMO 9074729', ['imo']],
    ['1M8GDM9AXKP042788', ['vin']],
    ['shop.example', ['site']],
    ['?!', []],
  ] as const)('%s', (text, types) => {
    const found = detectIdentifiers(text).map(({ identifier }) => identifier.type)
    expect(found.slice(0, Math.max(types.length, 1))).toEqual(types)
  })

  test('a bare number may be many things, and nothing of it is sure', () => {
    const found = detectIdentifiers('X1234567')
    expect(found.map(({ identifier }) => identifier.type)).toContain('document')
    expect(found.every(({ likelihood }) => likelihood === 'plausible')).toBe(true)
  })
})

import { keccak_256 } from '@noble/hashes/sha3.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { base58, base58xmr, base58xrp, bech32, bech32m } from '@scure/base'
import { utf8 } from '#kernel/bytes.ts'
import type { CheckDigit } from './types.ts'

export interface Wallet {
  /** Base58 keeps its capitals, all other forms have none. */
  readonly address: string
  readonly display: string
  readonly check: CheckDigit
}

/**
 * An address of a digital currency: Ethereum and its kin (EIP-55), Bech32 and Bech32m (BIP 173, BIP 350), Base58Check (Bitcoin, Litecoin,
 * Tron, Dash, Zcash and others), XRP Ledger and Monero with their own alphabets, Solana (no checksum). The currency is not a part of it:
 * one address may serve several.
 *
 * An address whose capitals were lost, or with a sign its alphabet does not hold, is kept as `invalid`: it still finds the one it was.
 */
export function parseWallet(text: string): Wallet | undefined {
  const written = text
    .trim()
    .replace(/^[a-z]+:(?:\/\/)?/i, '')
    .replace(/[?@].*$/, '')
    .replaceAll(/[\s\u200b-\u200f]/g, '')
  if (/^0x[0-9a-zA-Z]{40}$/i.test(written)) return ethereum(written)
  if (written.length < 25 || written.length > 120 || !/^[0-9A-Za-z]+$/.test(written)) return undefined
  if (BECH32_PREFIX.test(written)) return segwit(written)
  if (UNCHECKED.test(written))
    return { address: written.toLowerCase(), display: written.toLowerCase(), check: 'none' }
  return base58Address(written)
}

/** EIP-55: the capitals carry the checksum; an address in small letters alone has none. */
function ethereum(written: string): Wallet {
  const hex = written.slice(2)
  const address = `0x${hex.toLowerCase()}`
  if (!/^[0-9a-fA-F]{40}$/.test(hex)) return { address, display: address, check: 'invalid' }
  const signed = checksummed(hex.toLowerCase())
  const isUnsigned = hex === hex.toLowerCase() || hex === hex.toUpperCase()
  return {
    address,
    display: `0x${signed}`,
    check: isUnsigned ? 'none' : signed === hex ? 'valid' : 'invalid',
  }
}

function checksummed(hex: string): string {
  const hash = keccak_256(utf8(hex))
  return [...hex]
    .map((char, at) => {
      const nibble = ((hash[at >> 1] ?? 0) >> (at % 2 === 0 ? 4 : 0)) & 15
      return nibble >= 8 ? char.toUpperCase() : char
    })
    .join('')
}

/** Bitcoin Cash without its prefix (CashAddr), whose checksum covers the prefix; and 32 bytes in hexadecimal. */
const UNCHECKED = /^(?:[qp][02-9ac-hj-np-z]{41}|[0-9a-f]{64})$/i

/** Bitcoin, its test networks, Litecoin, Cardano, Cosmos, Zcash Sapling and Liquid; read without regard to what BIP 173 bars. */
const BECH32_PREFIX = /^(?:bc1|tb1|bcrt1|ltc1|tltc1|addr1|cosmos1|zs1|ex1|lq1)/i

function segwit(written: string): Wallet {
  const address = written.toLowerCase()
  // BIP 173: an address is in capitals or in small letters, never mixed.
  const isMixed = written !== address && written !== written.toUpperCase()
  const isValid = [bech32, bech32m].some((code) => code.decodeUnsafe(address, 120) !== undefined)
  return { address, display: address, check: isValid && !isMixed ? 'valid' : 'invalid' }
}

function base58Address(written: string): Wallet | undefined {
  const isChecked = isMonero(written) || isBase58Check(written)
  // Letters alone, or digits alone, that no checksum vouches for are words and numbers.
  if (!isChecked && !(/\d/.test(written) && /[A-Za-z]/.test(written))) return undefined
  const check = isChecked ? 'valid' : isSolana(written) ? 'none' : 'invalid'
  return { address: written, display: written, check }
}

/** Version, payload and four bytes of a double SHA-256 of both (Bitcoin wiki, "Base58Check encoding"). */
function isBase58Check(written: string): boolean {
  const coders = written.startsWith('r') || written.startsWith('X') ? [base58xrp, base58] : [base58]
  return coders.some((coder) => {
    const bytes = decoded(coder, written)
    if (bytes === undefined || bytes.length < 25 || bytes.length > 60) return false
    const sum = sha256(sha256(bytes.subarray(0, -4)))
    return bytes.subarray(-4).every((byte, at) => byte === sum[at])
  })
}

/** A standard, subaddress or integrated address: 69 or 77 bytes, the last four of them Keccak-256 of the rest. */
function isMonero(written: string): boolean {
  if (written.length !== 95 && written.length !== 106) return false
  const bytes = decoded(base58xmr, written)
  if (bytes === undefined) return false
  const sum = keccak_256(bytes.subarray(0, -4))
  return bytes.subarray(-4).every((byte, at) => byte === sum[at])
}

const isSolana = (written: string): boolean =>
  written.length >= 32 && written.length <= 44 && decoded(base58, written)?.length === 32

function decoded(
  coder: { readonly decode: (text: string) => Uint8Array },
  written: string,
): Uint8Array | undefined {
  try {
    return coder.decode(written)
  } catch {
    // The library throws on any sign outside the alphabet: such a text is not of this form.
    return undefined
  }
}

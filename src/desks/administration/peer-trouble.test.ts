import { describe, expect, test } from 'vitest'
import { type PeerTrouble, peerTrouble } from './peer-trouble.ts'

describe('what went wrong with a peer', () => {
  test.each<[string, PeerTrouble]>([
    ['KE: connect ECONNREFUSED 127.0.0.1:7443', { code: 'peer/unreachable', error: 'ECONNREFUSED' }],
    ['KE: connect EHOSTUNREACH 192.0.2.1:7443', { code: 'peer/unreachable', error: 'EHOSTUNREACH' }],
    ['KE: connect ETIMEDOUT 192.0.2.1:7443', { code: 'peer/silent' }],
    ['KE: no answer in time', { code: 'peer/silent' }],
    ['KE: getaddrinfo ENOTFOUND node.example', { code: 'peer/address-unknown' }],
    ['KE: self-signed certificate', { code: 'peer/other-certificate' }],
    ['KE: not the certificate of the charter', { code: 'peer/other-certificate' }],
    ['KE: certificate has expired', { code: 'peer/certificate-expired' }],
    ['KE: socket hang up', { code: 'peer/hangs-up' }],
    ['KE: read ECONNRESET', { code: 'peer/hangs-up' }],
    ['KE: SSL routines:ssl3_read_bytes:tlsv13 alert certificate required', { code: 'peer/hangs-up' }],
    ['KE answered 409', { code: 'peer/answered-status', status: 409 }],
    ['KE broke off', { code: 'peer/broke-off' }],
    ['KE sent more than a page', { code: 'peer/too-much' }],
    ['KE holds back items that it says it has issued', { code: 'peer/holds-back' }],
    ['feed/fork at item 12', { code: 'peer/feed-broken', refusal: 'feed/fork', item: 12 }],
    ['KE: something new', { code: 'peer/fails', error: 'something new' }],
    ['StoreFullError', { code: 'peer/fails', error: 'StoreFullError' }],
  ])('%s becomes a code', (error, trouble) => {
    expect(peerTrouble(error)).toEqual(trouble)
  })

  test('a reason that nobody foresaw is kept short', () => {
    expect(peerTrouble('x'.repeat(10_000))).toEqual({ code: 'peer/fails', error: 'x'.repeat(200) })
  })
})

import { countingIn } from '../counting.ts'
import { DIALECTS, type DiagnosisTexts } from './texts.ts'

const { counted, number } = countingIn<'one'>('en')
const days = (count: number): string => counted(count, { one: '# day', other: '# days' })

export const EN: DiagnosisTexts = {
  subjects: {
    store: 'Store',
    disk: 'Disk',
    'key-files': 'Key files',
    certificate: 'Certificate',
    'check-index': 'Check index',
    snapshot: 'Snapshot of the index',
    erasures: 'Erasures',
    peers: 'Other members',
    peer: 'Member',
    runtime: 'Runtime',
    writing: 'Writing',
  },
  peer: (member) => `Member ${member}`,
  details: {
    'store/answers': ({ dialect }) => `It answers (${DIALECTS[dialect]})`,
    'store/fails': ({ error }) => `It does not answer (${error})`,
    'disk/room': ({ freeMegabytes }) => `${number(freeMegabytes)} MB free`,
    'disk/short': ({ freeMegabytes }) => `${number(freeMegabytes)} MB free`,
    'key-files/closed': () => 'Only their owner can read them',
    'key-files/open': ({ files }) => `Others can read ${files.join(', ')}`,
    'certificate/valid': (line) => `Valid for ${days(line.days)}`,
    'certificate/expires': (line) => `It expires in ${days(line.days)}`,
    'certificate/expired': () => 'It has expired: other members refuse it',
    'certificate/not-of-charter': () => 'It is not the one in the charter: other members refuse it',
    'check-index/complete': ({ persons, organisations }) =>
      `${counted(persons, { one: '# person', other: '# persons' })}, ` +
      counted(organisations, { one: '# organisation', other: '# organisations' }),
    'check-index/incomplete': ({ indexed, held }) =>
      `${number(indexed)} in the index, ${counted(held, { one: '# notice', other: '# notices' })} held`,
    'snapshot/kept': ({ megabytes, behind }) =>
      `${number(megabytes)} MB, ${counted(behind, { one: '# change', other: '# changes' })} since`,
    'snapshot/none': () => 'None: the index is filled from the journal at each start',
    'erasures/confirmed': () => 'All confirmed',
    'erasures/due': ({ count }) =>
      counted(count, {
        one: '# withdrawn record still to be confirmed',
        other: '# withdrawn records still to be confirmed',
      }),
    'peers/not-followed': () => 'The node is not running',
    'peer/answered': ({ at }) => `It answered at ${at}`,
    'peer/not-asked': () => 'Not asked yet',
    'peer/unreachable': ({ error }) => `Nothing answers at its address (${error})`,
    'peer/silent': () => 'It gives no answer in time',
    'peer/address-unknown': () => 'The name in its address is unknown',
    'peer/other-certificate': () => 'It shows another certificate than that of the charter',
    'peer/certificate-expired': () => 'Its certificate has expired',
    'peer/hangs-up': () => 'It ends the connection',
    'peer/answered-status': ({ status }) => `It answers with status ${status}`,
    'peer/broke-off': () => 'Its answer broke off',
    'peer/too-much': () => 'It sent more than a page',
    'peer/holds-back': () => 'It holds back items that it says it has issued',
    'peer/feed-broken': ({ refusal, item }) => `Its feed is broken at item ${number(item)} (${refusal})`,
    'peer/fails': ({ error }) => `It cannot be followed: ${error}`,
    'runtime/pinned': ({ version }) => `Node ${version}`,
    'runtime/other': ({ version }) => `Node ${version} is not the pinned version`,
    'writing/fails': ({ error }) => `Nothing can be written (${error}); this diagnosis is not in the log`,
  },
  cures: {
    'store/fails': () => 'Look at the disk and the database server, then start the node again.',
    'disk/short': () => 'Make room: a node without disk refuses every change.',
    'key-files/open': ({ files }) => `Run: chmod 600 ${files.join(' ')}. Then ask who has read them.`,
    'certificate/expires': () => 'Ask the keeper for a charter with a new certificate.',
    'certificate/expired': () => 'Ask the keeper for a charter with a new certificate.',
    'certificate/not-of-charter': () =>
      'Restore certificate.pem and its key from the backup, or ask the keeper for a charter with this one.',
    'check-index/incomplete': () =>
      'Stop the node, delete check-index.snapshot in its folder, and start it: the index is filled from the journal.',
    'erasures/due': () =>
      'They are confirmed while the node runs. If the number stays, look at the room on the disk.',
    'peers/not-followed': () => 'Start it: entraide start',
    'peer/unreachable': () => 'See whether the peer runs, its address in the charter, and the firewalls.',
    'peer/silent': () => 'See whether the peer runs, its address in the charter, and the firewalls.',
    'peer/address-unknown': () => 'Check the name in its address in the charter, and the name server.',
    'peer/other-certificate': () =>
      'Compare the versions of the charter. Telephone its administrator before you trust a new certificate.',
    'peer/certificate-expired': () => 'Check the clock here, then tell its administrator.',
    'peer/hangs-up': () => 'It may refuse our certificate: compare the versions of the charter.',
    'peer/answered-status': ({ status }) =>
      status === 409
        ? 'It refuses our receipt: ask its administrator whether it went back to an older store.'
        : 'Ask its administrator to look at the log of that node.',
    'peer/broke-off': () => 'Look at the connection. The node goes on where it was.',
    'peer/too-much': () => 'Tell its administrator: that node does not keep to the protocol.',
    'peer/holds-back': () => 'Tell its administrator: that node does not keep to the protocol.',
    'peer/feed-broken': () =>
      'Nothing more of it is applied. Telephone its administrator; keep both folders as they are.',
    'peer/fails': () =>
      'See that its address in the charter answers, and that its certificate is the charter’s.',
    'runtime/other': () => 'Run through npm, which uses the pinned Node 24.',
    'writing/fails': () =>
      'Make room on the disk, or bring the database back. What was acknowledged is safe.',
  },
}

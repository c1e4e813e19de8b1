import { countingIn } from '../counting.ts'
import { DIALECTS, type DiagnosisTexts } from './texts.ts'

const { counted, number } = countingIn<'one'>('fr')
const days = (count: number): string => counted(count, { one: '# jour', other: '# jours' })

export const FR: DiagnosisTexts = {
  subjects: {
    store: 'Stockage',
    disk: 'Disque',
    'key-files': 'Fichiers de clés',
    certificate: 'Certificat',
    'check-index': 'Index de contrôle',
    snapshot: 'Instantané de l’index',
    erasures: 'Effacements',
    peers: 'Autres membres',
    peer: 'Membre',
    runtime: 'Environnement d’exécution',
    writing: 'Écriture',
  },
  peer: (member) => `Membre ${member}`,
  details: {
    'store/answers': ({ dialect }) => `Il répond (${DIALECTS[dialect]})`,
    'store/fails': ({ error }) => `Il ne répond pas (${error})`,
    'disk/room': ({ freeMegabytes }) => `${number(freeMegabytes)} Mo libres`,
    'disk/short': ({ freeMegabytes }) => `${number(freeMegabytes)} Mo libres`,
    'key-files/closed': () => 'Seul leur propriétaire peut les lire',
    'key-files/open': ({ files }) => `D’autres peuvent lire ${files.join(', ')}`,
    'certificate/valid': (line) => `Valable encore ${days(line.days)}`,
    'certificate/expires': (line) => `Il expire dans ${days(line.days)}`,
    'certificate/expired': () => 'Il a expiré : les autres membres le refusent',
    'certificate/not-of-charter': () => 'Ce n’est pas celui de la charte : les autres membres le refusent',
    'check-index/complete': ({ persons, organisations }) =>
      `${counted(persons, { one: '# personne', other: '# personnes' })}, ` +
      counted(organisations, { one: '# organisation', other: '# organisations' }),
    'check-index/incomplete': ({ indexed, held }) =>
      `${number(indexed)} dans l’index, ${counted(held, { one: '# notice conservée', other: '# notices conservées' })}`,
    'snapshot/kept': ({ megabytes, behind }) =>
      `${number(megabytes)} Mo, ${counted(behind, { one: '# changement', other: '# changements' })} depuis`,
    'snapshot/none': () => 'Aucun : l’index est rempli à partir du journal à chaque démarrage',
    'erasures/confirmed': () => 'Tous confirmés',
    'erasures/due': ({ count }) =>
      counted(count, {
        one: '# fiche retirée reste à confirmer',
        other: '# fiches retirées restent à confirmer',
      }),
    'peers/not-followed': () => 'Le nœud ne tourne pas',
    'peer/answered': ({ at }) => `Il a répondu le ${at}`,
    'peer/not-asked': () => 'Pas encore interrogé',
    'peer/unreachable': ({ error }) => `Rien ne répond à son adresse (${error})`,
    'peer/silent': () => 'Il ne répond pas à temps',
    'peer/address-unknown': () => 'Le nom de son adresse est inconnu',
    'peer/other-certificate': () => 'Il présente un autre certificat que celui de la charte',
    'peer/certificate-expired': () => 'Son certificat a expiré',
    'peer/hangs-up': () => 'Il met fin à la connexion',
    'peer/answered-status': ({ status }) => `Il répond avec le statut ${status}`,
    'peer/broke-off': () => 'Sa réponse s’est interrompue',
    'peer/too-much': () => 'Il a envoyé plus d’une page',
    'peer/holds-back': () => 'Il retient des éléments qu’il dit avoir émis',
    'peer/feed-broken': ({ refusal, item }) => `Son flux est rompu à l’élément ${number(item)} (${refusal})`,
    'peer/fails': ({ error }) => `Il ne peut pas être suivi : ${error}`,
    'runtime/pinned': ({ version }) => `Version ${version} de Node`,
    'runtime/other': ({ version }) => `La version ${version} de Node n’est pas celle qui est fixée`,
    'writing/fails': ({ error }) =>
      `Rien ne peut être écrit (${error}) ; ce diagnostic n’est pas dans le journal`,
  },
  cures: {
    'store/fails': () => 'Examinez le disque et le serveur de base de données, puis redémarrez le nœud.',
    'disk/short': () => 'Libérez de la place : un nœud sans disque refuse toute modification.',
    'key-files/open': ({ files }) => `Lancez : chmod 600 ${files.join(' ')}. Demandez ensuite qui les a lus.`,
    'certificate/expires': () => 'Demandez au gardien une charte avec un nouveau certificat.',
    'certificate/expired': () => 'Demandez au gardien une charte avec un nouveau certificat.',
    'certificate/not-of-charter': () =>
      'Restaurez certificate.pem et sa clé depuis la sauvegarde, ou demandez au gardien une charte avec celui-ci.',
    'check-index/incomplete': () =>
      'Arrêtez le nœud, supprimez check-index.snapshot de son dossier et démarrez-le : l’index est rempli à partir du journal.',
    'erasures/due': () =>
      'Ils sont confirmés tant que le nœud tourne. Si le nombre ne baisse pas, regardez la place sur le disque.',
    'peers/not-followed': () => 'Démarrez-le : entraide start',
    'peer/unreachable': () =>
      'Voyez si le nœud du membre tourne, son adresse dans la charte, et les pare-feu.',
    'peer/silent': () => 'Voyez si le nœud du membre tourne, son adresse dans la charte, et les pare-feu.',
    'peer/address-unknown': () => 'Vérifiez le nom de son adresse dans la charte, et le serveur de noms.',
    'peer/other-certificate': () =>
      'Comparez les versions de la charte. Téléphonez à son administrateur avant de vous fier à un nouveau certificat.',
    'peer/certificate-expired': () => 'Vérifiez l’horloge d’ici, puis prévenez son administrateur.',
    'peer/hangs-up': () => 'Il refuse peut-être notre certificat : comparez les versions de la charte.',
    'peer/answered-status': ({ status }) =>
      status === 409
        ? 'Il refuse notre accusé : demandez à son administrateur s’il est revenu à un stockage antérieur.'
        : 'Demandez à son administrateur de regarder le journal de ce nœud.',
    'peer/broke-off': () => 'Examinez la connexion. Le nœud reprend où il en était.',
    'peer/too-much': () => 'Prévenez son administrateur : ce nœud ne respecte pas le protocole.',
    'peer/holds-back': () => 'Prévenez son administrateur : ce nœud ne respecte pas le protocole.',
    'peer/feed-broken': () =>
      'Plus rien n’en est appliqué. Téléphonez à son administrateur ; gardez les deux dossiers tels quels.',
    'peer/fails': () =>
      'Voyez si son adresse dans la charte répond, et si son certificat est celui de la charte.',
    'runtime/other': () => 'Passez par npm, qui utilise la version 24 de Node qui est fixée.',
    'writing/fails': () =>
      'Libérez de la place sur le disque ou rétablissez la base. Ce qui a été confirmé est en sûreté.',
  },
}

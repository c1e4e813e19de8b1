import { countingIn } from '../counting.ts'
import { DIALECTS, type DiagnosisTexts } from './texts.ts'

const { counted, number } = countingIn<'one'>('es')
const days = (count: number): string => counted(count, { one: '# día', other: '# días' })

export const ES: DiagnosisTexts = {
  subjects: {
    store: 'Almacén',
    disk: 'Disco',
    'key-files': 'Ficheros de claves',
    certificate: 'Certificado',
    'check-index': 'Índice de consultas',
    snapshot: 'Instantánea del índice',
    erasures: 'Borrados',
    peers: 'Otros miembros',
    peer: 'Miembro',
    runtime: 'Entorno de ejecución',
    writing: 'Escritura',
  },
  peer: (member) => `Miembro ${member}`,
  details: {
    'store/answers': ({ dialect }) => `Responde (${DIALECTS[dialect]})`,
    'store/fails': ({ error }) => `No responde (${error})`,
    'disk/room': ({ freeMegabytes }) => `${number(freeMegabytes)} MB libres`,
    'disk/short': ({ freeMegabytes }) => `${number(freeMegabytes)} MB libres`,
    'key-files/closed': () => 'Solo su propietario puede leerlos',
    'key-files/open': ({ files }) => `Otros pueden leer ${files.join(', ')}`,
    'certificate/valid': (line) => `Válido durante ${days(line.days)}`,
    'certificate/expires': (line) => `Caduca en ${days(line.days)}`,
    'certificate/expired': () => 'Ha caducado: los demás miembros lo rechazan',
    'certificate/not-of-charter': () => 'No es el de la carta: los demás miembros lo rechazan',
    'check-index/complete': ({ persons, organisations }) =>
      `${counted(persons, { one: '# persona', other: '# personas' })}, ` +
      counted(organisations, { one: '# organización', other: '# organizaciones' }),
    'check-index/incomplete': ({ indexed, held }) =>
      `${number(indexed)} en el índice, ${counted(held, { one: '# notificación conservada', other: '# notificaciones conservadas' })}`,
    'snapshot/kept': ({ megabytes, behind }) =>
      `${number(megabytes)} MB, ${counted(behind, { one: '# cambio', other: '# cambios' })} desde entonces`,
    'snapshot/none': () => 'Ninguna: el índice se llena a partir del diario en cada arranque',
    'erasures/confirmed': () => 'Todos confirmados',
    'erasures/due': ({ count }) =>
      counted(count, {
        one: '# registro retirado por confirmar',
        other: '# registros retirados por confirmar',
      }),
    'peers/not-followed': () => 'El nodo no está en marcha',
    'peer/answered': ({ at }) => `Respondió el ${at}`,
    'peer/not-asked': () => 'Todavía no se le ha preguntado',
    'peer/unreachable': ({ error }) => `Nada responde en su dirección (${error})`,
    'peer/silent': () => 'No responde a tiempo',
    'peer/address-unknown': () => 'El nombre de su dirección es desconocido',
    'peer/other-certificate': () => 'Presenta un certificado distinto del de la carta',
    'peer/certificate-expired': () => 'Su certificado ha caducado',
    'peer/hangs-up': () => 'Corta la conexión',
    'peer/answered-status': ({ status }) => `Responde con el estado ${status}`,
    'peer/broke-off': () => 'Su respuesta se interrumpió',
    'peer/too-much': () => 'Envió más de una página',
    'peer/holds-back': () => 'Retiene elementos que dice haber emitido',
    'peer/feed-broken': ({ refusal, item }) =>
      `Su flujo está roto en el elemento ${number(item)} (${refusal})`,
    'peer/fails': ({ error }) => `No se le puede seguir: ${error}`,
    'runtime/pinned': ({ version }) => `Versión ${version} de Node`,
    'runtime/other': ({ version }) => `La versión ${version} de Node no es la fijada`,
    'writing/fails': ({ error }) =>
      `No se puede escribir nada (${error}); este diagnóstico no está en el registro de accesos`,
  },
  cures: {
    'store/fails': () =>
      'Examine el disco y el servidor de la base de datos; después arranque el nodo de nuevo.',
    'disk/short': () => 'Libere espacio: un nodo sin disco rechaza todo cambio.',
    'key-files/open': ({ files }) =>
      `Ejecute: chmod 600 ${files.join(' ')}. Después pregunte quién los ha leído.`,
    'certificate/expires': () => 'Pida al guardián una carta con un certificado nuevo.',
    'certificate/expired': () => 'Pida al guardián una carta con un certificado nuevo.',
    'certificate/not-of-charter': () =>
      'Restaure certificate.pem y su clave desde la copia de seguridad, o pida al guardián una carta con este.',
    'check-index/incomplete': () =>
      'Pare el nodo, borre check-index.snapshot de su carpeta y arránquelo: el índice se llena a partir del diario.',
    'erasures/due': () =>
      'Se confirman mientras el nodo está en marcha. Si el número no baja, mire el espacio del disco.',
    'peers/not-followed': () => 'Arránquelo: entraide start',
    'peer/unreachable': () =>
      'Vea si el nodo del miembro está en marcha, su dirección en la carta y los cortafuegos.',
    'peer/silent': () =>
      'Vea si el nodo del miembro está en marcha, su dirección en la carta y los cortafuegos.',
    'peer/address-unknown': () => 'Compruebe el nombre de su dirección en la carta y el servidor de nombres.',
    'peer/other-certificate': () =>
      'Compare las versiones de la carta. Llame a su administrador antes de fiarse de un certificado nuevo.',
    'peer/certificate-expired': () => 'Compruebe el reloj de aquí y avise a su administrador.',
    'peer/hangs-up': () => 'Quizá rechaza nuestro certificado: compare las versiones de la carta.',
    'peer/answered-status': ({ status }) =>
      status === 409
        ? 'Rechaza nuestro acuse: pregunte a su administrador si volvió a un almacén anterior.'
        : 'Pida a su administrador que mire el registro de ese nodo.',
    'peer/broke-off': () => 'Examine la conexión. El nodo sigue donde estaba.',
    'peer/too-much': () => 'Avise a su administrador: ese nodo no respeta el protocolo.',
    'peer/holds-back': () => 'Avise a su administrador: ese nodo no respeta el protocolo.',
    'peer/feed-broken': () =>
      'No se aplica nada más de él. Llame a su administrador; conserve ambas carpetas como están.',
    'peer/fails': () => 'Vea si su dirección en la carta responde y si su certificado es el de la carta.',
    'runtime/other': () => 'Use npm, que emplea la versión 24 de Node fijada.',
    'writing/fails': () =>
      'Libere espacio en el disco o recupere la base de datos. Lo confirmado está a salvo.',
  },
}

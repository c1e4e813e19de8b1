import type { Texts } from './texts.ts'

export const ES: Texts = {
  problems: {
    'session/missing': { title: 'No ha iniciado sesión', cure: 'Inicie sesión e inténtelo de nuevo.' },
    'session/wrong-credentials': {
      title: 'La cuenta o la contraseña no son correctas',
      cure: 'Compruebe ambas e inténtelo de nuevo. Un administrador puede darle una cuenta nueva.',
    },
    'session/too-many-attempts': {
      title: 'Demasiados intentos fallidos de iniciar sesión',
      cure: 'Espere {retryAfterSeconds} segundos e inténtelo de nuevo.',
    },
    'session/not-a-demonstration': {
      title: 'Este nodo no tiene cuentas de demostración',
      cure: 'Inicie sesión con su cuenta y su contraseña.',
    },
    'request/cross-site': {
      title: 'La petición no viene de esta aplicación',
      cure: 'Abra la aplicación en la dirección del nodo. Un programa envía la cabecera x-entraide-request.',
    },
    'request/invalid': { title: 'Algunos campos no son válidos', cure: 'Corrija los campos indicados.' },
    'request/not-json': {
      title: 'La petición no es JSON legible',
      cure: 'Envíe un valor JSON en UTF-8 con el tipo application/json.',
    },
    'request/too-large': { title: 'La petición es demasiado grande', cure: 'Envíe menos de una vez.' },
    'request/unknown-route': { title: 'No hay nada en esta dirección', cure: 'Compruebe la dirección.' },
    'request/too-many': {
      title: 'Demasiadas peticiones en el mismo momento',
      cure: 'Espere un momento e inténtelo de nuevo.',
    },
    'access/permission-missing': {
      title: 'Su función no lo permite',
      cure: 'Pídalo a un colega cuya función lo permita, o consulte a un administrador.',
    },
    'record/unknown': {
      title: 'No hay tal registro que usted pueda conocer',
      cure: 'Compruebe el identificador, o pregunte al propietario por medio de su oficina.',
    },
    'record/not-owner': {
      title: 'El registro pertenece a otro miembro',
      cure: 'Pida a su propietario que lo cambie o lo retire.',
    },
    'record/already-recorded': {
      title: 'Su miembro ya lo ha registrado',
      cure: 'Actualice o retire el registro existente; un segundo también habría que retirarlo.',
    },
    'record/already-withdrawn': { title: 'El registro ya está retirado', cure: 'No queda nada por hacer.' },
    'record/rules-refuse': {
      title: 'Las reglas no lo permiten',
      cure: 'Cada regla se cita con su artículo y con lo que hay que hacer.',
    },
    'check/unknown': {
      title: 'No hay tal consulta entre las suyas',
      cure: 'Puede que su plazo haya pasado. Haga la consulta de nuevo.',
    },
    'check/candidate-unknown': {
      title: 'Esta consulta no tiene ese candidato',
      cure: 'Elija uno de los candidatos mostrados, o haga la consulta de nuevo.',
    },
    'check/already-decided': {
      title: 'Este candidato ya está decidido',
      cure: 'Haga una consulta nueva para decidir otra vez.',
    },
    'check/nothing-to-search': {
      title: 'No hay nada que buscar',
      cure: 'Un nombre necesita una letra, un número de documento tres letras o cifras, un vehículo su matrícula o su número de identificación.',
    },
    'check/birth-not-in-calendar': {
      title: 'El calendario no tiene esa fecha',
      cure: 'Mire el documento: calendario, año, mes y día; el mes se cuenta desde el primero de ese año.',
    },
    'identifier/empty': {
      title: 'No hay letra ni cifra que buscar',
      cure: 'Indique la cuenta, la dirección o el número mismo.',
    },
    'identifier/too-long': {
      title: 'El valor tiene más de {limitChars} caracteres',
      cure: 'Indique una sola cuenta, dirección o número cada vez.',
    },
    'identifier/wrong-form': {
      title: 'El valor no tiene la forma de su tipo',
      cure: 'Compárelo con la fuente, elija otro tipo o deje que se reconozca el tipo.',
    },
    'identifier/unknown-form': {
      title: 'El valor no es nada que pueda buscarse',
      cure: 'Elija qué es: una cuenta, un número de teléfono, una dirección, una cartera u otro número.',
    },
    'record/vin-impossible': {
      title: 'Ningún vehículo tiene un número de identificación de esta longitud',
      cure: 'Los números de identificación tienen 17 caracteres; los números de bastidor anteriores a 1981, de 5 a 17. Léalo de nuevo en el vehículo o en sus papeles.',
    },
    'record/loss-in-future': {
      title: 'El día de la pérdida está en el futuro',
      cure: 'Indique el día en que se notó la pérdida, o solo el mes o el año.',
    },
    'batch/changed': {
      title: 'Este lote se empezó con otras filas, otra finalidad u otro lugar',
      cure: 'Envíe lo mismo que antes, o dé al lote un nombre nuevo.',
    },
    'batch/gap': {
      title: 'Faltan filas antes de esta posición',
      cure: 'Empiece en la primera posición sin respuesta: la que indicó la última respuesta, o 0.',
    },
    'batch/already-running': {
      title: 'Hay una petición de este lote en curso',
      cure: 'Espere a que termine y siga desde su última posición.',
    },
    'batch/too-many-rows': {
      title: 'Más filas de las que puede traer una petición',
      cure: 'Envíe el resto en otra petición del mismo lote, desde la posición indicada.',
    },
    'batch/unknown-format': {
      title: 'No se conoce el formato de la lista',
      cure: 'Envíe CSV, JSON o PAXLST e indique su tipo de contenido.',
    },
    'batch/unreadable': {
      title: 'La lista no se puede leer como texto',
      cure: 'Guárdela en UTF-8 y envíela de nuevo.',
    },
    'batch/unknown-columns': {
      title: 'No se conoce ninguna columna de la lista',
      cure: 'Ponga en la primera línea encabezados como nombre, fecha de nacimiento, número de documento y país.',
    },
    'batch/not-json': {
      title: 'La lista no es JSON legible',
      cure: 'Envíe un objeto por línea, o una matriz entera.',
    },
    'batch/not-paxlst': {
      title: 'La lista no es un mensaje PAXLST entero',
      cure: 'Vea el segmento indicado: el intercambio se cortó o es de otra clase.',
    },
    'row/unreadable': {
      title: 'La fila no se puede leer',
      cure: 'Corrija la fila o quítela.',
    },
    'row/too-long': {
      title: 'La fila es demasiado larga',
      cure: 'Una fila tiene como máximo 4096 caracteres: quite lo que no se pregunta y vea si faltan comillas.',
    },
    'row/nothing-to-search': {
      title: 'La fila no tiene nada que buscar',
      cure: 'Indique un nombre, un documento o un vehículo.',
    },
    'row/field': {
      title: 'Un campo de la fila no es válido',
      cure: 'Corrija el campo indicado. Las fechas se escriben AAAA-MM-DD salvo que indique otra cosa; los países, con dos o tres letras.',
    },
    'mrz/empty': { title: 'No hay líneas que leer', cure: 'Pegue las dos o tres líneas del documento.' },
    'mrz/too-long': {
      title: 'El texto es demasiado largo para las líneas de un documento',
      cure: 'Pegue solo las dos o tres líneas.',
    },
    'mrz/character': {
      title: 'La línea {line} tiene un carácter imposible en ese lugar (posición {position})',
      cure: 'Mire el documento: solo hay mayúsculas, cifras y <.',
    },
    'mrz/line-count': {
      title: 'No son las líneas de un documento',
      cure: 'Pegue todas las líneas: dos de un pasaporte o visado, tres de una tarjeta.',
    },
    'mrz/line-length': {
      title: 'La línea {line} no tiene la longitud correcta (vea la posición {position})',
      cure: 'Copie la línea entera: 30, 36 o 44 caracteres.',
    },
    'mrz/document-code': {
      title: 'Las primeras letras no son las de un documento de viaje',
      cure: 'Compruebe la primera línea: empieza por P, V, A, C o I.',
    },
    'mrz/name-missing': {
      title: 'Las líneas no contienen ningún nombre',
      cure: 'Copie de nuevo la línea de los nombres.',
    },
    'import/not-xml': {
      title: 'El fichero no es XML bien formado',
      cure: 'Descargue la lista de nuevo. No se guardó nada de este fichero.',
    },
    'import/not-csv': {
      title: 'El fichero no se puede leer como CSV',
      cure: 'Descargue la lista de nuevo. No se guardó nada de este fichero.',
    },
    'import/truncated': {
      title: 'El fichero termina demasiado pronto',
      cure: 'Descargue de nuevo la lista entera. No se guardó nada de este fichero.',
    },
    'import/wrong-encoding': {
      title: 'El fichero no está en UTF-8',
      cure: 'Use la lista tal como se publicó, en UTF-8. No se guardó nada de este fichero.',
    },
    'import/doctype-forbidden': {
      title: 'El fichero declara un tipo de documento, lo que una lista nunca hace',
      cure: 'No se fíe de este fichero. Descargue la lista de su editor. No se guardó nada.',
    },
    'import/too-deep': {
      title: 'El fichero anida sus elementos a demasiada profundidad',
      cure: 'No se fíe de este fichero. Descargue la lista de su editor. No se guardó nada.',
    },
    'import/too-large': {
      title: 'El fichero, o un texto que contiene, es demasiado grande',
      cure: 'Compruebe que es la lista. No se guardó nada de este fichero.',
    },
    'import/unknown-format': {
      title: 'El fichero no es una lista que este nodo conozca',
      cure: 'Elija el XML de la lista consolidada de la ONU o los CSV de la lista SDN de la OFAC.',
    },
    'import/entry-invalid': {
      title: 'Una entrada de la lista no es válida',
      cure: 'Comunique la línea y el campo al editor. No se guardó nada de este fichero.',
    },
    'import/too-many-entries': {
      title: 'La lista tiene demasiadas entradas',
      cure: 'Compruebe que es la lista. No se guardó nada de este fichero.',
    },
    'import/duplicate-entry': {
      title: 'La lista nombra dos veces una entrada',
      cure: 'Comunique la línea al editor. No se guardó nada de este fichero.',
    },
    'import/unreadable': {
      title: 'El fichero no se pudo leer hasta el final',
      cure: 'Compruebe el fichero o la conexión e inténtelo de nuevo. No se guardó nada de este fichero.',
    },
    'import/too-many-withdrawals': {
      title: 'La importación retiraría {count} registros, una parte demasiado grande de la lista ({share} %)',
      cure: 'Compruebe que el fichero está completo. Si lo está, impórtelo en la línea de órdenes con --withdraw-many.',
    },
    'import/not-mandated': {
      title: 'Este nodo no puede publicar esa lista',
      cure: 'Solo la Secretaría General la importa; las notificaciones llegan después a cada miembro.',
    },
    'import/already-running': {
      title: 'Se está importando una lista en este momento',
      cure: 'Espere a que termine e inténtelo de nuevo.',
    },
    'account/exists': { title: 'Ya hay una cuenta con este nombre', cure: 'Elija otro nombre.' },
    'account/password-weak': {
      title: 'La contraseña es demasiado fácil de adivinar',
      cure: 'Use al menos 12 caracteres: lo mejor son varias palabras sin relación.',
    },
    'node/store-full': {
      title: 'El almacenamiento de este nodo está lleno',
      cure: 'Un administrador debe liberar espacio. Su petición no cambió nada.',
    },
    'node/broken': {
      title: 'Este nodo ha fallado',
      cure: 'Inténtelo de nuevo. Si se repite, dé a un administrador el número {incident}.',
    },
    'node/starting': { title: 'Este nodo aún está arrancando', cure: 'Inténtelo en unos segundos.' },
  },
  rules: {
    'rule/other-network': {
      title: 'El acto pertenece a otra red',
      cure: 'Emítalo en la red de este nodo.',
    },
    'rule/issuer-not-a-member': {
      title: 'El emisor no es miembro de la red',
      cure: 'El guardián de la carta debe admitir antes al emisor.',
    },
    'rule/recipient-not-a-member': {
      title: 'Un destinatario no es miembro de la red',
      cure: 'Diríjalo solo a miembros de la carta.',
    },
    'rule/recipient-repeated': {
      title: 'Un destinatario se nombra dos veces',
      cure: 'Nombre a cada destinatario una vez.',
    },
    'rule/not-the-source': {
      title: 'El registro nombra otra fuente que su emisor',
      cure: 'Un miembro registra solo aquello de lo que él mismo es la fuente.',
    },
    'rule/not-the-owner': {
      title: 'Solo el propietario puede cambiar o retirar un registro',
      cure: 'Pídalo al propietario del registro.',
    },
    'rule/identifier-taken': {
      title: 'El identificador pertenece a un registro anterior',
      cure: 'Regístrelo de nuevo: recibirá un identificador propio.',
    },
    'rule/nothing-to-change': {
      title: 'No hay aquí ningún registro que cambiar',
      cure: 'El registro es desconocido o está retirado: regístrelo de nuevo.',
    },
    'rule/database-changed': {
      title: 'Un registro no puede pasar a otra base de datos',
      cure: 'Retírelo y regístrelo en la otra base de datos.',
    },
    'rule/retention-too-long': {
      title: 'El registro se conservaría más tiempo del que permiten las reglas',
      cure: 'Elija un día de fin anterior, o deje que el nodo lo fije.',
    },
    'rule/retention-past': {
      title: 'El día hasta el que conservar el registro ya pasó',
      cure: 'Elija un día posterior, o no lo registre.',
    },
    'rule/purpose-repeated': {
      title: 'Una finalidad se nombra dos veces',
      cure: 'Nombre cada finalidad una vez.',
    },
    'rule/special-notice-needs-secretariat': {
      title: 'Solo la Secretaría General publica notificaciones especiales',
      cure: 'Diríjase a la Secretaría General.',
    },
    'rule/un-notice-needs-un-status': {
      title:
        'Una notificación especial de las Naciones Unidas exige el estado de sanciones de las Naciones Unidas',
      cure: 'Elija ese estado, u otra clase de notificación.',
    },
    'rule/not-the-issuing-country': {
      title: 'Solo el país que expidió un documento puede denunciarlo',
      cure: 'Avise a la oficina del país que lo expidió.',
    },
    'rule/document-number-too-short': {
      title: 'El número del documento es demasiado corto',
      cure: 'Dé el número entero: al menos cuatro letras o cifras.',
    },
    'rule/member-without-country': {
      title: 'Solo la oficina de un país registra vehículos',
      cure: 'Diríjase a la oficina del país correspondiente.',
    },
    'rule/plate-without-country': {
      title: 'Una matrícula necesita el país que la expidió',
      cure: 'Añada el país de la matrícula.',
    },
    'rule/hit-not-to-owner': {
      title: 'Una coincidencia va al propietario del registro y a nadie más',
      cure: 'Diríjala solo al propietario.',
    },
    'rule/hit-on-nothing-held': {
      title: 'El registro de esta coincidencia no se tiene aquí',
      cure: 'Haga la consulta de nuevo.',
    },
    'rule/hit-on-withdrawn': {
      title: 'El registro de esta coincidencia ha sido retirado',
      cure: 'No haga nada con él: el registro ya no existe.',
    },
  },
  faults: {
    required: 'es obligatorio',
    'too-short': 'necesita al menos {minimum} caracteres',
    'too-long': 'tiene más de {maximum} caracteres',
    'too-small': 'debe ser al menos {minimum}',
    'too-large': 'debe ser como máximo {maximum}',
    'too-few': 'necesita al menos {minimum} elementos',
    'too-many': 'tiene más de {maximum} elementos',
    'wrong-form': 'no tiene la forma correcta',
    'not-one-of': 'no es uno de los valores permitidos',
    'unknown-field': 'no es un campo de esta petición',
    repeated: 'se da más de una vez',
  },
  forms: {
    'a UUID in lower case': 'debe ser un identificador (UUID, minúsculas)',
    'a member of the charter, such as MA or GS': 'debe ser un miembro de la red, como MA o GS',
    'a country code of two capital letters (ISO 3166-1)':
      'debe ser un código de país de dos mayúsculas (ISO 3166-1)',
    'a day as YYYY-MM-DD': 'debe ser un día con la forma AAAA-MM-DD',
    'a date as YYYY, YYYY-MM or YYYY-MM-DD': 'debe ser una fecha con la forma AAAA, AAAA-MM o AAAA-MM-DD',
    'a moment as YYYY-MM-DDTHH:MM:SS.sssZ': 'debe ser un momento con la forma AAAA-MM-DDTHH:MM:SS.sssZ',
    'no control characters': 'no debe contener caracteres de control',
    'give the identification number (VIN) or the plate':
      'dé el número de identificación (VIN) o la matrícula',
    'give a name, a document or a vehicle': 'indique un nombre, un documento o un vehículo',
  },
}

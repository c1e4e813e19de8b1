import type { Texts } from './texts.ts'

export const FR: Texts = {
  problems: {
    'session/missing': { title: 'Vous n’êtes pas connecté', cure: 'Connectez-vous et réessayez.' },
    'session/wrong-credentials': {
      title: 'Le compte ou le mot de passe est faux',
      cure: 'Vérifiez les deux et réessayez. Un administrateur peut vous donner un nouveau compte.',
    },
    'session/too-many-attempts': {
      title: 'Trop d’essais de connexion ont échoué',
      cure: 'Attendez {retryAfterSeconds} secondes et réessayez.',
    },
    'session/not-a-demonstration': {
      title: 'Ce nœud n’a pas de comptes de démonstration',
      cure: 'Connectez-vous avec votre compte et votre mot de passe.',
    },
    'request/cross-site': {
      title: 'La requête ne vient pas de cette application',
      cure: 'Ouvrez l’application à l’adresse du nœud. Un programme envoie l’en-tête x-entraide-request.',
    },
    'request/invalid': { title: 'Des champs ne conviennent pas', cure: 'Corrigez les champs indiqués.' },
    'request/not-json': {
      title: 'La requête n’est pas du JSON lisible',
      cure: 'Envoyez une valeur JSON en UTF-8 avec le type application/json.',
    },
    'request/too-large': { title: 'La requête est trop grande', cure: 'Envoyez moins à la fois.' },
    'request/unknown-route': { title: 'Il n’y a rien à cette adresse', cure: 'Vérifiez l’adresse.' },
    'request/too-many': {
      title: 'Trop de requêtes au même moment',
      cure: 'Attendez un instant et réessayez.',
    },
    'access/permission-missing': {
      title: 'Votre rôle ne le permet pas',
      cure: 'Demandez à un collègue dont le rôle le permet, ou à un administrateur.',
    },
    'record/unknown': {
      title: 'Aucune fiche de ce nom que vous puissiez connaître',
      cure: 'Vérifiez l’identifiant, ou demandez au propriétaire par votre bureau.',
    },
    'record/not-owner': {
      title: 'La fiche appartient à un autre membre',
      cure: 'Demandez à son propriétaire de la modifier ou de la retirer.',
    },
    'record/already-recorded': {
      title: 'Votre membre l’a déjà enregistré',
      cure: 'Mettez à jour ou retirez la fiche existante ; une seconde devrait être retirée elle aussi.',
    },
    'record/already-withdrawn': { title: 'La fiche est déjà retirée', cure: 'Il n’y a plus rien à faire.' },
    'record/rules-refuse': {
      title: 'Les règles ne le permettent pas',
      cure: 'Chaque règle est citée avec son article et ce qu’il faut faire.',
    },
    'check/unknown': {
      title: 'Aucun contrôle de ce nom parmi les vôtres',
      cure: 'Son délai est peut-être passé. Refaites le contrôle.',
    },
    'check/candidate-unknown': {
      title: 'Ce contrôle n’a pas ce candidat',
      cure: 'Choisissez un des candidats montrés, ou refaites le contrôle.',
    },
    'check/already-decided': {
      title: 'Ce candidat est déjà décidé',
      cure: 'Faites un nouveau contrôle pour décider à nouveau.',
    },
    'check/nothing-to-search': {
      title: 'Il n’y a rien à chercher',
      cure: 'Un nom demande une lettre, un numéro de document trois lettres ou chiffres, un véhicule sa plaque ou son numéro d’identification.',
    },
    'check/birth-not-in-calendar': {
      title: 'Le calendrier n’a pas cette date',
      cure: 'Regardez le document : calendrier, année, mois et jour ; le mois se compte à partir du premier de cette année.',
    },
    'identifier/empty': {
      title: 'Il n’y a ni lettre ni chiffre à rechercher',
      cure: 'Indiquez le compte, l’adresse ou le numéro lui-même.',
    },
    'identifier/too-long': {
      title: 'La valeur dépasse {limitChars} caractères',
      cure: 'Indiquez un seul compte, une seule adresse ou un seul numéro à la fois.',
    },
    'identifier/wrong-form': {
      title: 'La valeur n’a pas la forme de son type',
      cure: 'Comparez-la avec la source, choisissez un autre type ou laissez le type être reconnu.',
    },
    'identifier/unknown-form': {
      title: 'La valeur n’est rien qui puisse être recherché',
      cure: 'Choisissez ce que c’est : un compte, un numéro de téléphone, une adresse, un portefeuille ou un autre numéro.',
    },
    'record/vin-impossible': {
      title: 'Aucun véhicule n’a de numéro d’identification de cette longueur',
      cure: 'Les numéros d’identification ont 17 caractères ; les numéros de châssis d’avant 1981 en ont de 5 à 17. Relisez-le sur le véhicule ou ses papiers.',
    },
    'record/loss-in-future': {
      title: 'Le jour de la perte est dans l’avenir',
      cure: 'Indiquez le jour où la perte a été constatée, ou seulement le mois ou l’année.',
    },
    'batch/changed': {
      title: 'Ce lot a été commencé avec d’autres lignes, une autre finalité ou un autre lieu',
      cure: 'Renvoyez ce qui a été envoyé auparavant, ou donnez un nouveau nom au lot.',
    },
    'batch/gap': {
      title: 'Des lignes manquent avant cette position',
      cure: 'Commencez à la première position sans réponse : celle que la dernière réponse a indiquée, ou 0.',
    },
    'batch/already-running': {
      title: 'Une requête de ce lot est en cours',
      cure: 'Attendez qu’elle soit terminée, puis reprenez à sa dernière position.',
    },
    'batch/too-many-rows': {
      title: 'Plus de lignes qu’une requête n’en peut apporter',
      cure: 'Envoyez le reste dans une autre requête du même lot, à partir de la position indiquée.',
    },
    'batch/unknown-format': {
      title: 'Le format de la liste n’est pas connu',
      cure: 'Envoyez du CSV, du JSON ou du PAXLST en indiquant son type de contenu.',
    },
    'batch/unreadable': {
      title: 'La liste ne peut pas être lue comme du texte',
      cure: 'Enregistrez-la en UTF-8 et renvoyez-la.',
    },
    'batch/unknown-columns': {
      title: 'Aucune colonne de la liste n’est connue',
      cure: 'Donnez à la première ligne des en-têtes tels que nom, date de naissance, numéro de document et pays.',
    },
    'batch/not-json': {
      title: 'La liste n’est pas du JSON lisible',
      cure: 'Envoyez un objet par ligne, ou un tableau entier.',
    },
    'batch/not-paxlst': {
      title: 'La liste n’est pas un message PAXLST entier',
      cure: 'Voyez le segment indiqué : l’échange a été coupé, ou il est d’un autre type.',
    },
    'row/unreadable': {
      title: 'La ligne ne peut pas être lue',
      cure: 'Corrigez la ligne, ou retirez-la.',
    },
    'row/too-long': {
      title: 'La ligne est trop longue',
      cure: 'Une ligne compte au plus 4 096 caractères : retirez ce qui n’est pas demandé, et voyez s’il manque un guillemet.',
    },
    'row/nothing-to-search': {
      title: 'La ligne n’a rien à rechercher',
      cure: 'Indiquez un nom, un document ou un véhicule.',
    },
    'row/field': {
      title: 'Un champ de la ligne ne convient pas',
      cure: 'Corrigez le champ indiqué. Les dates s’écrivent AAAA-MM-JJ sauf indication contraire, les pays en deux ou trois lettres.',
    },
    'mrz/empty': {
      title: 'Il n’y a pas de lignes à lire',
      cure: 'Collez les deux ou trois lignes du document.',
    },
    'mrz/too-long': {
      title: 'Le texte est trop long pour les lignes d’un document',
      cure: 'Collez seulement les deux ou trois lignes.',
    },
    'mrz/character': {
      title: 'La ligne {line} a un caractère impossible à cet endroit (position {position})',
      cure: 'Regardez le document : seuls des majuscules, des chiffres et < y sont imprimés.',
    },
    'mrz/line-count': {
      title: 'Ce ne sont pas les lignes d’un document',
      cure: 'Collez toutes les lignes : deux d’un passeport ou d’un visa, trois d’une carte.',
    },
    'mrz/line-length': {
      title: 'La ligne {line} n’a pas la bonne longueur (voir la position {position})',
      cure: 'Copiez la ligne entière : 30, 36 ou 44 caractères.',
    },
    'mrz/document-code': {
      title: 'Les premières lettres ne sont pas celles d’un document de voyage',
      cure: 'Vérifiez la première ligne : elle commence par P, V, A, C ou I.',
    },
    'mrz/name-missing': {
      title: 'Les lignes ne portent pas de nom',
      cure: 'Copiez à nouveau la ligne des noms.',
    },
    'import/not-xml': {
      title: 'Le fichier n’est pas du XML bien formé',
      cure: 'Téléchargez la liste à nouveau. Rien de ce fichier n’a été gardé.',
    },
    'import/not-csv': {
      title: 'Le fichier n’est pas lisible comme CSV',
      cure: 'Téléchargez la liste à nouveau. Rien de ce fichier n’a été gardé.',
    },
    'import/truncated': {
      title: 'Le fichier s’arrête trop tôt',
      cure: 'Téléchargez la liste entière à nouveau. Rien de ce fichier n’a été gardé.',
    },
    'import/wrong-encoding': {
      title: 'Le fichier n’est pas en UTF-8',
      cure: 'Prenez la liste telle que publiée, en UTF-8. Rien de ce fichier n’a été gardé.',
    },
    'import/doctype-forbidden': {
      title: 'Le fichier déclare un type de document, ce qu’une liste ne fait jamais',
      cure: 'Ne faites pas confiance à ce fichier. Téléchargez la liste chez son éditeur. Rien n’a été gardé.',
    },
    'import/too-deep': {
      title: 'Le fichier imbrique ses éléments trop profondément',
      cure: 'Ne faites pas confiance à ce fichier. Téléchargez la liste chez son éditeur. Rien n’a été gardé.',
    },
    'import/too-large': {
      title: 'Le fichier, ou un texte qu’il contient, est trop grand',
      cure: 'Vérifiez que c’est bien la liste. Rien de ce fichier n’a été gardé.',
    },
    'import/unknown-format': {
      title: 'Le fichier n’est pas une liste que ce nœud connaît',
      cure: 'Choisissez le XML de la liste récapitulative de l’ONU ou les CSV de la liste SDN de l’OFAC.',
    },
    'import/entry-invalid': {
      title: 'Une entrée de la liste ne convient pas',
      cure: 'Signalez la ligne et le champ à l’éditeur. Rien de ce fichier n’a été gardé.',
    },
    'import/too-many-entries': {
      title: 'La liste a trop d’entrées',
      cure: 'Vérifiez que c’est bien la liste. Rien de ce fichier n’a été gardé.',
    },
    'import/duplicate-entry': {
      title: 'La liste nomme deux fois une entrée',
      cure: 'Signalez la ligne à l’éditeur. Rien de ce fichier n’a été gardé.',
    },
    'import/unreadable': {
      title: 'Le fichier n’a pas pu être lu jusqu’au bout',
      cure: 'Vérifiez le fichier ou la connexion et réessayez. Rien de ce fichier n’a été gardé.',
    },
    'import/too-many-withdrawals': {
      title: 'L’import retirerait {count} fiches, une part trop grande de la liste ({share} %)',
      cure: 'Vérifiez que le fichier est complet. S’il l’est, importez-le en ligne de commande avec --withdraw-many.',
    },
    'import/not-mandated': {
      title: 'Ce nœud ne peut pas publier cette liste',
      cure: 'Seul le Secrétariat général l’importe ; les notices parviennent ensuite à chaque membre.',
    },
    'import/already-running': {
      title: 'Une liste est en cours d’import',
      cure: 'Attendez la fin et réessayez.',
    },
    'account/exists': { title: 'Un compte porte déjà ce nom', cure: 'Choisissez un autre nom.' },
    'account/password-weak': {
      title: 'Le mot de passe est trop facile à deviner',
      cure: 'Prenez au moins 12 caractères : plusieurs mots sans lien conviennent le mieux.',
    },
    'node/store-full': {
      title: 'Le stockage de ce nœud est plein',
      cure: 'Un administrateur doit libérer de l’espace. Votre requête n’a rien changé.',
    },
    'node/broken': {
      title: 'Ce nœud a échoué',
      cure: 'Réessayez. Si cela se répète, donnez à un administrateur le numéro {incident}.',
    },
    'node/starting': { title: 'Ce nœud démarre encore', cure: 'Réessayez dans quelques secondes.' },
  },
  rules: {
    'rule/other-network': {
      title: 'L’acte appartient à un autre réseau',
      cure: 'Émettez-le dans le réseau de ce nœud.',
    },
    'rule/issuer-not-a-member': {
      title: 'L’émetteur n’est pas membre du réseau',
      cure: 'Le gardien de la charte doit d’abord admettre l’émetteur.',
    },
    'rule/recipient-not-a-member': {
      title: 'Un destinataire n’est pas membre du réseau',
      cure: 'N’adressez l’acte qu’à des membres de la charte.',
    },
    'rule/recipient-repeated': {
      title: 'Un destinataire est nommé deux fois',
      cure: 'Nommez chaque destinataire une fois.',
    },
    'rule/not-the-source': {
      title: 'La fiche nomme une autre source que son émetteur',
      cure: 'Un membre n’enregistre que ce dont il est lui-même la source.',
    },
    'rule/not-the-owner': {
      title: 'Seul le propriétaire peut modifier ou retirer une fiche',
      cure: 'Demandez au propriétaire de la fiche.',
    },
    'rule/identifier-taken': {
      title: 'L’identifiant appartient à une fiche antérieure',
      cure: 'Enregistrez à nouveau : la fiche recevra son propre identifiant.',
    },
    'rule/nothing-to-change': {
      title: 'Il n’y a ici aucune fiche à modifier',
      cure: 'La fiche est inconnue ou retirée : enregistrez-la à nouveau.',
    },
    'rule/database-changed': {
      title: 'Une fiche ne peut pas changer de base',
      cure: 'Retirez-la et enregistrez-la dans l’autre base.',
    },
    'rule/retention-too-long': {
      title: 'La fiche serait gardée plus longtemps que les règles ne le permettent',
      cure: 'Choisissez un jour de fin plus proche, ou laissez le nœud le fixer.',
    },
    'rule/retention-past': {
      title: 'Le jour jusqu’auquel garder la fiche est passé',
      cure: 'Choisissez un jour plus tardif, ou n’enregistrez pas la fiche.',
    },
    'rule/purpose-repeated': {
      title: 'Une finalité est nommée deux fois',
      cure: 'Nommez chaque finalité une fois.',
    },
    'rule/special-notice-needs-secretariat': {
      title: 'Seul le Secrétariat général publie des notices spéciales',
      cure: 'Adressez-vous au Secrétariat général.',
    },
    'rule/un-notice-needs-un-status': {
      title: 'Une notice spéciale des Nations Unies exige le statut de sanctions des Nations Unies',
      cure: 'Choisissez ce statut, ou une autre sorte de notice.',
    },
    'rule/not-the-issuing-country': {
      title: 'Seul le pays qui a délivré un document peut le signaler',
      cure: 'Prévenez le bureau du pays qui l’a délivré.',
    },
    'rule/document-number-too-short': {
      title: 'Le numéro du document est trop court',
      cure: 'Donnez le numéro entier : au moins quatre lettres ou chiffres.',
    },
    'rule/member-without-country': {
      title: 'Seul le bureau d’un pays enregistre des véhicules',
      cure: 'Adressez-vous au bureau du pays concerné.',
    },
    'rule/plate-without-country': {
      title: 'Une plaque demande le pays qui l’a délivrée',
      cure: 'Ajoutez le pays de la plaque.',
    },
    'rule/hit-not-to-owner': {
      title: 'Une concordance va au propriétaire de la fiche et à nul autre',
      cure: 'Adressez-la au seul propriétaire.',
    },
    'rule/hit-on-nothing-held': {
      title: 'La fiche de cette concordance n’est pas détenue ici',
      cure: 'Refaites le contrôle.',
    },
    'rule/hit-on-withdrawn': {
      title: 'La fiche de cette concordance a été retirée',
      cure: 'N’en faites rien : la fiche n’existe plus.',
    },
  },
  faults: {
    required: 'est obligatoire',
    'too-short': 'demande au moins {minimum} caractères',
    'too-long': 'a plus de {maximum} caractères',
    'too-small': 'doit être au moins {minimum}',
    'too-large': 'doit être au plus {maximum}',
    'too-few': 'demande au moins {minimum} éléments',
    'too-many': 'a plus de {maximum} éléments',
    'wrong-form': 'n’a pas la bonne forme',
    'not-one-of': 'n’est pas une des valeurs permises',
    'unknown-field': 'n’est pas un champ de cette requête',
    repeated: 'est donné plus d’une fois',
  },
  forms: {
    'a UUID in lower case': 'doit être un identifiant (UUID, minuscules)',
    'a member of the charter, such as MA or GS': 'doit être un membre du réseau, comme MA ou GS',
    'a country code of two capital letters (ISO 3166-1)':
      'doit être un code de pays de deux majuscules (ISO 3166-1)',
    'a day as YYYY-MM-DD': 'doit être un jour sous la forme AAAA-MM-JJ',
    'a date as YYYY, YYYY-MM or YYYY-MM-DD': 'doit être une date sous la forme AAAA, AAAA-MM ou AAAA-MM-JJ',
    'a moment as YYYY-MM-DDTHH:MM:SS.sssZ': 'doit être un moment sous la forme AAAA-MM-JJTHH:MM:SS.sssZ',
    'no control characters': 'ne doit pas contenir de caractères de contrôle',
    'give the identification number (VIN) or the plate':
      'donnez le numéro d’identification (VIN) ou la plaque',
    'give a name, a document or a vehicle': 'indiquez un nom, un document ou un véhicule',
  },
}

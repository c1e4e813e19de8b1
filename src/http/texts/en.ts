import type { Texts } from './texts.ts'

export const EN: Texts = {
  problems: {
    'session/missing': { title: 'You are not signed in', cure: 'Sign in and try again.' },
    'session/wrong-credentials': {
      title: 'The account or the password is wrong',
      cure: 'Check both and try again. An administrator can give you a new account.',
    },
    'session/too-many-attempts': {
      title: 'Too many failed attempts to sign in',
      cure: 'Wait {retryAfterSeconds} seconds and try again.',
    },
    'session/not-a-demonstration': {
      title: 'This node has no demonstration accounts',
      cure: 'Sign in with your account and password.',
    },
    'request/cross-site': {
      title: 'The request does not come from this application',
      cure: 'Open the application at this node’s own address. Programs send the header x-entraide-request.',
    },
    'request/invalid': { title: 'Some fields do not fit', cure: 'Correct the fields that are named.' },
    'request/not-json': {
      title: 'The request is not readable JSON',
      cure: 'Send one JSON value in UTF-8 with the content type application/json.',
    },
    'request/too-large': { title: 'The request is too large', cure: 'Send less at once.' },
    'request/unknown-route': { title: 'Nothing is at this address', cure: 'Check the address.' },
    'request/too-many': {
      title: 'Too many requests at the same moment',
      cure: 'Wait a moment and try again.',
    },
    'access/permission-missing': {
      title: 'Your role does not allow this',
      cure: 'Ask a colleague whose role allows it, or ask an administrator about your role.',
    },
    'record/unknown': {
      title: 'No such record that you may know of',
      cure: 'Check the identifier, or ask the owner through your bureau.',
    },
    'record/not-owner': {
      title: 'The record belongs to another member',
      cure: 'Ask its owner to change or withdraw it.',
    },
    'record/already-recorded': {
      title: 'Your member has recorded this already',
      cure: 'Update or withdraw the record that stands; a second one would have to be withdrawn too.',
    },
    'record/already-withdrawn': { title: 'The record is already withdrawn', cure: 'Nothing is left to do.' },
    'record/rules-refuse': {
      title: 'The rules do not allow this',
      cure: 'Each rule is named with its article and what to do.',
    },
    'check/unknown': {
      title: 'No such check of yours',
      cure: 'Its time may be over. Make the check again.',
    },
    'check/candidate-unknown': {
      title: 'This check has no such candidate',
      cure: 'Choose one of the candidates shown, or make the check again.',
    },
    'check/already-decided': {
      title: 'This candidate is already decided',
      cure: 'Make a new check to decide again.',
    },
    'check/nothing-to-search': {
      title: 'There is nothing to search with',
      cure: 'A name needs a letter, a document number three letters or digits, a vehicle its plate or its identification number.',
    },
    'check/birth-not-in-calendar': {
      title: 'The calendar has no such date',
      cure: 'Look at the document: calendar, year, month and day, the month counted from the first of that year.',
    },
    'identifier/empty': {
      title: 'There is no letter or digit to look up',
      cure: 'Give the account, address or number itself.',
    },
    'identifier/too-long': {
      title: 'The value is longer than {limitChars} characters',
      cure: 'Give one account, address or number at a time.',
    },
    'identifier/wrong-form': {
      title: 'The value does not have the form of its type',
      cure: 'Compare it with the source, choose another type, or let the type be found.',
    },
    'identifier/unknown-form': {
      title: 'The value is nothing that can be looked up',
      cure: 'Choose what it is: an account, a telephone number, an address, a wallet or another number.',
    },
    'record/vin-impossible': {
      title: 'No vehicle has an identification number of this length',
      cure: 'Identification numbers have 17 characters; chassis numbers from before 1981 have 5 to 17. Read it again from the vehicle or its papers.',
    },
    'record/loss-in-future': {
      title: 'The day of the loss is in the future',
      cure: 'Give the day on which the loss was noticed, or only its month or year.',
    },
    'batch/changed': {
      title: 'This batch was begun with other rows, another purpose or another place',
      cure: 'Send what was sent before, or give the batch a new name.',
    },
    'batch/gap': {
      title: 'Rows are missing before this position',
      cure: 'Begin at the first position without an answer: the next that the last answer named, or 0.',
    },
    'batch/already-running': {
      title: 'A request of this batch is under way',
      cure: 'Wait until it has ended, then go on from its last position.',
    },
    'batch/too-many-rows': {
      title: 'More rows than one request may bring',
      cure: 'Send the rest as another request of the same batch, from the position that is named.',
    },
    'batch/unknown-format': {
      title: 'The format of the list is not known',
      cure: 'Send CSV, JSON or PAXLST and name its content type.',
    },
    'batch/unreadable': {
      title: 'The list cannot be read as text',
      cure: 'Save it as UTF-8 and send it again.',
    },
    'batch/unknown-columns': {
      title: 'No column of the list is known',
      cure: 'Give the first line headers such as name, birth date, document number and country.',
    },
    'batch/not-json': {
      title: 'The list is not readable JSON',
      cure: 'Send one object a line, or one whole array.',
    },
    'batch/not-paxlst': {
      title: 'The list is no whole PAXLST message',
      cure: 'See the segment that is named: the interchange was cut, or is of another kind.',
    },
    'row/unreadable': {
      title: 'The row cannot be read',
      cure: 'Mend the row, or leave it out.',
    },
    'row/too-long': {
      title: 'The row is too long',
      cure: 'A row is at most 4,096 characters: leave out what is not asked for, and see whether a quotation mark is missing.',
    },
    'row/nothing-to-search': {
      title: 'The row has nothing to search with',
      cure: 'Give a name, a document or a vehicle.',
    },
    'row/field': {
      title: 'A field of the row does not fit',
      cure: 'Mend the field that is named. Dates are YYYY-MM-DD unless you say otherwise, countries have two or three letters.',
    },
    'mrz/empty': {
      title: 'There are no lines to read',
      cure: 'Paste the two or three lines of the document.',
    },
    'mrz/too-long': {
      title: 'The text is too long for the lines of a document',
      cure: 'Paste only the two or three lines.',
    },
    'mrz/character': {
      title: 'Line {line} holds a character that cannot stand there (position {position})',
      cure: 'Look at the document: only capital letters, digits and < are printed.',
    },
    'mrz/line-count': {
      title: 'These are not the lines of a document',
      cure: 'Paste all lines: two of a passport or visa, three of a card.',
    },
    'mrz/line-length': {
      title: 'Line {line} has the wrong length (see position {position})',
      cure: 'Copy the whole line: 30, 36 or 44 characters.',
    },
    'mrz/document-code': {
      title: 'The first letters are not those of a travel document',
      cure: 'Check the first line: it starts with P, V, A, C or I.',
    },
    'mrz/name-missing': {
      title: 'The lines hold no name',
      cure: 'Copy the line with the names again.',
    },
    'import/not-xml': {
      title: 'The file is not well-formed XML',
      cure: 'Download the list again. Nothing of this file was kept.',
    },
    'import/not-csv': {
      title: 'The file is not readable as CSV',
      cure: 'Download the list again. Nothing of this file was kept.',
    },
    'import/truncated': {
      title: 'The file ends too early',
      cure: 'Download the whole list again. Nothing of this file was kept.',
    },
    'import/wrong-encoding': {
      title: 'The file is not UTF-8',
      cure: 'Use the list as it was published, in UTF-8. Nothing of this file was kept.',
    },
    'import/doctype-forbidden': {
      title: 'The file declares a document type, which a list never does',
      cure: 'Do not trust this file. Download the list from its publisher. Nothing was kept.',
    },
    'import/too-deep': {
      title: 'The file nests its elements too deeply',
      cure: 'Do not trust this file. Download the list from its publisher. Nothing was kept.',
    },
    'import/too-large': {
      title: 'The file, or a text in it, is too large',
      cure: 'Check that this is the list. Nothing of this file was kept.',
    },
    'import/unknown-format': {
      title: 'The file is not a list that this node knows',
      cure: 'Choose the XML of the UN consolidated list, or the CSV files of the OFAC SDN list.',
    },
    'import/entry-invalid': {
      title: 'An entry of the list does not fit',
      cure: 'Report the line and the field to the publisher. Nothing of this file was kept.',
    },
    'import/too-many-entries': {
      title: 'The list has too many entries',
      cure: 'Check that this is the list. Nothing of this file was kept.',
    },
    'import/duplicate-entry': {
      title: 'The list names one entry twice',
      cure: 'Report the line to the publisher. Nothing of this file was kept.',
    },
    'import/unreadable': {
      title: 'The file could not be read to its end',
      cure: 'Check the file or the connection and try again. Nothing of this file was kept.',
    },
    'import/too-many-withdrawals': {
      title: 'The import would withdraw {count} records, too large a share of the list ({share} %)',
      cure: 'Check that the file is complete. If it truly is, import it on the command line with --withdraw-many.',
    },
    'import/not-mandated': {
      title: 'This node may not publish that list',
      cure: 'Only the General Secretariat imports it; the notices then reach every member.',
    },
    'import/already-running': {
      title: 'A list is being imported at this moment',
      cure: 'Wait until it is done and try again.',
    },
    'account/exists': { title: 'An account has this name already', cure: 'Choose another name.' },
    'account/password-weak': {
      title: 'The password is too easy to guess',
      cure: 'Use at least 12 characters: several unrelated words are best.',
    },
    'node/store-full': {
      title: 'This node’s storage is full',
      cure: 'An administrator must free space. Nothing was changed by your request.',
    },
    'node/broken': {
      title: 'This node failed',
      cure: 'Try again. If it happens again, give an administrator the number {incident}.',
    },
    'node/starting': { title: 'This node is still starting', cure: 'Try again in a few seconds.' },
  },
  rules: {
    'rule/other-network': {
      title: 'The act belongs to another network',
      cure: 'Issue it in the network of this node.',
    },
    'rule/issuer-not-a-member': {
      title: 'The issuer is not a member of the network',
      cure: 'The keeper of the charter must admit the issuer first.',
    },
    'rule/recipient-not-a-member': {
      title: 'A recipient is not a member of the network',
      cure: 'Address members of the charter only.',
    },
    'rule/recipient-repeated': { title: 'A recipient is named twice', cure: 'Name each recipient once.' },
    'rule/not-the-source': {
      title: 'The record names another source than its issuer',
      cure: 'A member records only what it is itself the source of.',
    },
    'rule/not-the-owner': {
      title: 'Only the owner may change or withdraw a record',
      cure: 'Ask the owner of the record.',
    },
    'rule/identifier-taken': {
      title: 'The identifier belongs to an earlier record',
      cure: 'Record it again: it will get an identifier of its own.',
    },
    'rule/nothing-to-change': {
      title: 'There is no record here to change',
      cure: 'The record is unknown or withdrawn: record it anew.',
    },
    'rule/database-changed': {
      title: 'A record cannot move to another database',
      cure: 'Withdraw it and record it in the other database.',
    },
    'rule/retention-too-long': {
      title: 'The record would be kept longer than the rules allow',
      cure: 'Choose an earlier day for its end, or leave it to the node.',
    },
    'rule/retention-past': {
      title: 'The day until which to keep the record is past',
      cure: 'Choose a later day, or do not record it.',
    },
    'rule/purpose-repeated': { title: 'A purpose is named twice', cure: 'Name each purpose once.' },
    'rule/special-notice-needs-secretariat': {
      title: 'Only the General Secretariat publishes special notices',
      cure: 'Ask the General Secretariat.',
    },
    'rule/un-notice-needs-un-status': {
      title: 'A United Nations special notice needs the status of United Nations sanctions',
      cure: 'Choose that status, or another kind of notice.',
    },
    'rule/not-the-issuing-country': {
      title: 'Only the country that issued a document may report it',
      cure: 'Tell the bureau of the country that issued it.',
    },
    'rule/document-number-too-short': {
      title: 'The document number is too short',
      cure: 'Give the whole number: at least four letters or digits.',
    },
    'rule/member-without-country': {
      title: 'Only the bureau of a country records vehicles',
      cure: 'Ask the bureau of the country concerned.',
    },
    'rule/plate-without-country': {
      title: 'A plate needs the country that issued it',
      cure: 'Add the country of the plate.',
    },
    'rule/hit-not-to-owner': {
      title: 'A hit goes to the owner of the record and to nobody else',
      cure: 'Address the owner alone.',
    },
    'rule/hit-on-nothing-held': {
      title: 'The record of this hit is not held here',
      cure: 'Make the check again.',
    },
    'rule/hit-on-withdrawn': {
      title: 'The record of this hit has been withdrawn',
      cure: 'Do nothing on it: the record no longer exists.',
    },
  },
  faults: {
    required: 'is required',
    'too-short': 'needs at least {minimum} characters',
    'too-long': 'has more than {maximum} characters',
    'too-small': 'must be at least {minimum}',
    'too-large': 'must be at most {maximum}',
    'too-few': 'needs at least {minimum} items',
    'too-many': 'has more than {maximum} items',
    'wrong-form': 'has the wrong form',
    'not-one-of': 'is not one of the allowed values',
    'unknown-field': 'is not a field of this request',
    repeated: 'is given more than once',
  },
  forms: {
    'a UUID in lower case': 'must be an identifier (UUID, lower case)',
    'a member of the charter, such as MA or GS': 'must be a member of the network, such as MA or GS',
    'a country code of two capital letters (ISO 3166-1)':
      'must be a country code of two capital letters (ISO 3166-1)',
    'a day as YYYY-MM-DD': 'must be a day as YYYY-MM-DD',
    'a date as YYYY, YYYY-MM or YYYY-MM-DD': 'must be a date as YYYY, YYYY-MM or YYYY-MM-DD',
    'a moment as YYYY-MM-DDTHH:MM:SS.sssZ': 'must be a moment as YYYY-MM-DDTHH:MM:SS.sssZ',
    'no control characters': 'must not hold control characters',
    'give the identification number (VIN) or the plate': 'give the identification number (VIN) or the plate',
    'give a name, a document or a vehicle': 'give a name, a document or a vehicle',
  },
}

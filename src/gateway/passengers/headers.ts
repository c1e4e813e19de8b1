import type { RowField } from './passenger-row.ts'

/** The headers of each field, in the four languages (spec/batch.md §3). Compared by `folded`. */
const HEADERS: Readonly<Record<RowField, string>> = {
  ref: 'ref, reference, id, row, seat, pnr',
  name: 'name, full name, passenger, passenger name, traveller, traveler, nom complet, nombre completo, الاسم',
  surname: 'surname, last name, family name, nom, nom de famille, apellido, apellidos, اللقب',
  given:
    'given, given name, given names, first name, first names, forename, prénom, prénoms, nombre, nombres, الاسم الشخصي',
  birthDate:
    'birth date, birthday, date of birth, dob, born, birth, date de naissance, fecha de nacimiento, تاريخ الميلاد',
  nationality: 'nationality, nat, citizenship, nationalité, nacionalidad, الجنسية',
  sex: 'sex, gender, sexe, sexo, الجنس',
  documentNumber:
    'document, document number, document no, doc number, doc no, passport, passport number, passport no, number, numéro, numéro de document, numéro de passeport, número, número de documento, número de pasaporte, رقم الوثيقة, رقم الجواز',
  documentCountry:
    'issuer, issuing country, issuing state, document country, country, pays, pays émetteur, país, país emisor, بلد الإصدار',
  documentType: 'type, document type, doc type, type de document, tipo de documento, نوع الوثيقة',
  vin: 'vin',
  plate: 'plate, registration, licence plate, license plate, immatriculation, matrícula, placa, لوحة',
  plateCountry: 'plate country',
}

const FIELD_OF: ReadonlyMap<string, RowField> = new Map(
  Object.entries(HEADERS).flatMap(([field, headers]) =>
    isRowField(field)
      ? [
          [folded(field), field] as const,
          ...headers.split(', ').map((text) => [folded(text), field] as const),
        ]
      : [],
  ),
)

/** The field that a header names. */
export const fieldNamed = (header: string): RowField | undefined => FIELD_OF.get(folded(header))

/** Without capitals, blanks, dots, hyphens, underscores and accents. */
function folded(text: string): string {
  return text
    .slice(0, 80)
    .normalize('NFKD')
    .replaceAll(/[\p{M}\s._\-–°#'’()/]/gu, '')
    .toLowerCase()
}

function isRowField(text: string): text is RowField {
  return Object.hasOwn(HEADERS, text)
}

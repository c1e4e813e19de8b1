import { readFile } from 'node:fs/promises'
import type { z } from 'zod'
import { labelsOf } from '#acts/labels/labels-of.ts'
import { wordOf } from '#acts/labels/labels.ts'
import * as routes from '#http/contract/checks.ts'
import type { Route } from '#http/contract/route.ts'
import type { CandidateView, CheckShape, CheckView } from '#http/contract/shapes.ts'
import { IDENTIFIER_TYPES } from '#matching/identifiers/types.ts'
import { asAccount, call, type Typed } from './client.ts'
import { type Call, type Command, needed, positional } from './command.ts'
import { withNode } from './with-node.ts'
import { EXIT, type Exit, UsageError } from './exits.ts'

export const COMMON = {
  as: { type: 'string' },
  purpose: { type: 'string' },
  place: { type: 'string' },
} as const
export const COMMON_HELP = [
  '  --as ACCOUNT      who checks (needed)',
  '  --purpose CODE    why (needed, RPD 10(2)): arrest, locate, investigation, warn, identify, forensics,',
  '                    security-check, border-control, analysis',
  '  --place TEXT      where: a border point or a station',
]

export const CHECK_PERSON: Command = {
  help: [
    'entraide check person NAME --purpose CODE --as ACCOUNT',
    '',
    '  --birth DATE      YYYY, YYYY-MM or YYYY-MM-DD',
    '  --calendar NAME   in which the document states the birth: islamic-umalqura, islamic-civil, persian, hebrew,',
    '                    ethiopic, buddhist, roc; Gregorian when not given',
    '  --nationality CC  two letters (ISO 3166-1)',
    '  --sex F|M|X',
    '  --organisation    the name of an organisation, vessel or aircraft',
    ...COMMON_HELP,
  ],
  options: {
    ...COMMON,
    birth: { type: 'string' },
    calendar: { type: 'string' },
    nationality: { type: 'string' },
    sex: { type: 'string' },
    organisation: { type: 'boolean' },
  },
  run: (call) =>
    check(call, routes.checkPerson, {
      name: positional(call, 0, 'NAME'),
      ...birthIn(call.text('calendar'), call.text('birth')),
      nationality: call.text('nationality')?.toUpperCase(),
      sex: call.text('sex')?.toUpperCase(),
      ...(call.isSet('organisation') && { about: 'organisation' }),
    }),
}

const birthIn = (calendar: string | undefined, date: string | undefined): Typed =>
  calendar === undefined ? { birthDate: date } : { birthInCalendar: { calendar, date } }

export const CHECK_DOCUMENT: Command = {
  help: [
    'entraide check document NUMBER [--country CC] --purpose CODE --as ACCOUNT',
    '',
    '  --country CC      the country that issued it (ISO 3166-1)',
    ...COMMON_HELP,
  ],
  options: { ...COMMON, country: { type: 'string' } },
  run: (call) =>
    check(call, routes.checkDocument, {
      number: positional(call, 0, 'NUMBER'),
      issuingCountry: call.text('country')?.toUpperCase(),
    }),
}

export const CHECK_VEHICLE: Command = {
  help: [
    'entraide check vehicle --vin VIN | --plate PLATE [--country CC] --purpose CODE --as ACCOUNT',
    '',
    '  --vin VIN         identification number (ISO 3779)',
    '  --plate PLATE     registration plate',
    '  --country CC      the country of the plate',
    ...COMMON_HELP,
  ],
  options: { ...COMMON, vin: { type: 'string' }, plate: { type: 'string' }, country: { type: 'string' } },
  run: (call) =>
    check(call, routes.checkVehicle, {
      vin: call.text('vin'),
      plate: call.text('plate'),
      plateCountry: call.text('country')?.toUpperCase(),
    }),
}

export const CHECK_IDENTIFIER: Command = {
  help: [
    'entraide check identifier VALUE [--type TYPE] [--country CC] --purpose CODE --as ACCOUNT',
    '',
    '  VALUE is an account, telephone number, mail or web address, wallet or other number.',
    '  --type TYPE       what it is; without it, everything that it may be is looked up:',
    ...wrapped(IDENTIFIER_TYPES, '                    '),
    '  --country CC      the country of a number that is not international (ISO 3166-1)',
    ...COMMON_HELP,
  ],
  options: { ...COMMON, type: { type: 'string' }, country: { type: 'string' } },
  run: (call) =>
    check(call, routes.checkIdentifier, {
      value: positional(call, 0, 'VALUE'),
      type: call.text('type'),
      country: call.text('country')?.toUpperCase(),
    }),
}

/** Words in lines of up to 100 characters. */
function wrapped(words: readonly string[], indent: string): readonly string[] {
  return words.reduce<readonly string[]>((lines, word) => {
    const last = lines.at(-1)
    const longer = `${last ?? ''}, ${word}`
    if (last === undefined || longer.length > 100) return [...lines, `${indent}${word}`]
    return [...lines.slice(0, -1), longer]
  }, [])
}

const MRZ_CHARS = 2_000

export const CHECK_MRZ: Command = {
  help: [
    'entraide check mrz FILE|- --purpose CODE --as ACCOUNT',
    '',
    '  FILE holds the two or three lines (ICAO 9303: TD1, TD2, TD3); - reads them from the standard input.',
    ...COMMON_HELP,
  ],
  options: COMMON,
  async run(call) {
    const file = positional(call, 0, 'FILE')
    const text = file === '-' ? await call.terminal.readInput(MRZ_CHARS) : await textIn(file)
    return check(call, routes.checkMrz, { lines: text.trim().slice(0, MRZ_CHARS) })
  },
}

export const CHECK_BORDER: Command = {
  help: [
    'entraide check border --name NAME --document NUMBER … --plate PLATE --purpose CODE --as ACCOUNT',
    '',
    '  All that is in front of an officer, as one check: give what there is.',
    '  --name NAME       with --birth DATE, --nationality CC and --sex F|M|X as for `check person`',
    '  --document NUMBER a document, or NUMBER:CC with the country that issued it; up to six times',
    '  --vin VIN         identification number of the vehicle (ISO 3779)',
    '  --plate PLATE     its registration plate, or PLATE:CC with its country',
    ...COMMON_HELP,
  ],
  options: {
    ...COMMON,
    name: { type: 'string' },
    birth: { type: 'string' },
    nationality: { type: 'string' },
    sex: { type: 'string' },
    document: { type: 'string', multiple: true },
    vin: { type: 'string' },
    plate: { type: 'string' },
  },
  run(call) {
    const documents = call.texts('document').map((text) => {
      const [number, issuingCountry] = withCountry(text)
      return { number, ...(issuingCountry !== undefined && { issuingCountry }) }
    })
    const [plate, plateCountry] = withCountry(call.text('plate') ?? '')
    const vin = call.text('vin')
    const vehicle = {
      vin,
      ...(plate !== '' && { plate }),
      ...(plateCountry !== undefined && { plateCountry }),
    }
    return check(call, routes.checkBorder, {
      name: call.text('name'),
      birthDate: call.text('birth'),
      nationality: call.text('nationality')?.toUpperCase(),
      sex: call.text('sex')?.toUpperCase(),
      ...(documents.length > 0 && { documents }),
      ...((vin !== undefined || plate !== '') && { vehicle }),
    })
  },
}

/** `ZQ7315842:KE`: a number and the country that gave it. */
function withCountry(text: string): readonly [string, string | undefined] {
  const [, number = text, country] = /^(.*):([A-Za-z]{2})$/.exec(text) ?? []
  return [number, country?.toUpperCase()]
}

export const CHECK_DECIDE: Command = {
  help: [
    'entraide check decide CHECK RECORD --decision same|not-same|cannot-tell --reason TEXT --as ACCOUNT',
    '',
    '  CHECK and RECORD are the ids that the check printed.',
    '  --as ACCOUNT      who decides: the account that made the check (needed)',
  ],
  options: { as: { type: 'string' }, decision: { type: 'string' }, reason: { type: 'string' } },
  run: (asked) =>
    withNode(asked, (connection) =>
      asAccount(connection, asked.terminal, asked.text('as'), async (session) => {
        const decided = await call(connection, routes.decideCandidate, {
          params: { checkId: positional(asked, 0, 'CHECK') },
          body: {
            recordId: positional(asked, 1, 'RECORD'),
            decision: needed(asked, 'decision'),
            reason: needed(asked, 'reason'),
          },
          session,
        })
        asked.output.json(decided)
        asked.output.line(decided.hitId === null ? asked.words.decided : asked.words.hitSent)
        return EXIT.done
      }),
    ),
}

type CheckRoute = Route<z.ZodType, z.ZodType, z.ZodType, typeof CheckShape>

function check(asked: Call, route: CheckRoute, body: Typed): Promise<Exit> {
  const common = { purpose: needed(asked, 'purpose'), place: asked.text('place') }
  return withNode(asked, (connection) =>
    asAccount(connection, asked.terminal, asked.text('as'), async (session) => {
      const found = await call(connection, route, { body: { ...body, ...common }, session })
      asked.output.json(found)
      for (const line of checkLines(found, asked)) asked.output.line(line)
      return EXIT.done
    }),
  )
}

async function textIn(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    throw new UsageError(`${file} cannot be read`, { cause })
  }
}

function checkLines(check: CheckView, asked: Call): readonly string[] {
  const { words } = asked
  const time = `(${check.milliseconds.toFixed(1)} ms)`
  if (check.candidates.length === 0) return [...headLines(check, asked), `${words.noCandidates} ${time}`]
  return [
    ...headLines(check, asked),
    `${words.candidates}: ${check.candidates.length} ${time}   ${words.check} ${check.id}`,
    words.aCandidateIsNotAPerson,
    ...check.candidates.flatMap((candidate, at) => ['', ...candidateLines(candidate, at + 1, asked)]),
    ...(check.tooMany === true ? ['', words.tooCommon] : []),
    ...(check.isCut ? ['', words.moreExist] : []),
    '',
    `${words.decideWith}: entraide check decide ${check.id} ${words.record.toUpperCase()} --decision … --reason …`,
  ]
}

function headLines(check: CheckView, asked: Call): readonly string[] {
  const labels = labelsOf(asked.language)
  const readings = (check.readings ?? []).map(({ type, display, checkDigit }) => {
    const verdict = checkDigit === 'none' ? '' : `  ${labels.checkDigits[checkDigit]}`
    return `${labels.identifierTypes[type]}: ${display}${verdict}`
  })
  return [...mrzLines(check, asked), ...(readings.length === 0 ? [] : [...readings, ''])]
}

function mrzLines({ mrz }: CheckView, { language, words }: Call): readonly string[] {
  if (mrz === undefined) return []
  const { mrzFields } = labelsOf(language)
  return [
    `${mrz.format}  ${mrz.given} ${mrz.surname}  ${mrz.documentNumber}  ${mrz.issuingState}`,
    ...mrz.checks.map(({ field, printed, computed, valid }) => {
      const verdict = valid ? words.digitsRight : words.digitsWrong
      return `  ${valid ? '✓' : '✗'} ${mrzFields[field]}: ${printed} ${valid ? '=' : '≠'} ${computed}  ${verdict}`
    }),
    '',
  ]
}

export function candidateLines(
  candidate: CandidateView,
  number: number,
  { language, words }: Call,
): readonly string[] {
  const labels = labelsOf(language)
  const { details } = candidate
  const kind =
    candidate.noticeKind === undefined
      ? labels.databases[candidate.database]
      : labels.noticeKinds[candidate.noticeKind]
  const status = wordOf(
    { ...labels.personStatuses, ...labels.documentStatuses, ...labels.vehicleStatuses },
    candidate.status,
  )
  const facts: readonly (readonly [string, string])[] = [
    [words.births, details.births.join('; ')],
    [words.nationalities, details.nationalities.join(', ')],
    [words.otherNames, details.otherNames.join('; ')],
    [words.reference, [details.list, details.reference].filter((part) => part !== undefined).join(' ')],
    [words.youMay, candidate.may.map((measure) => labels.measures[measure]).join('; ')],
    [words.youMayNot, candidate.mayNot.map((prohibition) => labels.prohibitions[prohibition]).join('; ')],
    [words.record, candidate.recordId],
  ]
  return [
    `${number}. ${candidate.title}  ${candidate.score.toFixed(2)} · ${labels.strengths[candidate.strength]}`,
    `   ${kind} · ${status} · ${words.owner} ${candidate.owner}`,
    `   ${candidate.sentence}`,
    ...facts.filter(([, fact]) => fact !== '').map(([word, fact]) => `   ${word}: ${fact}`),
  ]
}

/** Every limit of the program that is not a rule of law (those are in the rulebook). Units are in the names. */
export const LIMITS = {
  /** One request body of the application's own interface. */
  requestBodyBytes: 256 * 1024,
  /** One list handed to an import. The UN list is 2 MB, the OFAC files 4 MB together. */
  importBytes: 64 * 1024 * 1024,
  importDepth: 24,
  importEntries: 250_000,
  /** Longest single field of an imported list: narrative summaries reach some 20,000 characters. */
  importTextChars: 64 * 1024,
  nameChars: 300,
  nameTokens: 24,
  namesPerRecord: 120,
  documentsPerRecord: 60,
  identifiersPerRecord: 200,
  shortTextChars: 300,
  longTextChars: 32_000,
  pageRows: 100,
  candidates: 20,
  documentsPerCheck: 6,
  /** One request of a passenger list (spec/batch.md). */
  batchRows: 10_000,
  batchBytes: 8 * 1024 * 1024,
  batchRowChars: 4_096,
  /** One entry in the log covers no more checks than this. */
  blockRows: 1_000,
  batchMs: 60_000,
  batchesAtOnce: 8,
  /** One sealed act. */
  envelopeBytes: 1024 * 1024,
  recipients: 400,
  feedPageItems: 500,
  feedPageBytes: 16 * 1024 * 1024,
  peerAnswerMs: 20_000,
  eventStreams: 200,
  sessionHours: 10,
  passwordChars: 200,
} as const

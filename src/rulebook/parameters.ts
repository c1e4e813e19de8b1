/**
 * Parameters of the rulebook: periods and thresholds as data, never constants in code (RPD: periods are set by the
 * Executive Committee and published, 13(2)(f)). A change of these values is a new version.
 */
export const RULEBOOK = {
  version: '2026.1',
  authority: 'first network: no Assembly has adopted it yet',
  adoptedOn: '2026-11-23',
  retentionMonths: { notices: 60, 'travel-documents': 120, vehicles: 120 },
  /** A candidate is shown from here, and called strong from there. Calibrated probabilities. */
  check: { showFrom: 0.12, strongFrom: 0.8, queryKeptHours: 24 },
  /** An import that would withdraw more than this share of a list is stopped: more likely a cut file than a cleared list. */
  import: { withdrawalShareMost: 0.2, withdrawalsAlwaysAllowed: 20 },
} as const

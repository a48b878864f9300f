/**
 * What an alert tells of. `system-down`: a critical system is down; `budget-fast` and `budget-slow`: a system uses up
 * what its availability target leaves (domain.md, section 10); `certificate-near` and `certificate-soon`: one expires
 * in days, or in weeks; `system-silent`: nothing is measured any more; `pipeline-late`: this follow-up itself lags.
 */
export const ALERT_KINDS = [
  'system-down',
  'budget-fast',
  'budget-slow',
  'certificate-near',
  'certificate-soon',
  'system-silent',
  'pipeline-late',
] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/** `critical` wakes somebody up; `warning` waits for the morning. */
export const ALERT_SEVERITIES = ['critical', 'warning'] as const;
export type AlertSeverity = (typeof ALERT_SEVERITIES)[number];

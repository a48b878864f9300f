import { type Sample, type ServiceTimeAgreement } from '#core';
import { HttpProbe, type Probe, System } from '#catalogue';

/** Monday to Friday, 07–19, closed on public holidays. */
export const OFFICE_HOURS: ServiceTimeAgreement = {
  weekly: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '07:00', to: '19:00' }],
  holidays: 'closed',
};

export const ALWAYS: ServiceTimeAgreement = {
  weekly: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '00:00', to: '24:00' }],
  holidays: 'open',
};

export function probe(id: string, fields: Partial<HttpProbe> = {}): Probe {
  return Object.assign(new HttpProbe(), { id, url: `http://${id}.example/` }, fields);
}

export function system(id: string, fields: Partial<System> = {}): System {
  const text = { sv: id, en: id };
  const required = {
    id,
    name: text,
    owner: 'owner',
    representative: 'Kim',
    category: 'basic',
    serviceDomain: 'social',
    serviceTime: 'office-hours',
  };
  return Object.assign(new System(), required, fields);
}

export function sample(target: string, timeMs: number, fields: Partial<Sample> = {}): Sample {
  return { target, vantage: 'here', timeMs, state: 'up', totalMs: 100, ...fields };
}

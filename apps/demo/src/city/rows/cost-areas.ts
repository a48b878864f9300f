/** How an area of procurement is bought: what share of a unit's general IT cost, from whom, on which account. */
export interface Area {
  readonly id: string;
  readonly share: number;
  readonly account: string;
  readonly activity: 'run' | 'improve' | 'develop';
  readonly suppliers: readonly [string, ...string[]];
  readonly description: string;
}

/** What units buy beside their own systems: the seven areas of the delivery strategy. Suppliers are invented. */
export const AREAS: readonly Area[] = [
  {
    id: 'infrastructure',
    share: 0.19,
    account: '5410',
    activity: 'run',
    suppliers: ['Norrsken Datahall AB', 'Servicenämnden'],
    description: 'It-arbetsplatser',
  },
  {
    id: 'operations',
    share: 0.13,
    account: '6540',
    activity: 'run',
    suppliers: ['Tallgren Drift AB', 'Norrsken Datahall AB'],
    description: 'Gemensam drift',
  },
  {
    id: 'consultants',
    share: 0.16,
    account: '6550',
    activity: 'improve',
    suppliers: ['Bryggan Konsult AB', 'Ekollon Systemutveckling AB', 'Rönn & Ruta AB'],
    description: 'Konsultstöd',
  },
  {
    id: 'data-communication',
    share: 0.12,
    account: '6230',
    activity: 'run',
    suppliers: ['Demostaden Fiber AB', 'Skärgårdsnät AB'],
    description: 'Nätanslutningar',
  },
  {
    id: 'software',
    share: 0.14,
    account: '5420',
    activity: 'run',
    suppliers: ['Pärlan Programvara AB', 'Lindblom Licens AB'],
    description: 'Licenser',
  },
  {
    id: 'telephony',
    share: 0.1,
    account: '6210',
    activity: 'run',
    suppliers: ['Rikston AB', 'Servicenämnden'],
    description: 'Telefoni',
  },
  {
    id: 'user-support',
    share: 0.16,
    account: '6541',
    activity: 'run',
    suppliers: ['Servicenämnden', 'Handtaget Support AB'],
    description: 'Användarstöd',
  },
];

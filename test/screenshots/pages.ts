import { Period } from '#core';
import { type Page } from 'playwright-core';

/** A page to take pictures of. */
export interface Pictured {
  /** Of its files. */
  readonly name: string;
  readonly path: string;
  /** Who looks at it; nobody in particular unless said. */
  readonly token?: string;
  /** What is on it once it has come. */
  readonly shown: (page: Page) => Promise<unknown>;
}

const QUARTER = Period.at('quarter', Date.now()).previous().toString();

const heading = (name: string | RegExp) => (page: Page) =>
  page.getByRole('heading', { name }).first().waitFor();

/** Every page, as those see it who work with it. */
export const PICTURED: readonly Pictured[] = [
  { name: 'scorecard', path: `/?unit=city&period=${QUARTER}`, shown: heading('Externt nyttoperspektiv') },
  {
    name: 'comparison',
    path: `/jamforelse?period=${QUARTER}`,
    shown: (page) => page.getByRole('table').first().waitFor(),
  },
  { name: 'portfolio', path: '/portfolj', shown: heading('Projekt') },
  {
    name: 'series',
    path: '/matetal?measure=digital-take-up&subject=unit:city',
    shown: (page) => page.getByRole('table').first().waitFor(),
  },
  {
    name: 'explanation',
    path: `/forklara?measure=digital-take-up&subject=unit:city&period=${QUARTER}`,
    shown: heading(/Så är|Uträkning|Definition/),
  },
  { name: 'handing-in', path: '/lamna', token: 'demo-followup', shown: heading('Det här ska lämnas') },
  { name: 'operations', path: '/drift', token: 'demo-operations', shown: heading('Planerat arbete') },
  {
    name: 'closing',
    path: `/perioder?period=${QUARTER}`,
    token: 'demo-followup',
    shown: heading('Vad som saknas'),
  },
  {
    name: 'log',
    path: '/logg',
    token: 'demo-followup',
    shown: (page) => page.getByRole('searchbox').waitFor(),
  },
  { name: 'collecting', path: '/insamling', token: 'demo-followup', shown: heading(/Insamling/) },
  { name: 'sign-in', path: '/logga-in', shown: heading('Logga in') },
  { name: 'status', path: '/status', shown: (page) => page.getByRole('heading', { level: 1 }).waitFor() },
];

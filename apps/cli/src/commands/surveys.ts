import { type SurveyState, type SurveyWave } from '#core';
import { atDesk, settingsInUse } from '../find-desk.js';
import { fileOrRefuse } from '../local-desk.js';
import { Refusal } from '../refusal.js';

const STATES: Readonly<Record<SurveyState, string>> = {
  coming: 'öppnar',
  open: 'öppen',
  closing: 'stängs',
  refused: 'antalen togs inte emot',
  closed: 'inlämnad',
  'too-few': 'för få svar att lämna in',
};

const PERCENT = new Intl.NumberFormat('sv-SE', { style: 'percent', maximumFractionDigits: 0 });

function line(wave: SurveyWave): string {
  const { survey, period, from, to, state, answers, invited, responseRate, receipt, problems } = wave;
  const isUnderWay = state === 'open' || state === 'closing';
  const answered = answers === null ? 'färre än fem svar' : `${isUnderWay ? 'minst ' : ''}${answers} svar`;
  const of = invited === null ? '' : ` av ${invited}`;
  const rate = responseRate === null ? '' : ` (${PERCENT.format(responseRate)})`;
  const more = [...(receipt === null ? [] : [`kvitto ${receipt}`]), ...problems];
  return [
    `${survey} ${period}: ${STATES[state]}, ${from} – ${to}, ${answered}${of}${rate}`,
    ...more.map((each) => `    ${each}`),
    '',
  ].join('\n');
}

/** Prints every wave of every survey. */
export async function printSurveys({ json }: { readonly json?: boolean }): Promise<void> {
  const waves = await atDesk((desk) => desk.surveys.waves());
  if (json) process.stdout.write(`${JSON.stringify(waves, null, 2)}\n`);
  else process.stdout.write(waves.length === 0 ? 'Ingen enkät har frågats.\n' : waves.map(line).join(''));
}

/** Opens a wave of a survey. */
export async function openSurvey(
  survey: string,
  period: string,
  { from, to, links, places = [] }: { from: string; to: string; links?: boolean; places?: string[] },
): Promise<void> {
  const door = links ? 'links' : 'open';
  const wave = await atDesk((desk) => desk.surveys.open({ survey, period, from, to, door, places }));
  process.stdout.write(line(wave));
}

/** Prints one-time links, each on a line, told this once; or has them sent to the addresses of a file, one a line. */
export async function inviteToSurvey(
  survey: string,
  period: string,
  place: string,
  { count, mail }: { readonly count?: string; readonly mail?: string },
): Promise<void> {
  const wave = { survey, period };
  if (mail !== undefined) {
    const lines = (await fileOrRefuse(mail))
      .toString('utf8')
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/);
    const addresses = lines.map((each) => each.trim()).filter((each) => each !== '');
    const { letters } = await atDesk((desk) => desk.surveys.invite(wave, { place, addresses }));
    process.stdout.write(`${letters} brev skickas, till adresser som inte hade någon länk.\n`);
    return;
  }
  const wanted = Number(count);
  if (!Number.isInteger(wanted) || wanted < 1)
    throw new Refusal(
      'Skriv --count och hur många länkar som ska göras, eller --mail och en fil med adresser.',
      2,
    );
  const { paths } = await atDesk((desk) => desk.surveys.invite(wave, { place, count: wanted }));
  const { publicAddress = '' } = (await settingsInUse()).settings;
  process.stdout.write(paths.map((path) => `${publicAddress}${path}\n`).join(''));
}

/** Ends a wave, and hands its counts in. */
export async function closeSurvey(
  survey: string,
  period: string,
  { restate = false }: { restate?: boolean },
): Promise<void> {
  process.stdout.write(line(await atDesk((desk) => desk.surveys.close({ survey, period }, { restate }))));
}

import { type Alert, type AlertKind, type LocalizedText } from '#core';
import { type Catalogue } from '#catalogue';
import { momentText } from './moment-text.js';

type Language = keyof LocalizedText;

function percent(share: number, language: Language): string {
  const text = (share * 100).toFixed(0);
  return language === 'sv' ? `${text} %` : `${text}%`;
}

function hours(ms: number, language: Language): string {
  const text = String(Math.round(ms / 360_000) / 10);
  if (text === '1') return language === 'sv' ? 'en timme' : 'one hour';
  return language === 'sv' ? `${text.replace('.', ',')} timmar` : `${text} hours`;
}

/** What is wrong, as the end of a sentence that begins with a name. */
const WRONG: Readonly<Record<AlertKind, (alert: Alert, language: Language) => string>> = {
  'system-down': (alert, language) => down(alert, language),
  'budget-fast': (alert, language) => burning(alert, language),
  'budget-slow': (alert, language) => burning(alert, language),
  'certificate-near': (alert, language) => expiring(alert, language),
  'certificate-soon': (alert, language) => expiring(alert, language),
  'system-silent': (_, language) => (language === 'sv' ? 'mäts inte längre' : 'is no longer measured'),
  'source-stale': ({ detail: { problem = '' } }, language) => {
    const end = problem === '' ? '' : ` (${problem})`;
    return language === 'sv'
      ? `har inte gett de uppgifter som skulle hämtas${end}`
      : `has not given the figures that were to be fetched${end}`;
  },
  'pipeline-late': ({ subject, detail: { problem = '' } }, language) => {
    const [kind = '', ...id] = subject.split(':');
    const failing = FAILING[kind];
    if (failing) return failureWords(failing[language], id.join(':'), problem);
    if (subject === 'network')
      return language === 'sv' ? 'når inget av det som mäts' : 'reaches nothing of what is measured';
    return language === 'sv'
      ? 'släpar efter med att räkna samman mätningar'
      : 'is late in adding up measurements';
  },
};

/** What of the follow-up itself fails, by how an alert's subject begins. */
const FAILING: Readonly<Record<string, LocalizedText | undefined>> = {
  channel: { sv: 'kan inte lämna larm genom kanalen', en: 'cannot deliver alerts by the channel' },
  task: { sv: 'misslyckas gång på gång med uppgiften', en: 'fails again and again with the task' },
  stage: { sv: 'kan inte ta reda på', en: 'cannot find out about' },
  plan: { sv: 'kan inte läsa det planerade arbetet', en: 'cannot read the planned work' },
  'system-state': { sv: 'kan inte bedöma läget för', en: 'cannot judge the state of' },
  'system-facts': { sv: 'kan inte bedöma larm för', en: 'cannot judge alerts on' },
  'system-roll-up': { sv: 'kan inte räkna samman mätningarna av', en: 'cannot add up the measurements of' },
  'system-budget': { sv: 'kan inte bedöma avbrottsutrymmet för', en: 'cannot judge the outage budget of' },
  probe: { sv: 'kan inte ta mätpunkten', en: 'cannot take the probe' },
  notice: { sv: 'kan inte sätta ord på meddelandet', en: 'cannot put into words the notice' },
  alert: { sv: 'kan inte avgöra vem som ska få larmet', en: 'cannot tell who is to get the alert' },
  config: {
    sv: 'använder fortfarande den förra konfigurationen, och inte den i',
    en: 'still uses the earlier config, not the one in',
  },
  entry: { sv: 'kan inte läsa det lagrade', en: 'cannot read what is stored as' },
};

function failureWords(what: string, id: string, problem: string): string {
  return `${what} ${id}${problem === '' ? '' : ` (${problem})`}`;
}

/** What of the follow-up itself fails, in one sentence; `subject` as of an alert on it: `task:roll-up`. */
export function failureWording(subject: string, problem: string): LocalizedText {
  const [kind = '', ...id] = subject.split(':');
  const what = FAILING[kind] ?? { sv: 'misslyckas med', en: 'fails with' };
  const told = (language: Language): string =>
    `Perspektiv ${failureWords(what[language], id.join(':'), problem)}.`;
  return { sv: told('sv'), en: told('en') };
}

function down({ detail: { dependents = 0 } }: Alert, language: Language): string {
  if (dependents === 0) return language === 'sv' ? 'är nere' : 'is down';
  if (language === 'sv') return `är nere; ${dependents} system står bakom`;
  return dependents === 1
    ? 'is down; 1 system stands behind it'
    : `is down; ${dependents} systems stand behind it`;
}

function burning({ detail: { budgetShare = 0, windowMs = 0 } }: Alert, language: Language): string {
  const [share, window] = [percent(budgetShare, language), hours(windowMs, language)];
  return language === 'sv'
    ? `har varit nere för mycket: ${share} av månadens utrymme på ${window} servicetid`
    : `was down too much: ${share} of the month's budget in ${window} of service time`;
}

function expiring({ detail: { certDays = 0 } }: Alert, language: Language): string {
  if (certDays < 0)
    return language === 'sv' ? 'har ett certifikat som gått ut' : 'has an expired certificate';
  if (language === 'sv')
    return `har ett certifikat som går ut om ${certDays} ${certDays === 1 ? 'dag' : 'dagar'}`;
  return `has a certificate that expires in ${certDays} ${certDays === 1 ? 'day' : 'days'}`;
}

function nameOf(catalogue: Catalogue, { kind, subject, system }: Alert): LocalizedText {
  if (kind === 'source-stale') {
    const id = subject.replace(/^collector:/, '');
    return catalogue.collectors.get(id)?.name ?? { sv: `Källan ${id}`, en: `The source ${id}` };
  }
  if (system === null) return { sv: 'Perspektiv', en: 'Perspektiv' };
  return catalogue.systems.get(system)?.name ?? { sv: system, en: system };
}

/** That it is over, as the end of a sentence that begins with a name. */
const OVER: Readonly<Record<AlertKind, LocalizedText>> = {
  'system-down': { sv: 'svarar igen', en: 'answers again' },
  'budget-fast': { sv: 'håller sig igen inom månadens utrymme', en: "keeps within the month's budget again" },
  'budget-slow': { sv: 'håller sig igen inom månadens utrymme', en: "keeps within the month's budget again" },
  'certificate-near': { sv: 'har ett certifikat som räcker', en: 'has a certificate that lasts' },
  'certificate-soon': { sv: 'har ett certifikat som räcker', en: 'has a certificate that lasts' },
  'system-silent': { sv: 'mäts igen', en: 'is measured again' },
  'source-stale': { sv: 'ger uppgifter igen', en: 'gives figures again' },
  'pipeline-late': { sv: 'fungerar igen', en: 'works again' },
};

/** What works again of the follow-up itself; nothing for others, whose names say it. */
function whatAgain({ kind, subject }: Alert): string {
  return kind === 'pipeline-late' ? ` (${subject})` : '';
}

function sentence(alert: Alert, language: Language): string {
  if (alert.resolvedMs === null) return WRONG[alert.kind](alert, language);
  const since = momentText(alert.overSinceMs ?? alert.resolvedMs, language);
  const over = OVER[alert.kind][language];
  return `${over}${whatAgain(alert)} ${language === 'sv' ? 'sedan' : 'since'} ${since}`;
}

/** An alert in one sentence; of one that has ended, that it has. */
export function wordingOf(catalogue: Catalogue, alert: Alert): LocalizedText {
  const name = nameOf(catalogue, alert);
  return { sv: `${name.sv} ${sentence(alert, 'sv')}.`, en: `${name.en} ${sentence(alert, 'en')}.` };
}

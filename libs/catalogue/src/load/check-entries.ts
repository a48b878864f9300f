import { PERSPECTIVES, Period } from '#core';
import { citySeries } from '../planned-work/recurrence.js';
import { seriesFault } from '../planned-work/series-fault.js';
import { type ConfigContent } from './config-content.js';
import { type ConfigFault, type Place, faultAt } from './config-fault.js';
import { soundEntries } from './entry.js';

/** All five perspectives are there. */
function checkPerspectives({ perspectives }: ConfigContent): ConfigFault[] {
  if (!perspectives.whole) return [];
  const missing = PERSPECTIVES.filter((id) => !perspectives.entries.some(({ value }) => value.id === id));
  return missing.map((id) =>
    faultAt(
      { file: perspectives.file, line: 1 },
      `The perspective "${id}" is missing.`,
      'Add it with id, name and question.',
    ),
  );
}

interface Span {
  readonly from: number | string;
  readonly to: number | string;
  readonly place: Place;
}

/** Spans that end before, or as soon as, they begin. */
function emptySpans(spans: readonly Span[]): ConfigFault[] {
  return spans
    .filter(({ from, to }) => from >= to)
    .map(({ place }) => faultAt(place, 'It ends before it begins.', 'Let the end be after the beginning.'));
}

/** Work that cannot be worked out, or lasts longer than anybody plans. */
function checkWork({ maintenance }: ConfigContent): ConfigFault[] {
  return soundEntries(maintenance).flatMap(({ value, at }) => {
    const { from, to, announced, note, repeats } = value;
    const first = { startMs: Date.parse(from), endMs: Date.parse(to) };
    if (first.startMs >= first.endMs) return []; // told as an empty span
    const fault = seriesFault(citySeries({ note, announcedMs: Date.parse(announced), first, repeats }));
    if (!fault) return [];
    const place = at(repeats === undefined ? 'to' : 'repeats');
    return [faultAt(place, `The work cannot be planned: ${fault.en}.`, 'Correct from, to or repeats.')];
  });
}

function checkSpans({ serviceTimes, maintenance, projects }: ConfigContent): ConfigFault[] {
  return emptySpans([
    ...soundEntries(serviceTimes).flatMap(({ value, at }) =>
      value.weekly.map(({ from, to }, i) => ({ from, to, place: at('weekly', i, 'to') })),
    ),
    ...soundEntries(maintenance).map(({ value, at }) => ({
      from: Date.parse(value.from),
      to: Date.parse(value.to),
      place: at('to'),
    })),
    ...soundEntries(projects).map(({ value, at }) => ({
      from: value.start,
      to: value.end,
      place: at('end'),
    })),
  ]);
}

/** A day that is written as the last comes before the first. */
function checkFollowUp({ systems }: ConfigContent): ConfigFault[] {
  return soundEntries(systems).flatMap(({ value: { followedUpFrom, followedUpTo }, at }) =>
    followedUpFrom !== undefined && followedUpTo !== undefined && followedUpTo < followedUpFrom
      ? [
          faultAt(
            at('followedUpTo'),
            'It ends before it begins.',
            'Let the last day not come before the first.',
          ),
        ]
      : [],
  );
}

function checkFrames({ portfolios }: ConfigContent): ConfigFault[] {
  return soundEntries(portfolios).flatMap(({ value, at }) =>
    value.frames.flatMap(({ year }, i) =>
      value.frames.findIndex((frame) => frame.year === year) < i
        ? [faultAt(at('frames', i, 'year'), `The year ${year} has a frame already.`, 'Keep one of the two.')]
        : [],
    ),
  );
}

function checkTargetPeriods({ targets }: ConfigContent): ConfigFault[] {
  return soundEntries(targets).flatMap(({ value, at }) => {
    if (value.period === undefined || Period.parse(value.period).ok) return [];
    const message = `"${value.period}" is not a period.`;
    return [faultAt(at('period'), message, 'Write it as 2026-09, 2026-Q3, 2026-T2 or 2026.')];
  });
}

/** What each entry promises beyond the shape of its values. */
export function checkEntries(content: ConfigContent): ConfigFault[] {
  const checks = [checkPerspectives, checkSpans, checkWork, checkFollowUp, checkFrames, checkTargetPeriods];
  return checks.flatMap((check) => check(content));
}

import { describe, expect, it } from '@jest/globals';
import { handedIn } from '../../../test/fixtures/intake/handed-in.js';

const HEADER =
  'Enhet;Omgång;Målgrupp;Fråga;Skalans början;Skalans slut;Antal svar 1;Antal svar 2;Antal svar 3;Antal svar 4;Antal svar 5';

function survey(...rows: readonly string[]) {
  return handedIn('survey', [HEADER, ...rows].join('\n'));
}

describe('the scale of a question', () => {
  it.each([
    ['nki-overall', '1;5'],
    ['nki-ideal', '0;10'],
    ['nki-ideal', ';5'],
    ['it-usefulness', '1;4'],
    ['it-usefulness', '1;10'],
  ])('%s is not %s: the file is refused', (question, scale) => {
    const { accepted, problems } = survey(`hamnen;2025-Q1;invånare;${question};${scale};0;0;0;4;0`);
    expect(accepted).toBe(false);
    expect(problems).toContainEqual(expect.objectContaining({ code: 'other-question-scale', row: 2 }));
  });

  it('is that of the file for a question of its own', () => {
    expect(survey('hamnen;2025-Q1;invånare;min-egen;1;5;0;0;0;4;0').codes).toEqual(['read-as-csv']);
  });

  it('is remarked on when the columns end before it', () => {
    const { accepted, codes } = survey('hamnen;2025-Q1;invånare;nki-overall;;;0;0;0;4;0');
    expect(accepted).toBe(true);
    expect(codes).toContain('alternatives-missing');
  });

  it('bounds the answers where the file names none', () => {
    const file =
      'Enhet;Omgång;Målgrupp;Fråga;Antal svar 1;Antal svar 5;Antal svar 6\nhamnen;2025-Q1;medarbetare;it-usefulness;1;2;3\n';
    expect(handedIn('survey', file).codes).toContain('answer-outside-scale');
  });
});

describe('a misspelt question', () => {
  it.each([
    ['nki-overal', 'nki-overall'],
    ['it-usefullness', 'it-usefulness'],
    ['digital-skill', 'digital-skills'],
    ['nki-expectations', 'nki-expectation'],
  ])('%s may be meant as %s', (question, known) => {
    const { accepted, problems } = survey(`hamnen;2025-Q1;invånare;${question};1;5;0;0;0;4;0`);
    expect(accepted).toBe(true);
    expect(problems).toContainEqual(
      expect.objectContaining({
        code: 'question-of-no-measure',
        hint: expect.stringContaining(`Menade du ”${known}”?`),
      }),
    );
  });
});

describe('the audience of a question', () => {
  it.each([
    ['it-usefulness', 'invånare'],
    ['digital-skills', 'företagare'],
    ['nki-overall', 'medarbetare'],
  ])('%s of %s is counted nowhere, and that is told', (question, audience) => {
    const file = `Enhet;Omgång;Målgrupp;Fråga;Antal svar 1;Antal svar 5\nhamnen;2025-Q1;${audience};${question};1;2\n`;
    const { accepted, codes } = handedIn('survey', file);
    expect(accepted).toBe(true);
    expect(codes).toContain('audience-of-no-measure');
  });

  it('may be another for a question of its own', () => {
    expect(survey('hamnen;2025-Q1;invånare;min-egen;1;5;0;0;0;4;0').codes).not.toContain(
      'audience-of-no-measure',
    );
  });
});

describe('an export with codes and texts as headings', () => {
  const answers = [1, 2, 3]
    .map((id) => `"${id}","2026-09-0${id} 10:00:00","2","sv","99","A1","4"`)
    .join('\n');
  const headed = (submitted: string, mark: string) =>
    `"id${mark}Response ID","${submitted}","lastpage${mark}Last page","startlanguage${mark}Start language","seed${mark}Seed","ENHET${mark}Var arbetar du?","ITNYTTA${mark}Är it till nytta i ditt arbete?"\n${answers}\n`;

  it.each([
    ['submitdate. Date submitted', '. '],
    ['submitdate: Date submitted', ': '],
    ['submitdate. Datum inskickat', '. '],
    ['Datum inskickat', '. '],
    ['submitdate - Date submitted', ' - '],
    ['submitdate [Date submitted]', ' ['],
    ['submitdate|Date submitted', '|'],
    ['submitdate (Datum inskickat)', ' ('],
  ])('%s is read', (submitted, mark) => {
    const { accepted, rows } = handedIn('survey', headed(submitted, mark));
    expect({ accepted, rows }).toEqual({ accepted: true, rows: 1 });
  });

  it('counts answers from outside the claimed period, and says so', () => {
    const { accepted, problems } = handedIn('survey', headed('submitdate. Date submitted', '. '), {
      claimedPeriod: '2026-Q4',
    });
    expect(accepted).toBe(true);
    expect(problems).toContainEqual(
      expect.objectContaining({
        code: 'answers-outside-wave',
        message:
          'Svar som enligt sina egna datum, 2026-09-01–2026-09-03, kom utanför 2026-Q4 räknades i den: 3.',
      }),
    );
  });

  it('has nothing to say of answers inside it', () => {
    expect(
      handedIn('survey', headed('submitdate. Date submitted', '. '), { claimedPeriod: '2026-Q3' }).codes,
    ).not.toContain('answers-outside-wave');
  });
});

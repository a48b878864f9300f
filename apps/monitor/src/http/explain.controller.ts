import { type Explanation, type Period } from '#core';
import { type Caller, Perspektiv, handsInFor } from '#pipeline';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import { CalledBy, Needs } from '../access.guard.js';
import { Problem } from '../problem.js';
import { Answers } from './answers.js';
import { measureOf, periodOf, subjectFrom } from './parameters.js';

/** Why a number is what it is. */
@ApiTags('scorecards')
@Needs('read')
@Controller('api/v1/measures')
export class ExplainController {
  constructor(private readonly perspektiv: Perspektiv) {}

  @Get(':id/explain')
  @ApiOperation({
    summary:
      'How a value follows from facts: definition, sums, arithmetic, deliveries, what is missing or left out',
    description: 'Names of files and senders are told to those who may see the deliveries of a unit in them.',
  })
  @ApiParam({ name: 'id', example: 'digital-take-up' })
  @ApiQuery({ name: 'subject', required: false, example: 'unit:city' })
  @ApiQuery({ name: 'period', example: '2026-Q3' })
  @ApiQuery({
    name: 'edition',
    required: false,
    description: 'Only live: an edition keeps what a value was, not the facts that it followed from',
    enum: ['live'],
  })
  @Answers('Explanation')
  async explain(
    @Param('id') id: string,
    @CalledBy() caller: Caller,
    @Query() query: { subject?: string; period?: string; edition?: string },
  ): Promise<Explanation> {
    const { catalogue } = this.perspektiv;
    const { explain } = this.perspektiv.scoring;
    const measure = measureOf(catalogue, id);
    const period = periodOf(query.period);
    if (query.edition !== undefined && query.edition !== 'live') throw notExplained(period, query.edition);
    const answer = await explain.explain({
      measure: measure.id,
      subject: subjectFrom(catalogue, query.subject),
      period,
      maySeeDeliveriesOf: handsInFor(caller, catalogue),
    });
    if (answer.ok) return answer.value;
    throw new Problem('catalogue/unknown', {
      sv: `Mätetalet "${measure.id}" var inte definierat då. Fråga om en senare period.`,
      en: `The measure "${measure.id}" was not defined then. Ask for a later period.`,
    });
  }
}

/** What an edition has instead, so that nobody takes the live derivation for the one that was frozen. */
function notExplained(period: Period, edition: string): Problem {
  const at = `/api/v1/periods/${period.toString()}`;
  return new Problem('edition/not-explained', {
    sv: `Utgåvan "${edition}" har kvar varje värde med täljare, nämnare, definition och kontrollsummor, men inte raderna bakom. Utelämna edition för att förklara det löpande värdet; ${at}/diff?from=${edition} visar vad som skiljer, och ${at}/editions/${edition} allt som utgåvan har.`,
    en: `The edition "${edition}" keeps each value with numerator, denominator, definition and checksums, but not the rows behind. Leave edition out to have the live value explained; ${at}/diff?from=${edition} shows what differs, and ${at}/editions/${edition} all that the edition has.`,
  });
}

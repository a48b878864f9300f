import { type Explanation } from '#core';
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
  @Answers('Explanation')
  async explain(
    @Param('id') id: string,
    @CalledBy() caller: Caller,
    @Query() query: { subject?: string; period?: string },
  ): Promise<Explanation> {
    const { catalogue, explain } = this.perspektiv;
    const measure = measureOf(catalogue, id);
    const answer = await explain.explain({
      measure: measure.id,
      subject: subjectFrom(catalogue, query.subject),
      period: periodOf(query.period),
      maySeeDeliveriesOf: handsInFor(caller, catalogue),
    });
    if (answer.ok) return answer.value;
    throw new Problem('catalogue/unknown', {
      sv: `Mätetalet "${measure.id}" var inte definierat då. Fråga om en senare period.`,
      en: `The measure "${measure.id}" was not defined then. Ask for a later period.`,
    });
  }
}

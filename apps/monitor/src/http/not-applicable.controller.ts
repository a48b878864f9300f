import { type Receipt } from '#core';
import { type Caller, type NotApplicableRefusal, Perspektiv, handsInFor, sourceOf } from '#pipeline';
import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { CalledBy, Needs } from '../access.guard.js';
import { languageOf } from '../problem.filter.js';
import { Problem, type ProblemCode } from '../problem.js';
import { Answers } from './answers.js';
import { datasetOf, entryOf, periodOf } from './parameters.js';
import { notYours } from './reverts.controller.js';
import { overtaken, refusedUpload } from './uploads.controller.js';

interface OrderBody {
  dataset?: string;
  unit?: string;
  period?: string;
}

/** "Gäller inte oss": what is owed is said not to apply, without a file. */
@ApiTags('uploads')
@Needs('hand-in')
@Controller('api/v1/not-applicable')
export class NotApplicableController {
  constructor(private readonly perspektiv: Perspektiv) {}

  @Post()
  @ApiOperation({ summary: 'Say of what a unit owes that it does not apply; with a receipt, like an upload' })
  @ApiBody({
    schema: {
      type: 'object',
      required: ['dataset', 'unit', 'period'],
      properties: {
        dataset: { type: 'string', example: 'cases' },
        unit: { type: 'string' },
        period: { type: 'string', example: '2026-09' },
      },
    },
  })
  @Answers('Receipt', { status: 201 })
  async declare(
    @Body() body: OrderBody | undefined,
    @CalledBy() caller: Caller,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Receipt> {
    const { catalogue, nowMs, handingIn } = this.perspektiv;
    const mine = handsInFor(caller, catalogue);
    const unit = entryOf(catalogue.units, body?.unit ?? '').id;
    if (!mine(unit)) throw notYours([unit]);
    const outcome = await handingIn.notApplicable.declare({
      dataset: datasetOf(catalogue, body?.dataset),
      unit,
      period: periodOf(body?.period),
      by: caller.id,
      source: sourceOf(caller),
      language: languageOf(request),
      nowMs: nowMs(),
    });
    if (!outcome.ok) throw new Problem(...REFUSALS[outcome.problem]);
    const { value } = outcome;
    if (value.kind === 'refused') throw refusedUpload(value.report);
    if (value.kind === 'overtaken') throw overtaken(value.by, mine);
    void reply
      .status(value.kind === 'stored' ? 201 : 200)
      .header('location', `/api/v1/uploads/${value.receipt.id}`);
    return value.receipt;
  }
}

const REFUSALS: Record<
  NotApplicableRefusal,
  readonly [ProblemCode, { readonly sv: string; readonly en: string }]
> = {
  'nothing-owed': [
    'upload/nothing-owed',
    {
      sv: 'Enheten väntas inte lämna något av det slaget för perioden, eller har redan gjort det.',
      en: 'The unit is not expected to hand in anything of the kind for the period, or has done so already.',
    },
  ],
  'already-stored': [
    'upload/already-stored',
    {
      sv: 'Det finns uppgifter lagrade för perioden, som skulle försvinna. Lämna i stället en fil med dem, där ”ej aktuellt” står för det som inte gäller er.',
      en: 'Figures are stored for the period, and would be gone. Hand in a file with them instead, with “N/A” for what does not apply to you.',
    },
  ],
  'no-rows': [
    'upload/needs-file',
    {
      sv: 'Uppgifterna gäller projekt eller system, och enheten har inga. Be uppföljningsgruppen att undanta enheten i config/deliveries.yaml.',
      en: 'The figures are of projects or systems, and the unit has none. Ask the follow-up team to except the unit in config/deliveries.yaml.',
    },
  ],
};

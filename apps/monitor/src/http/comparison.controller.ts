import {
  COMPARISON_BASES,
  type ComparedSubject,
  type Comparison,
  type ComparisonBase,
  type CsvCell,
  SUBJECT_KINDS,
  type SubjectKind,
  csvTable,
} from '#core';
import { type Catalogue, UNIT_KINDS, type UnitKind, measureInForce } from '#catalogue';
import { Perspektiv } from '#pipeline';
import { Controller, Get, Headers, Param, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiProduces, ApiQuery, ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { Needs } from '../access.guard.js';
import { Problem } from '../problem.js';
import { Answers } from './answers.js';
import { checkLive, csvDialectOf, entryOf, measureOf, periodOf } from './parameters.js';

/** One measure of many subjects, side by side. */
@ApiTags('scorecards')
@Needs('read')
@Controller('api/v1/measures')
export class ComparisonController {
  constructor(private readonly perspektiv: Perspektiv) {}

  @Get(':id/comparison')
  @ApiOperation({ summary: 'One measure of all subjects of a kind side by side, as JSON or CSV' })
  @ApiParam({ name: 'id', example: 'digital-take-up' })
  @ApiQuery({ name: 'kind', required: false, enum: SUBJECT_KINDS })
  @ApiQuery({ name: 'period', example: '2026-Q3' })
  @ApiQuery({
    name: 'peers',
    required: false,
    description: 'A kind of unit, or the kind of one: of=<unit id>',
  })
  @ApiQuery({ name: 'base', required: false, enum: COMPARISON_BASES })
  @ApiProduces('application/json', 'text/csv')
  @Answers('Comparison')
  async comparison(
    @Param('id') id: string,
    @Query() query: { kind?: string; period?: string; peers?: string; base?: string; edition?: string },
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<(Comparison & { next: null }) | string> {
    const { catalogue } = this.perspektiv;
    const { score } = this.perspektiv.scoring;
    checkLive(query.edition);
    const kind = kindOf(query.kind);
    const period = periodOf(query.period);
    const measure = measureOf(catalogue, id);
    if (!measureInForce(catalogue, measure.id, period.lastDay)) throw notYet(measure.id, period.toString());
    const base = baseOf(query.base);
    const peers = peersOf(catalogue, kind, query.peers);
    const answer = await score.comparison(measure.id, { kind, period, base, peers });
    if (!answer.ok) throw noSuchBase(measure.id, base);
    void reply.header('vary', 'accept');
    const dialect = csvDialectOf(accept);
    if (!dialect) return { ...answer.value, next: null };
    void reply.type('text/csv; charset=utf-8');
    return csvTable([COLUMNS, ...answer.value.items.map(cellsOf)], dialect);
  }
}

const COLUMNS = [
  'id',
  'name',
  'unit_kind',
  'kind',
  'value',
  'numerator',
  'denominator',
  'n',
  'interval_low',
  'interval_high',
  'score',
  'status',
  'target',
  'near_target',
  'delivered',
  'expected',
  'rank',
  'quartile',
];

function cellsOf(item: ComparedSubject): CsvCell[] {
  const { subject, value, completeness } = item;
  return [
    subject.id,
    subject.name,
    item.unitKind,
    value.kind,
    value.number,
    value.numerator,
    value.denominator,
    value.n,
    value.interval?.low ?? null,
    value.interval?.high ?? null,
    item.score,
    item.status,
    item.target,
    item.nearTarget,
    completeness.actual,
    completeness.expected,
    item.rank,
    item.quartile,
  ];
}

function kindOf(text = 'unit'): SubjectKind {
  const kind = SUBJECT_KINDS.find((known) => known === text);
  if (kind) return kind;
  throw malformed('kind', SUBJECT_KINDS);
}

function baseOf(text = 'none'): ComparisonBase {
  const base = COMPARISON_BASES.find((known) => known === text);
  if (base) return base;
  throw malformed('base', COMPARISON_BASES);
}

/** A kind of unit, or the kind of the unit that is named. */
function peersOf(catalogue: Catalogue, kind: SubjectKind, text: string | undefined): UnitKind | null {
  if (text === undefined || text === '') return null;
  if (kind !== 'unit') {
    throw new Problem('request/malformed', {
      sv: 'peers: bara enheter jämförs med sin egen sort; skriv kind=unit.',
      en: 'peers: only units are compared with their own kind; write kind=unit.',
    });
  }
  const [, unit] = /^of[=:](.*)$/.exec(text) ?? [];
  if (unit !== undefined) return entryOf(catalogue.units, unit).kind;
  const peers = UNIT_KINDS.find((known) => known === text);
  if (peers) return peers;
  throw malformed('peers', [...UNIT_KINDS, 'of=<unit>']);
}

function malformed(parameter: string, known: readonly string[]): Problem {
  const choices = known.join(', ');
  return new Problem('request/malformed', {
    sv: `${parameter}: välj bland ${choices}.`,
    en: `${parameter}: choose among ${choices}.`,
  });
}

function notYet(measure: string, period: string): Problem {
  return new Problem('catalogue/unknown', {
    sv: `Mätetalet "${measure}" gällde inte ännu ${period}.`,
    en: `The measure "${measure}" was not yet in force in ${period}.`,
  });
}

function noSuchBase(measure: string, base: ComparisonBase): Problem {
  return new Problem('request/malformed', {
    sv: `Mätetalet "${measure}" kan inte slås ut så (base=${base}): det går för enheters kostnader och ärenden. Utelämna base.`,
    en: `The measure "${measure}" cannot be shared out like that (base=${base}): only costs and cases of units can. Leave base out.`,
  });
}

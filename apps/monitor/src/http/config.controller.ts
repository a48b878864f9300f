import { type ConfigReload, type ReorganisationPreview } from '#core';
import { reorganisationOf } from '#catalogue';
import { Perspektiv, previewReorganisation } from '#pipeline';
import { Body, Controller, HttpCode, Post, Query } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiBody,
  type ApiBodyOptions,
  ApiOperation,
  ApiQuery,
  ApiTags,
} from '@nestjs/swagger';
import { Needs } from '../access.guard.js';
import { ConfigWatch } from '../config-watch.js';
import { Problem } from '../problem.js';
import { Answers } from './answers.js';
import { periodOf } from './parameters.js';

const REORGANISATION: Extract<ApiBodyOptions, { schema: unknown }>['schema'] = {
  type: 'object',
  required: ['kind'],
  properties: {
    kind: { type: 'string', enum: ['merge', 'split', 'move', 'rename', 'close'] },
    units: { type: 'array', items: { type: 'string' }, description: 'merge: those that end' },
    unit: { type: 'string', description: 'split: the one that ends' },
    subject: { type: 'string', example: 'unit:b', description: 'move, rename, close' },
    into: {
      description:
        'merge: {id, name}; split: a list of such, each with a name where it begins; move: the unit or portfolio; rename: the new id',
    },
    over: { type: 'object', description: 'split, close: by system or unit, the unit that goes on with it' },
    from: { type: 'string', format: 'date', description: 'merge, split, move: first day of what is new' },
    to: { type: 'string', format: 'date', description: 'close: last day' },
  },
};

const NOT_A_REORGANISATION = {
  sv: 'Skriv kind (merge, split, move, rename eller close) och det som hör till; se /api/docs.',
  en: 'Write kind (merge, split, move, rename or close) and what belongs to it; see /api/docs.',
};

/** The config folder, read again. */
@ApiTags('operations')
@ApiBearerAuth()
@Needs('administer')
@Controller('api/v1/config')
export class ConfigController {
  constructor(
    private readonly watch: ConfigWatch,
    private readonly perspektiv: Perspektiv,
  ) {}

  @Post('reload')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Take the config folder of this process into use as it is now, and read its secrets anew',
    description:
      'All of a change or nothing. 422 `config/refused` when `check-config` finds faults or a secret is missing; 409 `config/needs-restart` when it changes what is read at a start only. In both cases everything goes on as before.',
  })
  @Answers('ConfigReload')
  async reload(): Promise<ConfigReload> {
    const reloaded = await this.watch.reload();
    const { outcome, needsRestart, problem } = reloaded;
    if (outcome === 'needs-restart') {
      const parts = needsRestart.join(', ');
      throw new Problem(
        'config/needs-restart',
        {
          sv: `Starta om för att ta ändringen i bruk. Det här läses bara vid start: ${parts}. Tills dess gäller den förra konfigurationen.`,
          en: `Restart to take the change into use. This is read at a start only: ${parts}. Until then the earlier config holds.`,
        },
        { ...reloaded },
      );
    }
    if (outcome !== 'refused') return reloaded;
    const faults = problem ?? '';
    throw new Problem(
      'config/refused',
      { sv: `Den förra konfigurationen gäller.\n${faults}`, en: `The earlier config holds.\n${faults}` },
      { ...reloaded },
    );
  }

  @Post('reorganisations/preview')
  @HttpCode(200)
  @ApiOperation({
    summary:
      'What a merger, split, move, renaming or closing would write in the config folder, and do to figures',
    description:
      'Nothing is written. 422 `config/refused` says why it cannot be done, or what `check-config` would say.',
  })
  @ApiQuery({ name: 'period', required: false, description: 'Otherwise the quarters around the day' })
  @ApiBody({ schema: REORGANISATION })
  @Answers('ReorganisationPreview')
  async preview(@Body() body: unknown, @Query('period') period?: string): Promise<ReorganisationPreview> {
    const reorganisation = reorganisationOf(body);
    if (!reorganisation) throw new Problem('request/malformed', NOT_A_REORGANISATION);
    const nowMs = this.perspektiv.nowMs();
    const periods = period === undefined ? {} : { periods: [periodOf(period)] };
    const preview = await previewReorganisation(this.perspektiv, { reorganisation, nowMs, ...periods });
    if (preview.ok) return preview.value;
    throw new Problem('config/refused', { sv: preview.problem, en: preview.problem });
  }
}

import { type ConfigReload } from '#core';
import { Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '../access.guard.js';
import { ConfigWatch } from '../config-watch.js';
import { Problem } from '../problem.js';
import { Answers } from './answers.js';

/** The config folder, read again. */
@ApiTags('operations')
@ApiBearerAuth()
@Needs('administer')
@Controller('api/v1/config')
export class ConfigController {
  constructor(private readonly watch: ConfigWatch) {}

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
}

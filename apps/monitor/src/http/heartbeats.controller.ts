import { Perspektiv } from '#pipeline';
import { Controller, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Problem } from '../problem.js';

/** Jobs that call in when they have done their work. */
@ApiTags('operations')
@Controller('api/v1')
export class HeartbeatsController {
  constructor(private readonly perspektiv: Perspektiv) {}

  @Post('heartbeats/:probe')
  @HttpCode(204)
  @ApiOperation({ summary: 'A job calls in; its probe is down when it is silent for too long' })
  @ApiHeader({ name: 'Heartbeat-Token', required: true, description: 'the token of the probe' })
  async call(@Param('probe') probe: string, @Headers('heartbeat-token') token = ''): Promise<void> {
    const { settings, store } = this.perspektiv;
    if (!settings.roles.has('collect') && store.membership === null) {
      throw new Problem('monitor/not-ready', {
        sv: 'Den här processen mäter inte. Anropa den som gör det.',
        en: 'This process does not measure. Call the one that does.',
      });
    }
    if (await this.perspektiv.measuring.heartbeats.call(probe, token, this.perspektiv.nowMs())) return;
    throw new Problem('access/token-unknown', {
      sv: 'Det finns ingen sådan mätpunkt, eller så är nyckeln i huvudet Heartbeat-Token inte dess.',
      en: 'There is no such probe, or the token in the header Heartbeat-Token is not its own.',
    });
  }
}

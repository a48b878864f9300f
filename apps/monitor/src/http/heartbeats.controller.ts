import { Perspektiv, type Said } from '#pipeline';
import { Controller, Get, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Problem } from '../problem.js';

const TOKEN = { name: 'Heartbeat-Token', required: true, description: 'the token of the probe' };
const HOW = {
  name: 'how',
  description: '`start`: it begins; `fail`: it failed; or its exit code, 0–255, of which only 0 is well',
};
const LARGEST_EXIT_CODE = 255;

/** What the end of the path says; `null` when it says nothing. */
function saidBy(how: string): Said | null {
  if (how === 'start' || how === 'fail') return how;
  if (!/^\d{1,3}$/.test(how) || Number(how) > LARGEST_EXIT_CODE) return null;
  return Number(how) === 0 ? 'done' : 'fail';
}

/** Jobs that call in when they have done their work; by any method, for what they call with can do only some. */
@ApiTags('operations')
@ApiHeader(TOKEN)
@Controller('api/v1/heartbeats/:probe')
export class HeartbeatsController {
  constructor(private readonly perspektiv: Perspektiv) {}

  @Post()
  @HttpCode(204)
  @ApiOperation({ summary: 'A job has done its work; its probe is down when it is silent for too long' })
  done(@Param('probe') probe: string, @Headers('heartbeat-token') token = ''): Promise<void> {
    return this.heard(probe, token, 'done');
  }

  @Get()
  @HttpCode(204)
  @ApiOperation({ summary: 'The same by GET or HEAD' })
  doneByGet(@Param('probe') probe: string, @Headers('heartbeat-token') token = ''): Promise<void> {
    return this.heard(probe, token, 'done');
  }

  @Post(':how')
  @HttpCode(204)
  @ApiOperation({ summary: 'A job begins, has failed, or has ended with an exit code' })
  @ApiParam(HOW)
  says(
    @Param('probe') probe: string,
    @Param('how') how: string,
    @Headers('heartbeat-token') token = '',
  ): Promise<void> {
    return this.heard(probe, token, saidBy(how));
  }

  @Get(':how')
  @HttpCode(204)
  @ApiOperation({ summary: 'The same by GET or HEAD' })
  @ApiParam(HOW)
  saysByGet(
    @Param('probe') probe: string,
    @Param('how') how: string,
    @Headers('heartbeat-token') token = '',
  ): Promise<void> {
    return this.heard(probe, token, saidBy(how));
  }

  private async heard(probe: string, token: string, said: Said | null): Promise<void> {
    const { settings, store } = this.perspektiv;
    if (!settings.roles.has('collect') && store.membership === null) {
      throw new Problem('monitor/not-ready', {
        sv: 'Den här processen mäter inte. Anropa den som gör det.',
        en: 'This process does not measure. Call the one that does.',
      });
    }
    if (said === null) {
      throw new Problem('request/malformed', {
        sv: 'Adressen slutar med start, fail eller en slutkod mellan 0 och 255, eller med mätpunktens id.',
        en: 'The address ends with start, fail or an exit code from 0 to 255, or with the id of the probe.',
      });
    }
    if (await this.perspektiv.measuring.heartbeats.call(probe, { token, said })) return;
    throw new Problem('access/token-unknown', {
      sv: 'Det finns ingen sådan mätpunkt, eller så är nyckeln i huvudet Heartbeat-Token inte dess.',
      en: 'There is no such probe, or the token in the header Heartbeat-Token is not its own.',
    });
  }
}

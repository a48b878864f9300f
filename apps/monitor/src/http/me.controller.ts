import { ANYONE, type Caller, Perspektiv, handsInFor } from '#pipeline';
import { Controller, Get } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CalledBy } from '../access.guard.js';
import { Problem } from '../problem.js';
import { Answers } from './answers.js';

/** Whose token it is, and what it is good for. */
export interface MeAnswer {
  readonly id: string;
  /** As people know the caller. */
  readonly name: string;
  readonly roles: readonly string[];
  /** Ids of the units that the caller may hand in for, parents before children. */
  readonly units: readonly string[];
}

/** Who am I: for pages where somebody signs in. */
@ApiTags('access')
@ApiBearerAuth()
@Controller('api/v1/me')
export class MeController {
  constructor(private readonly perspektiv: Perspektiv) {}

  @Get()
  @ApiOperation({ summary: 'Whose token this is, and the units that it may hand in for' })
  @Answers('MeAnswer')
  me(@CalledBy() caller: Caller): MeAnswer {
    if (caller === ANYONE) {
      throw new Problem('access/token-required', {
        sv: 'Skicka med en behörighet i huvudet Authorization: Bearer …',
        en: 'Send a token in the header Authorization: Bearer …',
      });
    }
    const { catalogue } = this.perspektiv;
    return {
      id: caller.id,
      name: caller.name ?? catalogue.principals.get(caller.id)?.name ?? caller.id,
      roles: caller.roles,
      units: [...catalogue.units.keys()].filter(handsInFor(caller, catalogue)),
    };
  }
}

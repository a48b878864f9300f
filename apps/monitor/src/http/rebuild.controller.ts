import { type RebuildReport } from '#core';
import { type Caller, Perspektiv, rebuild } from '#pipeline';
import { Controller, HttpCode, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { CalledBy, Needs } from '../access.guard.js';
import { Answers } from './answers.js';
import { periodOf } from './parameters.js';

/** Everything derived, made anew. */
@ApiTags('operations')
@ApiBearerAuth()
@Needs('administer')
@Controller('api/v1/rebuild')
export class RebuildController {
  constructor(private readonly perspektiv: Perspektiv) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Make observations anew from the ledger, and roll-ups from raw samples' })
  @ApiQuery({ name: 'from', required: false, description: 'First period that is meant', example: '2026-01' })
  @ApiQuery({ name: 'to', required: false, description: 'Last period that is meant', example: '2026-09' })
  @ApiQuery({
    name: 'boards',
    required: false,
    enum: ['true', 'false'],
    description: 'Only lay out anew what boards show',
  })
  @Answers('RebuildReport')
  rebuild(
    @CalledBy() caller: Caller,
    @Query() { from, to, boards }: { from?: string; to?: string; boards?: string },
  ): Promise<RebuildReport> {
    return rebuild(this.perspektiv, {
      from: from === undefined ? undefined : periodOf(from, 'from'),
      to: to === undefined ? undefined : periodOf(to, 'to'),
      boards: boards === 'true',
      by: caller.id,
      nowMs: this.perspektiv.nowMs(),
    });
  }
}

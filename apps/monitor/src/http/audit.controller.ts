import { type AuditRecord, type AuditVerification } from '#core';
import { Perspektiv, verifyAudit } from '#pipeline';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '../access.guard.js';
import { Answers, AnswersListOf } from './answers.js';
import { type List, limitOf } from './parameters.js';

/** Who changed what, tried to, or was not let in. */
@ApiTags('access')
@ApiBearerAuth()
@Needs('audit')
@Controller('api/v1/audit')
export class AuditController {
  constructor(private readonly perspektiv: Perspektiv) {}

  @Get()
  @ApiOperation({ summary: 'Changes, attempts at them and refusals, newest first' })
  @AnswersListOf('AuditRecord', { paged: 'by its handler' })
  async records(@Query() query: { limit?: string; cursor?: string }): Promise<List<AuditRecord>> {
    const limit = limitOf(query.limit, { usual: 50, most: 500 });
    const items = await this.perspektiv.stage.audit.page({ limit, after: query.cursor });
    return { items, next: items.length === limit ? (items.at(-1)?.id ?? null) : null };
  }

  @Get('verification')
  @ApiOperation({ summary: 'Follow the chains of the log: whether it is as it was written' })
  @Answers('AuditVerification')
  verification(): Promise<AuditVerification> {
    return verifyAudit(this.perspektiv.stage.ledger);
  }
}

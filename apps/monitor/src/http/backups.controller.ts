import { type BackupReport } from '#core';
import { type Caller, Perspektiv, backUp } from '#pipeline';
import { Body, Controller, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CalledBy, Needs } from '../access.guard.js';
import { LOCAL_ADMIN } from '../local-admin.js';
import { Problem } from '../problem.js';
import { Answers } from './answers.js';

/** The city, copied while it goes on. */
@ApiTags('operations')
@ApiBearerAuth()
@Needs('administer')
@Controller('api/v1/backups')
export class BackupsController {
  constructor(private readonly perspektiv: Perspektiv) {}

  @Post()
  @ApiOperation({
    summary: 'Back the city up into a new folder, with checksums',
    description:
      'In the folder of backup.yaml. Another may be named only by the cli on the same machine: it is a path of that machine.',
  })
  @ApiBody({ required: false, schema: { type: 'object', properties: { folder: { type: 'string' } } } })
  @Answers('BackupReport', { status: 201 })
  async backUp(@CalledBy() caller: Caller, @Body() body?: { folder?: unknown }): Promise<BackupReport> {
    const folder = this.folderOf(caller, body?.folder);
    const made = await backUp(this.perspektiv, { folder, by: caller.id, nowMs: this.perspektiv.nowMs() });
    if (!made.ok) throw new Problem('backup/not-made', made.problem);
    return made.value;
  }

  private folderOf(caller: Caller, named: unknown): string {
    const configured = this.perspektiv.catalogue.backups?.folder;
    if (named === undefined && configured !== undefined) return configured;
    if (named === undefined) {
      throw new Problem('backup/not-made', {
        sv: 'Filen backup.yaml saknas i konfigurationen: där står i vilken mapp säkerhetskopior görs.',
        en: 'The config has no file backup.yaml, which says in which folder backups are made.',
      });
    }
    if (caller.id === LOCAL_ADMIN) return typeof named === 'string' ? named : '';
    throw new Problem('access/denied', {
      sv: 'En annan mapp än den i backup.yaml kan bara anges på samma maskin, med perspektiv backup.',
      en: 'Another folder than that of backup.yaml can be named on the same machine only, with perspektiv backup.',
    });
  }
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GUIDES, type GuideAddress, guidePage } from '#export';
import { Perspektiv, programFolder } from '#pipeline';
import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';

/** The guides for those who hand in, from the Markdown that the handbook has. */
@ApiExcludeController()
@Controller('lamna/hjalp')
export class GuideController {
  constructor(private readonly perspektiv: Perspektiv) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  guide(): Promise<string> {
    return this.page('/lamna/hjalp');
  }

  @Get('datamangder')
  @Header('content-type', 'text/html; charset=utf-8')
  datasets(): Promise<string> {
    return this.page('/lamna/hjalp/datamangder');
  }

  private async page(address: GuideAddress): Promise<string> {
    const text = await readFile(join(programFolder(), 'docs', GUIDES[address]), 'utf8');
    return guidePage(text, { address, city: this.perspektiv.catalogue.name.sv });
  }
}

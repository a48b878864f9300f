import { type StatusMessage, type WrittenText } from '#core';
import { publicGroups } from '#catalogue';
import { type Caller, Perspektiv } from '#pipeline';
import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CalledBy, Needs } from '../access.guard.js';
import { Problem } from '../problem.js';
import { Answers, AnswersListOf } from './answers.js';
import { type List, textOf, whole } from './parameters.js';

const WRITTEN = {
  type: 'object',
  description: 'In Swedish at least; without English the Swedish is shown on both pages.',
  required: ['sv'],
  properties: { sv: { type: 'string' }, en: { type: 'string' } },
};

/** What operations tell everybody of disturbances. */
@ApiTags('status')
@Controller('api/v1/status/messages')
export class StatusMessagesController {
  constructor(private readonly perspektiv: Perspektiv) {}

  @Get()
  @ApiOperation({ summary: 'All messages that were ever published, oldest first' })
  @AnswersListOf('StatusMessage')
  async messages(): Promise<List<StatusMessage>> {
    return whole(await this.perspektiv.status.messages.all());
  }

  @Post()
  @Needs('operate')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Publish on the status page what is going on' })
  @ApiBody({
    schema: {
      type: 'object',
      required: ['title', 'text'],
      properties: {
        title: WRITTEN,
        text: WRITTEN,
        systems: { type: 'array', items: { type: 'string' }, description: 'Public systems that it is about' },
      },
    },
  })
  @Answers('StatusMessage', { status: 201 })
  async publish(
    @CalledBy() caller: Caller,
    @Body() body: { title?: unknown; text?: unknown; systems?: unknown } | undefined,
  ): Promise<StatusMessage> {
    const publication = {
      title: writtenOf(body?.title, 'title'),
      text: writtenOf(body?.text, 'text'),
      systems: this.systemsOf(body?.systems),
    };
    return this.shown(await this.perspektiv.status.messages.publish(publication, this.signed(caller)));
  }

  @Post(':id/updates')
  @Needs('operate')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Tell more; the message keeps what it said before' })
  @ApiBody({ schema: { type: 'object', required: ['text'], properties: { text: WRITTEN } } })
  @Answers('StatusMessage', { status: 201 })
  async update(
    @Param('id') id: string,
    @CalledBy() caller: Caller,
    @Body() body: { text?: unknown } | undefined,
  ): Promise<StatusMessage> {
    const text = writtenOf(body?.text, 'text');
    return this.shown(await this.perspektiv.status.messages.update(id, text, this.signed(caller)));
  }

  @Delete(':id')
  @Needs('operate')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Say that it is over; the message stays, and leaves the page after a day' })
  @Answers('StatusMessage')
  async end(@Param('id') id: string, @CalledBy() caller: Caller): Promise<StatusMessage> {
    return this.shown(await this.perspektiv.status.messages.end(id, this.signed(caller)));
  }

  /** The message, on the page at once; should that fail, it is stored all the same, and the schedule draws it. */
  private async shown(message: StatusMessage | null): Promise<StatusMessage> {
    if (!message) {
      throw new Problem('status/unknown-message', {
        sv: 'Inget pågående meddelande har det id:t. Se GET /api/v1/status/messages.',
        en: 'No message that goes on has that id. See GET /api/v1/status/messages.',
      });
    }
    await this.perspektiv.status.page.refresh(this.perspektiv.nowMs()).catch(() => undefined);
    return message;
  }

  private signed(caller: Caller): { by: string; nowMs: number } {
    return { by: caller.id, nowMs: this.perspektiv.nowMs() };
  }

  private systemsOf(ids: unknown): string[] {
    if (ids === undefined) return [];
    const services = publicGroups(this.perspektiv.catalogue).flatMap((group) => group.services);
    const known = new Set(services.map(({ system }) => system.id));
    if (Array.isArray(ids) && ids.every((id) => typeof id === 'string' && known.has(id)))
      return ids as string[];
    throw new Problem('request/malformed', {
      sv: 'systems: skriv en lista med id för publika system.',
      en: 'systems: write a list of ids of public systems.',
    });
  }
}

function writtenOf(written: unknown, parameter: string): WrittenText {
  const { sv, en }: { sv?: unknown; en?: unknown } =
    typeof written === 'object' && written !== null ? written : {};
  return {
    sv: textOf(sv, { parameter: `${parameter}.sv` }),
    en: en === undefined || en === null ? null : textOf(en, { parameter: `${parameter}.en` }),
  };
}

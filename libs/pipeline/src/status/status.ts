import { type Measuring } from '../measuring/measuring.js';
import { type Stage } from '../stage.js';
import { StatusCycle } from './status-cycle.js';
import { StatusMessages } from './status-messages.js';

/** What everybody may see of the present, with what operations tell of it. */
export class Status {
  readonly messages: StatusMessages;
  readonly page: StatusCycle;

  constructor(stage: Stage, measuring: Measuring) {
    this.messages = new StatusMessages(stage.journal);
    this.page = new StatusCycle(stage, measuring, this.messages);
  }
}

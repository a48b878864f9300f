import { newToken } from '#pipeline';
import { Injectable } from '@nestjs/common';

/** The token that the cli on this machine uses while this process runs; see `monitor.json`. */
@Injectable()
export class LocalAdmin {
  readonly token = newToken();
}

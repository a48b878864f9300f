import { newToken } from '#pipeline';
import { Injectable } from '@nestjs/common';

/** Whose token it is. */
export const LOCAL_ADMIN = 'local-admin';

/** The token that the cli on this machine uses while this process runs; see `monitor.json`. */
@Injectable()
export class LocalAdmin {
  readonly token = newToken();
}

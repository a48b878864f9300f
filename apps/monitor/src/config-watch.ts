import { type ConfigReload, messageOf } from '#core';
import { Perspektiv } from '#pipeline';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';

const LOOKED_AT_EVERY_MS = 5_000;

/** Takes changes of the config folder into use: by itself, by `SIGHUP`, or when it is asked; and says in the log what became of them. */
@Injectable()
export class ConfigWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('config');
  private timer: NodeJS.Timeout | undefined;
  private readonly onHangUp = (): void => void this.reload().catch(() => undefined);

  constructor(private readonly perspektiv: Perspektiv) {}

  onApplicationBootstrap(): void {
    process.on('SIGHUP', this.onHangUp);
    this.timer = setInterval(() => void this.lookAgain(), LOOKED_AT_EVERY_MS);
  }

  onApplicationShutdown(): void {
    process.off('SIGHUP', this.onHangUp);
    clearInterval(this.timer);
  }

  /** Takes the folder as it is now. */
  async reload(): Promise<ConfigReload> {
    try {
      return this.told(await this.perspektiv.config.reload(this.perspektiv.nowMs()));
    } catch (error) {
      this.logger.error(`the config could not be taken: ${messageOf(error)}`);
      throw error;
    }
  }

  private async lookAgain(): Promise<void> {
    try {
      const reloaded = await this.perspektiv.config.lookAgain(this.perspektiv.nowMs());
      if (reloaded) this.told(reloaded);
    } catch (error) {
      this.logger.error(`the config could not be looked at: ${messageOf(error)}`);
    }
  }

  private told(reloaded: ConfigReload): ConfigReload {
    const { outcome, changed, problem } = reloaded;
    if (problem !== null) this.logger.error(`the earlier config stays in use (${outcome}):\n${problem}`);
    else this.logger.log(`config ${outcome}${changed.length > 0 ? `: ${changed.join(', ')}` : ''}`);
    return reloaded;
  }
}

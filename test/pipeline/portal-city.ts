import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from '../free-port.js';
import { API_AUDIENCE, CLIENT, IdPortal, type People } from './id-portal.js';
import { SmallCity } from './small-city.js';

const SMALL = resolve(import.meta.dirname, '../fixtures/config/small');

function signInYaml(issuer: string): string {
  return `
issuer: ${issuer}
clientId: ${CLIENT.id}
audience: ${API_AUDIENCE}
button: { sv: Logga in med id-portalen, en: Sign in at the id-portal }
sessionMinutes: 60
idleMinutes: 30
roles:
  - { claim: groups, value: PERSPEKTIV-UPPFOLJNING, roles: [followup] }
  - { claim: groups, value: PERSPEKTIV-KALLA, roles: ['source:ekonomi'] }
  - { claim: groups, pattern: 'PERSPEKTIV-ENHET-(.+)', roles: ['unit:$1'] }
`;
}

/** The small city with an id-portal, both on free ports of the loopback. */
export class PortalCity {
  private constructor(
    readonly city: SmallCity,
    readonly portal: IdPortal,
    private readonly configFolder: string,
  ) {}

  static async start(people: People, nowMs?: () => number, rules = ''): Promise<PortalCity> {
    const port = await freePort();
    const publicAddress = `http://127.0.0.1:${port}`;
    const portal = await IdPortal.start(people, { address: publicAddress });
    const configFolder = await mkdtemp(join(tmpdir(), 'perspektiv-sign-in-'));
    await writeFile(
      join(configFolder, 'perspektiv.yaml'),
      `name: Teststaden\nextends: ${JSON.stringify(SMALL)}\n${rules}\n`,
    );
    await writeFile(join(configFolder, 'sign-in.yaml'), signInYaml(portal.issuer));
    const more = { configFolder, port, publicAddress, signInSecret: CLIENT.secret };
    const city = await SmallCity.start({ more, ...(nowMs ? { nowMs } : {}) });
    return new PortalCity(city, portal, configFolder);
  }

  async remove(): Promise<void> {
    await this.city.remove();
    await this.portal.stop();
    await rm(this.configFolder, { recursive: true });
  }
}

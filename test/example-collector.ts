import { IsHttpUrl } from '#catalogue';
import { type Collected, type SourceCollector, changedSource } from '#collect';

/** Licences as a (made up) licence server counts them. */
export class LicenceServerOptions {
  @IsHttpUrl() readonly url!: string;
}

export const licenceServer: SourceCollector<LicenceServerOptions> = {
  id: 'licence-server',
  version: 1,
  options: LicenceServerOptions,
  monthByMonth: true,
  mayBeEmpty: false,
  async *collect({ options, from, ask }): AsyncGenerator<Collected> {
    const period = from.toString();
    const answer = await ask(`${options.url}?month=${period}`);
    for (const line of new TextDecoder().decode(answer.bytes).trim().split('\n')) {
      const [unit, product, assigned, active] = line.split(' ');
      if (active === undefined) throw changedSource(`Oväntad rad: ${line}`, `Unexpected line: ${line}`);
      yield {
        kind: 'row',
        row: { unit: unit ?? '', period, product: product ?? '', assigned: assigned ?? '', active },
      };
    }
  },
};

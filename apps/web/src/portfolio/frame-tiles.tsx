import { type PortfolioStanding, type ToldSek, formatNumber } from '#core';
import { Panel } from '../panel/panel.js';
import { Bar } from '../scorecard/bar.js';
import { formatMillions } from './million.js';
import { PORTFOLIO, ofFrameWords, toldWords } from './words.js';

/** The council's frame, and how much of it is given out, used and expected to be used. */
export function FrameTiles({ standing }: { readonly standing: PortfolioStanding }) {
  const { frameSek, allocatedSek, spent, forecast } = standing;
  return (
    <Panel title={PORTFOLIO.money}>
      <p className="soft">{PORTFOLIO.moneyHint}</p>
      <dl className="tiles">
        <div>
          <dt>{PORTFOLIO.frame}</dt>
          <dd>
            <strong>{frameSek === null ? PORTFOLIO.noFrame : formatMillions(frameSek)}</strong>
          </dd>
        </div>
        <Tile name={PORTFOLIO.allocated} amountSek={allocatedSek} frameSek={frameSek} />
        <Tile name={PORTFOLIO.spent} amountSek={spent.amountSek} frameSek={frameSek} told={spent} />
        <Tile name={PORTFOLIO.forecast} amountSek={forecast.amountSek} frameSek={frameSek} told={forecast} />
      </dl>
    </Panel>
  );
}

interface TileProps {
  readonly name: string;
  readonly amountSek: number | null;
  readonly frameSek: number | null;
  readonly told?: ToldSek;
}

function Tile({ name, amountSek, frameSek, told }: TileProps) {
  const share = amountSek === null || !frameSek ? null : (amountSek / frameSek) * 100;
  const isOver = share !== null && share > 100;
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <strong>{formatMillions(amountSek)}</strong>
        <Bar percent={share === null ? null : Math.min(100, share)} tone={isOver ? 'near' : 'calm'} />
        {share !== null && <span className="soft">{ofFrameWords(formatNumber(share, 0))}</span>}
        {isOver && <span className="preliminary">{PORTFOLIO.overFrame}</span>}
        {told && <span className="soft">{toldWords(told.projects.actual, told.projects.expected)}</span>}
      </dd>
    </div>
  );
}

import { useCallback, useEffect, useMemo } from 'react';
import type { PortfolioStanding, Result } from '#core';
import { PATHS } from '../address/use-path.js';
import { useQuery } from '../address/use-query.js';
import type { PortfolioAnswer, Problem } from '../api/answers.js';
import { getPortfolio, getPortfolios, getUnits } from '../api/calls.js';
import { useAnswer } from '../api/use-answer.js';
import { SiteHeader } from '../header/site-header.js';
import { ProblemNotice } from '../notice/problem-notice.js';
import { Choice } from '../panel/choice.js';
import { WORDS } from '../words.js';
import { type PortfolioAddress, readPortfolioAddress, writePortfolioAddress } from './portfolio-address.js';
import { PortfolioView } from './portfolio-view.js';
import { PORTFOLIO } from './words.js';

const FORM = { read: readPortfolioAddress, write: writePortfolioAddress };

interface ShownPortfolio {
  readonly standing: PortfolioStanding;
  readonly portfolios: readonly PortfolioAnswer[];
}

async function ask(
  { portfolio, year }: PortfolioAddress,
  signal: AbortSignal,
): Promise<Result<ShownPortfolio, Problem>> {
  const portfolios = await getPortfolios(signal);
  if (!portfolios.ok) return portfolios;
  const { items } = portfolios.value;
  const standing = await getPortfolio(portfolio ?? items[0]?.id ?? '', year, signal);
  return standing.ok ? { ok: true, value: { standing: standing.value, portfolios: items } } : standing;
}

/** The years that some frame is set for, with the one that is shown. */
function yearsOf(portfolios: readonly PortfolioAnswer[], shown: number): number[] {
  const framed = portfolios.flatMap(({ frames }) => frames.map(({ year }) => year));
  return [...new Set([...framed, shown])].sort((a, b) => a - b);
}

/** The page of portfolios: what they may cost, what they cost, and what comes of them. */
export function PortfolioPage() {
  const [address, go] = useQuery(FORM);
  const asked = useCallback((signal: AbortSignal) => ask(address, signal), [address]);
  const { value, problem, loading, retry } = useAnswer(writePortfolioAddress(address), asked);
  const units = useAnswer('units', getUnits);
  const names = useMemo(
    () => new Map((units.value?.items ?? []).map(({ id, name }) => [id, name.sv])),
    [units.value],
  );
  const name = value?.standing.name;

  useEffect(() => {
    document.title = `${name ?? PORTFOLIO.portfolio}, ${address.year} – ${WORDS.product}`;
  }, [name, address.year]);

  return (
    <>
      <a className="skip" href="#content">
        {PORTFOLIO.skip}
      </a>
      <SiteHeader
        path={PATHS.portfolio}
        city={units.value?.items.find(({ parent }) => parent === undefined)?.name.sv}
      >
        <div className="pickers">
          <PortfolioChoices address={address} go={go} shown={value} />
        </div>
      </SiteHeader>
      <main id="content" tabIndex={-1} aria-busy={loading}>
        <p className="hidden" role="status">
          {loading ? PORTFOLIO.loading : value && `${WORDS.showing} ${value.standing.name}, ${address.year}`}
        </p>
        <div className="subject">
          <p className="path">{PORTFOLIO.eyebrow}</p>
          <h1>{name ?? '\u00a0'}</h1>
          <p className="subject-period">
            <strong>{address.year}</strong>
          </p>
        </div>
        {problem && <ProblemNotice problem={problem} retry={retry} />}
        {value && (
          <PortfolioView
            standing={value.standing}
            nameOfUnit={(id) => names.get(id) ?? id}
            updating={loading}
          />
        )}
      </main>
    </>
  );
}

interface ChoicesProps {
  readonly address: PortfolioAddress;
  readonly go: (to: PortfolioAddress) => void;
  readonly shown: ShownPortfolio | null;
}

/** Which portfolio, and which year. */
function PortfolioChoices({ address, go, shown }: ChoicesProps) {
  const portfolios = shown?.portfolios ?? [];
  return (
    <>
      <Choice
        label={PORTFOLIO.portfolio}
        choices={portfolios.map(({ id, name }) => ({ value: id, name: `${id}. ${name.sv}` }))}
        chosen={address.portfolio ?? shown?.standing.id ?? ''}
        choose={(portfolio) => {
          go({ ...address, portfolio });
        }}
      />
      <Choice
        label={PORTFOLIO.year}
        choices={yearsOf(portfolios, address.year).map((year) => ({
          value: String(year),
          name: String(year),
        }))}
        chosen={String(address.year)}
        choose={(year) => {
          go({ ...address, year: Number(year) });
        }}
      />
    </>
  );
}

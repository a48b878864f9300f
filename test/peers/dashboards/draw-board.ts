/**
 * Draws a board with Grafana's own components and a part of the sample city, to be looked at:
 *
 *     npm ci --prefix dashboards/grafana/drawing
 *     npm run dashboards:draw -- perspektiv-oversikt board.png
 *
 * Needs Debian's influxdb and chromium. Stats, bar gauges and time series are drawn; other panels are left out.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { preview } from 'vite';
import { launchBrowser } from '../../e2e/browser.js';
import { InfluxServer } from '../influx-server.js';
import { BOARDS } from './board.js';
import { BoardQuestions } from './board-questions.js';
import { GrownCity, NOW_MS } from './grown-city.js';

const FOLDER = 'dashboards/grafana/drawing';

/** Asks everything that the board asks, and leaves it where the page finds it. */
async function prepare(uid: string): Promise<void> {
  const board = BOARDS.find((each) => each.uid === uid);
  if (!board)
    throw new Error(`There is no board ${uid}; there are ${BOARDS.map((each) => each.uid).join(', ')}`);
  const server = await InfluxServer.start();
  try {
    const place = await server.database();
    const city = await GrownCity.start(place);
    const answers = await new BoardQuestions(server, place.bucket, NOW_MS).answersOf(board);
    mkdirSync(`${FOLDER}/public`, { recursive: true });
    writeFileSync(`${FOLDER}/public/drawing.json`, JSON.stringify({ board, answers }));
    await city.remove();
  } finally {
    await server.remove();
  }
}

async function draw(image: string): Promise<void> {
  execFileSync('npm', ['run', 'build', '--prefix', FOLDER], { stdio: 'inherit' });
  const page = await preview({ root: FOLDER, preview: { host: '127.0.0.1', port: 0 } });
  const browser = await launchBrowser();
  try {
    const tab = await browser.newPage({ viewport: { width: 1240, height: 900 } });
    await tab.goto(page.resolvedUrls?.local[0] ?? '');
    await tab.locator('body[data-drawn]').waitFor();
    await tab.locator('canvas').first().waitFor();
    await tab.screenshot({ path: image, fullPage: true });
  } finally {
    await browser.close();
    await page.close();
  }
}

const [uid = 'perspektiv-oversikt', image = 'board.png'] = process.argv.slice(2);
await prepare(uid);
await draw(image);

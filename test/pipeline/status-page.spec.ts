import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type StatusMessage, cityTime } from '#core';
import { type PublicServiceStatus, type StatusReport } from '#export';
import { SaxesParser } from 'saxes';
import { SmallCity } from './small-city.js';

const MINUTE_MS = 60_000;

/** Throws unless the text is well-formed XML. */
function parse(text: string): void {
  new SaxesParser({ xmlns: true }).write(text.replace('<!doctype html>', '')).close();
}

async function report(city: SmallCity): Promise<StatusReport> {
  return (await city.call('/status.json')).body as StatusReport;
}

async function onlyService(city: SmallCity): Promise<PublicServiceStatus> {
  const services = (await report(city)).groups.flatMap((group) => group.services);
  expect(services).toHaveLength(1);
  const [service] = services;
  if (!service) throw new Error('There is no public service');
  return service;
}

describe('the status page over HTTP', () => {
  let nowMs = Date.parse('2026-11-24T14:30:20+01:00');
  let city: SmallCity;
  beforeAll(async () => {
    city = await SmallCity.start({ nowMs: () => nowMs });
    const states = Array.from({ length: 120 }, (_, i) => ({
      target: 'tjanst-a-http',
      vantage: 'elsewhere',
      time: cityTime(nowMs - (120 - i) * MINUTE_MS),
      ...(i >= 30 && i < 75 ? { state: 'down', reason: 'refused' } : { state: 'up', totalMs: 80 }),
    }));
    await city.call('/api/v1/samples', {
      method: 'POST',
      as: 'matare',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(states),
    });
    await city.perspektiv.status.page.refresh(nowMs);
  });
  afterAll(() => city.remove());

  it('is Swedish, English to those who prefer it, and both link to each other', async () => {
    const page = await city.call('/status');
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('vary')).toContain('accept-language');
    expect(page.text).toContain('<html lang="sv">');
    expect(page.text).toContain('href="/status/en" lang="en"');
    const english = await city.call('/status', { headers: { 'accept-language': 'en-GB,sv;q=0.5' } });
    expect(english.text).toContain('<html lang="en">');
    expect((await city.call('/status/en')).text).toBe(english.text);
    expect((await city.call('/status/sv')).text).toBe(page.text);
    for (const { text } of [page, english])
      expect(() => {
        parse(text);
      }).not.toThrow();
    expect(page.text).not.toContain('<script');
  });

  it('tells of public systems only, and of them nothing that is internal', async () => {
    for (const path of ['/status/sv', '/status/en', '/status.json', '/status/sv/feed.atom']) {
      const { text } = await city.call(path);
      expect(text).toContain('tjanst-a');
      for (const internal of [
        'tjanst-a-http',
        'E-tjänst B',
        'tjanst-b',
        '127.0.0.1',
        'refused',
        'Anna A',
        'elsewhere',
        'Byte av databas',
      ])
        expect(text).not.toContain(internal);
    }
  });

  it('tells how it is now, and since when', async () => {
    expect(await report(city)).toMatchObject({ current: true, measuredAt: '2026-11-24T14:29:20.000+01:00' });
    expect(await onlyService(city)).toMatchObject({ state: 'up', since: '2026-11-24T13:45:20.000+01:00' });
    const { text } = await city.call('/status/sv');
    expect(text).toContain('Alla e-tjänster fungerar');
    expect(text).toContain('>i dag kl. 13:45</time>');
    expect((await city.call('/status/en/badge.svg')).text).toContain('service status: works');
  });

  it('remembers the outage in history, feed and text', async () => {
    const service = await onlyService(city);
    expect(service.days).toHaveLength(90);
    expect(service.days.at(-1)).toEqual({ date: '2026-11-24', state: 'down', downMinutes: 45 });
    expect(service.days.filter(({ state }) => state === 'unknown')).toHaveLength(89);
    const { outages } = await report(city);
    expect(outages).toEqual([
      { system: 'tjanst-a', from: '2026-11-24T13:00:20.000+01:00', to: '2026-11-24T13:45:20.000+01:00' },
    ]);
    const page = (await city.call('/status')).text;
    expect(page).toContain('24 november 2026</time>: fungerade inte i 45 minuter');
    const feed = await city.call('/status/en/feed.atom');
    expect(feed.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
    expect(() => {
      parse(feed.text);
    }).not.toThrow();
    expect(feed.text).toContain('From 24 November 2026 at 13:00 to 13:45.');
  });

  it('gives badges, of all and of one, and says so where there is none', async () => {
    const all = await city.call('/status/sv/badge.svg');
    expect(all.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8');
    expect(all.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(() => {
      parse(all.text);
    }).not.toThrow();
    expect((await city.call('/status/sv/badges/tjanst-a.svg')).text).toContain('E-tjänst A');
    for (const path of [
      '/status/sv/badges/tjanst-b.svg',
      '/status/fi',
      '/status/sv/__proto__',
      '/status/json/x',
    ])
      expect(await city.call(path)).toMatchObject({ status: 404, body: { code: 'request/unknown-path' } });
  });

  it('is sent packed, and not again to those who have it', async () => {
    for (const encoding of ['br', 'gzip', 'identity']) {
      const headers = { 'accept-encoding': encoding };
      const first = await city.call('/status/sv', { headers });
      expect(first.headers.get('content-encoding')).toBe(encoding === 'identity' ? null : encoding);
      expect(first.text).toContain('E-tjänst A');
      const etag = first.headers.get('etag') ?? '';
      const again = await city.call('/status/sv', { headers: { ...headers, 'if-none-match': `W/${etag}` } });
      expect(again).toMatchObject({ status: 304, text: '' });
      expect(again.headers.get('etag')).toBe(etag);
    }
    expect((await city.call('/status')).headers.get('cache-control')).toMatch(/^public, max-age=\d+/);
  });

  it('tells what operations publish, and that it is over', async () => {
    const post = (path: string, body: unknown, as: 'drift' | 'unit-a' = 'drift') =>
      city.call(`/api/v1/status/messages${path}`, {
        method: 'POST',
        as,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const message = {
      title: { sv: 'Störning <i> natt & dag', en: 'Disturbance' },
      text: { sv: 'Vi felsöker.' },
      systems: ['tjanst-a'],
    };
    expect(await post('', message, 'unit-a')).toMatchObject({ status: 403 });
    expect(await post('', { ...message, systems: ['tjanst-b'] })).toMatchObject({ status: 400 });
    expect(await post('', { ...message, title: { en: 'Only English' } })).toMatchObject({ status: 400 });
    const published = await post('', message);
    expect(published.status).toBe(201);
    const { id } = published.body as StatusMessage;
    expect((await city.call('/status/sv')).text).toContain('Störning &lt;i&gt; natt &amp; dag');
    expect((await city.call('/status/en')).text).toContain('<p lang="sv">Vi felsöker.</p>');
    nowMs += MINUTE_MS;
    expect(
      await post(`/${id}/updates`, { text: { sv: 'Felet är hittat.', en: 'The fault is found.' } }),
    ).toMatchObject({ status: 201 });
    expect((await city.call('/status/en')).text).toContain('The fault is found.');
    const end = () => city.call(`/api/v1/status/messages/${id}`, { method: 'DELETE', as: 'drift' });
    expect(await end()).toMatchObject({ status: 200, body: { endedAt: cityTime(nowMs) } });
    expect(await end()).toMatchObject({ status: 404, body: { code: 'status/unknown-message' } });
    expect((await city.call('/status/sv')).text).toContain('Avslutat');
    expect((await city.call('/status/sv/feed.atom')).text).toContain(
      `<id>urn:perspektiv:status:message:${id}:smastaden</id>`,
    );
    nowMs += 25 * 60 * MINUTE_MS;
    expect((await city.call('/status/sv')).text).not.toContain('Felet är hittat.');
    expect(await city.call('/api/v1/status/messages')).toMatchObject({
      body: { items: [{ id }], next: null },
    });
  });

  it('answers without the store, and says that it does not know', async () => {
    await city.perspektiv.store.close();
    await expect(city.perspektiv.status.page.refresh(nowMs)).rejects.toThrow();
    nowMs += 10 * MINUTE_MS;
    const answers = await Promise.all(Array.from({ length: 200 }, () => city.call('/status/sv')));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const [page] = answers;
    expect(page?.text).toContain('Mätningen står still');
    expect(page?.text).toContain('Vi vet inte just nu');
    expect(await report(city)).toMatchObject({ current: false, measuredAt: '2026-11-24T14:29:20.000+01:00' });
    expect((await city.call('/status/sv/badge.svg')).text).toContain('vi vet inte just nu');
  });
});

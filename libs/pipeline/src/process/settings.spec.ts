import { describe, expect, it } from '@jest/globals';
import { readSettings } from './settings.js';

describe('PERSPEKTIV_DATA', () => {
  it('is not a folder whose name the engine would take for a pattern', () => {
    expect(readSettings({ PERSPEKTIV_DATA: '/srv/stad[1]' })).toMatchObject({
      ok: false,
      problem: [expect.stringMatching(/^PERSPEKTIV_DATA: .*choose a folder without/)],
    });
    expect(readSettings({ PERSPEKTIV_DATA: '/srv/stad 1 (ny)' })).toMatchObject({ ok: true });
  });
});

describe('PERSPEKTIV_LEAVE_SECONDS', () => {
  it('is none unless set, and no longer than somebody waits', () => {
    expect(readSettings({})).toMatchObject({ ok: true, value: { leaveSeconds: 0 } });
    expect(readSettings({ PERSPEKTIV_LEAVE_SECONDS: '5' })).toMatchObject({ value: { leaveSeconds: 5 } });
    for (const text of ['-1', '61', '1.5', 'fem']) {
      expect(readSettings({ PERSPEKTIV_LEAVE_SECONDS: text })).toMatchObject({
        ok: false,
        problem: ['PERSPEKTIV_LEAVE_SECONDS: write a whole number from 0 to 60'],
      });
    }
  });
});

describe('PERSPEKTIV_GRAFANA_ADDRESS', () => {
  it('is an origin, or nothing', () => {
    const read = (address: string) => readSettings({ PERSPEKTIV_GRAFANA_ADDRESS: address });
    expect(read('https://grafana.stad.se/')).toMatchObject({
      ok: true,
      value: { grafanaAddress: 'https://grafana.stad.se' },
    });
    expect(read('')).toMatchObject({ ok: true });
    expect(read('https://grafana.stad.se/d/x')).toMatchObject({
      ok: false,
      problem: [expect.stringMatching(/^PERSPEKTIV_GRAFANA_ADDRESS: write scheme and host only/)],
    });
  });
});

describe('PERSPEKTIV_TIME_SERIES', () => {
  const read = (address: string, token?: string) =>
    readSettings({
      PERSPEKTIV_TIME_SERIES: address,
      ...(token === undefined ? {} : { PERSPEKTIV_INFLUX_TOKEN: token }),
    });

  it('names a bucket of an InfluxDB, with the token beside it', () => {
    expect(
      read('influxdb+https://influx.stad.se:8086/db?org=stad&bucket=perspektiv', 'hemlig'),
    ).toMatchObject({
      ok: true,
      value: {
        timeSeries: {
          url: 'https://influx.stad.se:8086/db',
          org: 'stad',
          bucket: 'perspektiv',
          dialect: 2,
          token: 'hemlig',
        },
      },
    });
    expect(read('influxdb+http://127.0.0.1:8086?bucket=perspektiv&dialect=1')).toMatchObject({
      ok: true,
      value: { timeSeries: { url: 'http://127.0.0.1:8086', org: '', dialect: 1 } },
    });
  });

  it('stays with the embedded store when it is left out', () => {
    for (const address of ['', 'duckdb:']) {
      const settings = read(address);
      expect(settings.ok && settings.value.timeSeries).toBeUndefined();
    }
  });

  it.each([
    'influxdb://host?bucket=b',
    'http://host:8086?org=o&bucket=b',
    'influxdb+http://host:8086?bucket=b',
    'influxdb+http://host:8086?org=o',
    'influxdb+http://host:8086?org=o&bucket=b&dialect=3',
    'influxdb+http://anna:hemligt@host:8086?org=o&bucket=b',
  ])('refuses %s, and tells how to write it without telling what may be secret', (address) => {
    const settings = read(address);
    expect(settings).toMatchObject({ ok: false });
    const text = JSON.stringify(settings);
    expect(text).toMatch(
      /PERSPEKTIV_TIME_SERIES: write influxdb\+http:\/\/host:8086\?org=stockholm&bucket=perspektiv/,
    );
    expect(text).not.toContain('hemligt');
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SmallCity } from './small-city.js';

describe('who am I', () => {
  let city: SmallCity;
  beforeAll(async () => {
    city = await SmallCity.start();
  });
  afterAll(() => city.remove());

  it('names the caller, and its own units only', async () => {
    const { status, body } = await city.call('/api/v1/me', { as: 'unit-a' });
    expect({ status, body }).toEqual({
      status: 200,
      body: { id: 'unit-a', name: 'Nämnd A', roles: ['unit:a'], units: ['a'] },
    });
  });

  it('gives the follow-up team every unit, parents before children', async () => {
    const { body } = await city.call('/api/v1/me', { as: 'followup' });
    expect(body).toMatchObject({ id: 'followup', units: [...city.perspektiv.catalogue.units.keys()] });
  });

  it('gives no unit to those who hand nothing in', async () => {
    expect((await city.call('/api/v1/me', { as: 'drift' })).body).toMatchObject({ units: [] });
  });

  it('tells nothing without a token, or with one that nobody has', async () => {
    expect(await city.call('/api/v1/me')).toMatchObject({
      status: 401,
      body: { code: 'access/token-required' },
    });
    const headers = { authorization: 'Bearer gissning' };
    expect(await city.call('/api/v1/me', { headers })).toMatchObject({
      status: 401,
      body: { code: 'access/token-unknown', title: 'Behörigheten är okänd' },
    });
  });

  it('leads to no boards where none are put up', async () => {
    expect((await city.call('/api/v1/boards')).body).toEqual({ address: null });
  });
});

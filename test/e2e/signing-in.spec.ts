import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Browser, type Page } from 'playwright-core';
import { PortalCity } from '../pipeline/portal-city.js';
import { accessibilityFaults, launchBrowser } from './browser.js';

const PEOPLE = {
  anna: { name: 'Anna på Nämnd A', groups: ['PERSPEKTIV-ENHET-A'] },
  nils: { name: 'Nils Nykomling', groups: ['Alla anställda'] },
};

describe('signing in at the id-portal, in a browser', () => {
  let browser: Browser;
  let served: PortalCity;

  beforeAll(async () => {
    [browser, served] = await Promise.all([launchBrowser(), PortalCity.start(PEOPLE)]);
  });
  afterAll(async () => {
    await browser.close();
    await served.remove();
  });

  async function opened(): Promise<Page> {
    const page = await browser.newPage({ locale: 'sv-SE' });
    await page.goto(`${served.city.address}/lamna`);
    return page;
  }
  const toPortal = (page: Page) => page.getByRole('link', { name: 'Logga in med id-portalen' });

  it('leads there and back to the page, signed in, and out again', async () => {
    served.portal.visitor = 'anna';
    const page = await opened();
    await toPortal(page).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await toPortal(page).click();
    await page.getByText('Anna på Nämnd A').first().waitFor();
    expect(new URL(page.url()).pathname).toBe('/lamna');
    await page.reload();
    await page.getByText('Anna på Nämnd A').first().waitFor();
    await page.getByRole('button', { name: 'Logga ut' }).click();
    await page.waitForURL((url) => url.href.startsWith(served.portal.issuer));
    await page.goto(`${served.city.address}/lamna`);
    await toPortal(page).waitFor();
    expect(await page.getByText('Anna på Nämnd A').count()).toBe(0);
    await page.close();
  });

  it('says so when the portal knows somebody who has no role here', async () => {
    served.portal.visitor = 'nils';
    const context = await browser.newContext({ locale: 'sv-SE' });
    const page = await context.newPage();
    await page.goto(`${served.city.address}/lamna`);
    await toPortal(page).click();
    await page.waitForURL(/sign-in=no-role/);
    await page.getByRole('alert').filter({ hasText: 'ingen roll här' }).waitFor();
    await context.close();
  });
});

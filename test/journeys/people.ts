/** What several journeys begin with: a forum that is set up, and people who join it. */
import type { Page } from 'playwright-core';
import { linkInMail, type Site } from './site.ts';
import { drawnBefore } from '../support/joining.ts';

/** Sets the forum up as its first admin, Farida, with one space. */
export async function setUp(page: Page, site: Site): Promise<void> {
  await page.goto(`${site.url}/`);
  await page.fill('#code', site.setupCode!);
  await page.fill('#forumName', 'আমাদের আড্ডা');
  await page.fill('#name', 'Farida Admin');
  await page.fill('#email', 'farida@example.org');
  await page.fill('#password', 'five green mangoes');
  await page.click('form[action="/setup"] button');
  await page.waitForURL(/flash=set-up/);
  await page.goto(`${site.url}/spaces/new`);
  await page.fill('#name', 'ছাদের বাগান');
  await page.check('[name=kind][value=craft]');
  await page.fill('#charter', 'যাঁরা ছাদে গাছ করেন তাঁদের জন্য। কী করেছেন আর কী হলো, লিখুন।');
  await page.click('form[action="/spaces/new"] button');
  await page.waitForURL(/\/s\//);
}

/** Joins with a name and an address, by the letter. */
export async function join(page: Page, site: Site, name: string, email: string): Promise<void> {
  await page.goto(`${site.url}/sign-up`);
  await page.fill('#name', name);
  await page.fill('#email', email);
  await page.fill('#password', 'a quiet river bend');
  // A person takes longer than a test does.
  const { drawn } = await drawnBefore(site.adda);
  await page.locator('[name=drawn]').evaluate((field, value) => field.setAttribute('value', value), drawn);
  await page.click('form[action="/sign-up"] button');
  await page.waitForSelector(`text=${email}`);
  await page.goto(await linkInMail(site, email));
  await page.fill('#password', 'a quiet river bend');
  await page.click('main form button');
  await page.waitForURL(/flash=welcome/);
}

/** Starts a discussion. @returns its address */
export async function discuss(page: Page, site: Site, title: string, body: string): Promise<string> {
  await page.goto(`${site.url}/ask?form=discussion`);
  await page.fill('#title', title);
  await page.selectOption('#space', { index: 1 });
  await page.fill('#body', body);
  await page.click('main .button--primary');
  await page.waitForURL(/\/t\/\d+\//);
  return page.url();
}

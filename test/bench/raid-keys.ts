/** Held posts cleared by keyboard as a moderator does it, in a real browser: how many keys it takes. */
import type { Page } from 'playwright-core';
import { insertAccount } from '../../server/people/accounts/queries.ts';
import { hashPassword } from '../../server/people/accounts/secrets.ts';
import type { Store } from '../../server/platform/store/store.ts';
import { findChromium, launchChromium } from '../support/chromium.ts';

const MODERATOR = { name: 'Tara', email: 'tara@example.org', password: 'five green mangoes' };
/** Rounds after which something is wrong. */
const MOST_ROUNDS = 50;

export async function makeModerator(store: Store): Promise<void> {
  const { password, ...named } = MODERATOR;
  const passwordHash = await hashPassword(password);
  await store.write(async (tx) => {
    const joined = { emailVerifiedAt: tx.now, createdAt: tx.now };
    await insertAccount(tx, { ...named, slug: 'tara', passwordHash, role: 'moderator', ...joined });
  });
}

export type Cleared = { keys: number; rounds: number; groups: number; minutes: number; left: number };

const rowsOn = (page: Page) => page.locator('.held__row').count();

/** Chooses every group that is shown and refuses them as spam, until nothing is held. */
export async function clearByKeys(url: string): Promise<Cleared | null> {
  const chromium = await findChromium();
  if (!chromium) return null;
  const browser = await launchChromium(chromium);
  const begun = performance.now();
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(300_000);
    await page.goto(`${url}/sign-in`);
    await page.fill('#who', MODERATOR.name);
    await page.fill('#password', MODERATOR.password);
    await Promise.all([page.waitForEvent('load'), page.click('form[action="/sign-in"] button')]);
    await page.goto(`${url}/moderation/held`);
    let [keys, rounds, groups] = [0, 0, 0];
    const press = async (key: string) => {
      await page.keyboard.press(key);
      keys++;
    };
    for (; rounds < MOST_ROUNDS; rounds++) {
      const rows = await rowsOn(page);
      if (rows === 0) break;
      groups += rows;
      for (let i = 0; i < rows; i++) {
        await press('j');
        await press('x');
      }
      await Promise.all([page.waitForEvent('load'), press('d')]);
    }
    return { keys, rounds, groups, minutes: (performance.now() - begun) / 60_000, left: await rowsOn(page) };
  } finally {
    await browser.close();
  }
}

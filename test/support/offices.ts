/** Offices in tests: whoever gets one makes another token at once, as those made before do none. */
import { moderateSpace as appoint } from '../../server/forum/spaces/offices.ts';
import type { Adda } from '../../server/platform/adda.ts';

export async function moderateSpace(adda: Adda, name: string, slug: string, isSet: boolean): Promise<void> {
  await appoint(adda, name, slug, isSet);
  await adda.store.write(async (tx) => {
    const { accounts: a, tokens: k } = tx.t;
    const [account] = (await tx.q.select().from(a)).filter((one) => one.name === name);
    const own = (await tx.q.select().from(k)).filter((one) => one.accountId === account!.id && one.label === 'test');
    for (const { hash } of own) await tx.raw(`update tokens set scope = 'office' where hash = '${hash}'`);
  });
}

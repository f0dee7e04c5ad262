/** All brands in numbers: counted, sorted, downloaded. */
import { beforeAll, expect, it } from 'vitest';
import { record } from '../../../server/platform/audit/actions.ts';
import { updateAccount } from '../../../server/people/accounts/queries.ts';
import { insertBrand } from '../../../server/brands/queries.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { DAY, letTimePass } from '../../support/brands.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, write } from '../../support/talk.ts';

eachEngine('brands in numbers', (engine) => {
  let forum: Forum;
  let [admin, rina, jamal, olga]: Member[] = [];
  beforeAll(async () => {
    forum = await makeForum(engine);
    [admin, rina, jamal] = [
      await forum.member('Ada', 'admin'),
      await forum.member('Rina'),
      await forum.member('Jamal'),
    ];
    olga = await forum.member('Olga', 'staff');
    const { id } = await ask(forum, rina!);
    await write(forum, jamal!, id, 'True it on the rim first, then look at the hub.');
    await letTimePass(forum, 3 * DAY);
    const note = await write(forum, olga!, id, 'The hub was replaced in 2024.');
    expect((await forum.api('PUT', `/posts/${note.id}/marks/settled`, {}, rina)).status).toBe(200);
    await forum.adda.store.write(async (tx) => {
      const common = { products: [], contact: 'a@b.example', createdAt: tx.now };
      await insertBrand(tx, { ...common, slug: 'zeta', name: '=Zeta, "Ltd"', domains: ['zeta.example'] });
      await updateAccount(tx, jamal!.id, { affiliation: 'I repair for Acme in my spare time' });
      await updateAccount(tx, rina!.id, { affiliation: 'Part of the Acmeism circle' });
      const [{ id: brandId }] = (await tx.q.select({ id: tx.t.brands.id }).from(tx.t.brands)) as [{ id: number }];
      await record(tx, { kind: 'limit_hit', actorId: olga!.id, brandId, facts: { limit: 'day_of_account' } });
    });
  });
  const numbers = async (query = '') =>
    (await forum.api('GET', `/admin/brands/numbers${query}`, undefined, admin)).json().brands;

  it('say of each what it said, what is left, what was refused and how it was received', async () => {
    const [acme, zeta] = await numbers();
    expect(acme).toEqual({
      ...{ slug: 'acme', name: 'Acme', staff: 1, posts: 1, notes: 1, today: 1, dayLimit: 40 },
      ...{ refused: 1, worked: 1, declared: 1 },
    });
    expect(zeta).toMatchObject({ slug: 'zeta', staff: 0, posts: 0, refused: 0, declared: 0 });
  });

  it('are sorted by a press, either way, and count only what is in the period', async () => {
    const slugs = async (query: string) => (await numbers(query)).map(({ slug }: { slug: string }) => slug);
    expect(await slugs('?sort=posts&order=up')).toEqual(['zeta', 'acme']);
    expect(await slugs('?sort=name')).toEqual(await slugs('?sort=name&order=up'));
    expect(await slugs('?sort=name&order=down')).toEqual((await slugs('?sort=name')).toReversed());
    const page = (await forum.get('/admin/brands/numbers?days=7', admin)).text;
    expect(page).toMatch(/<th scope="col" aria-sort="descending"><a href="[^"]*sort=posts&amp;order=up"/);
    expect(page).toContain('1 of 40');
    expect((await forum.get('/admin/brands/numbers?sort=password', admin)).status).toBe(422);
    await letTimePass(forum, 8 * DAY);
    expect((await numbers('?days=7'))[0]).toMatchObject({ posts: 0, today: 0 });
    expect((await numbers('?days=30'))[0]).toMatchObject({ posts: 1, today: 0 });
  });

  it('are downloaded as CSV that no spreadsheet runs', async () => {
    const csv = await forum.get('/admin/brands/numbers.csv?sort=name', admin);
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(csv.text.split('\r\n')[0]).toBe(
      '\ufeffFirst day,Last day,Address of the brand,Brand,Staff now,Posts,Official notes,Used of today’s limit,' +
        'Refused by limits,Marked as working,Members who declare it,Limit of a day',
    );
    expect(csv.text).toMatch(/\r\n\d{4}-\d\d-\d\d,\d{4}-\d\d-\d\d,zeta,"'=Zeta, ""Ltd""",0,0/);
    const page = (await forum.get('/admin/brands/numbers?days=7', admin)).text;
    expect(page).toMatch(/download="brands-\d{4}-\d\d-\d\d-to-\d{4}-\d\d-\d\d\.csv"/);
    expect((await forum.get('/admin/brands/numbers.csv', rina)).status).toBe(403);
    expect((await forum.get('/admin/brands/numbers', olga)).status).toBe(403);
  });
});

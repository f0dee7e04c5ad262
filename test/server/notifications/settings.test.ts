/** What a member sets of being told, and where it says so: zones, quiet hours, single kinds, what is muted. */
import { beforeAll, expect, it } from 'vitest';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { runDueTasks } from '../../../server/platform/events/run.ts';
import { ask, setMark, write } from '../../support/talk.ts';

eachEngine('how one is told', (engine) => {
  let forum: Forum;
  let [rina, jamal]: Member[] = [];
  beforeAll(async () => {
    forum = await makeForum(engine);
    [rina, jamal] = [await forum.member('Rina'), await forum.member('Jamal')];
  });
  const wishes = async (who: Member) => (await forum.api('GET', '/notifications/mail', undefined, who)).json();

  it('is by the clock of one’s browser until another is chosen, and the forms name it', async () => {
    const thread = await ask(forum, rina!, { title: 'When am I reminded?' });
    const form = async (who: Member) => (await forum.get(`/p/${thread.postId}/bookmark`, who)).text;
    expect(await form(rina!)).toContain('by the clock of UTC');
    expect((await forum.get('/', rina!)).text).toContain('data-no-zone');
    for (const zone of ['Nowhere/Else', ''])
      expect((await forum.post('/notifications/zone', { zone }, rina!)).status).toBe(422);
    expect((await forum.post('/notifications/zone', { zone: 'asia/dhaka' }, rina!)).status).toBe(303);
    expect(await wishes(rina!)).toMatchObject({ zone: 'Asia/Dhaka', hour: 8, wish: 'at_once' });
    expect((await forum.get('/', rina!)).text).not.toContain('data-no-zone');
    expect(await form(rina!)).toMatch(/08:00, by the clock of Asia\/Dhaka[^]*href="\/notifications\/mail#zone"/);
    expect((await forum.get('/notifications/mail', rina!)).text).toMatch(/<b data-zone-chosen>Asia\/Dhaka<\/b>/);
    // What was chosen stays.
    await forum.post('/notifications/zone', { zone: 'Europe/Berlin' }, rina!);
    expect((await wishes(rina!)).zone).toBe('Asia/Dhaka');
  });

  it('offers zones by their region, and the one that was chosen', async () => {
    const { text } = await forum.get('/notifications/mail', rina!);
    expect(text).toMatch(/<optgroup label="Asia">[^]*?<option value="Asia\/Dhaka" selected>Dhaka</);
    expect(text).toMatch(/<option value="America\/New_York">New York</);
    await forum.post('/preferences', { language: 'bn' }, rina!);
    const bengali = (await forum.get('/notifications/mail', rina!)).text;
    for (const words of ['<optgroup label="এশিয়া">', 'রাত ১০টা', 'দুপুর ১২টা', 'সকাল ৮টা', 'রাত ১২টা', 'ভোর ৫টা'])
      expect(bengali).toContain(words);
    await forum.post('/preferences', { language: 'en' }, rina!);
  });

  it('takes both quiet hours or none, and says so beside the field with all that was chosen', async () => {
    const chosen = { wish: 'weekly', zone: 'Asia/Dhaka', hour: '7', quietFrom: '22', quietTo: '', marks: 'none' };
    const refused = await forum.post('/notifications/mail', chosen, rina!);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('<a href="#quietTo">Quiet hours until: Choose both hours, or none.</a>');
    expect(refused.text).toMatch(/<select id="quietTo"[^>]*aria-invalid="true"[^]*?id="quietTo-e"/);
    for (const [name, value] of [
      ['quietFrom', '22'],
      ['zone', 'Asia/Dhaka'],
      ['hour', '7'],
      ['marks', 'none'],
    ])
      expect(refused.text).toMatch(new RegExp(`name="${name}"[^]*?<option value="${value}" selected>`));
    const other = await forum.post('/notifications/mail', { ...chosen, quietFrom: '', quietTo: '6' }, rina!);
    expect(other.text).toContain('<a href="#quietFrom">Quiet hours from: Choose both hours, or none.</a>');
    expect((await wishes(rina!)).wish).toBe('at_once');
  });

  it('is shown with the hour, where its reader is, and leads to where there are fewer of its kind', async () => {
    const thread = await ask(forum, jamal!, { title: 'What helped?' });
    const post = await write(forum, rina!, thread.id, 'This did.');
    await setMark(forum, jamal!, post.id, 'helpful');
    while ((await runDueTasks(forum.adda)) > 0);
    const at = Date.UTC(2026, 4, 4, 20, 5);
    await forum.adda.store.write((tx) => tx.raw(`update notifications set created_at = ${at}`));
    const { text } = await forum.get('/notifications', rina!);
    // It is the next day there already.
    expect(text).toMatch(
      /<h2 class="label">5 May 2026<\/h2>[^]*<time [^>]*title="5 May 2026, 02:05 \(Asia\/Dhaka\)">02:05</,
    );
    expect(text).toContain('<a href="/notifications/mail#marks">Fewer of this kind</a>');
    expect((await forum.get('/notifications/mail', rina!)).text).toContain('<select id="marks"');
    await forum.post('/preferences', { language: 'bn' }, rina!);
    expect((await forum.get('/notifications', rina!)).text).toContain('>রাত ২:০৫<');
    await forum.post('/preferences', { language: 'en' }, rina!);
  });

  it('of what one follows or mutes says what was done, with a press that takes it back', async () => {
    const thread = await ask(forum, jamal!, { title: 'Who mutes this?' });
    for (const [kind, targetId] of [
      ['thread', thread.id],
      ['space', forum.space.id],
      ['member', jamal!.id],
    ] as const) {
      const values = { kind, targetId: String(targetId), level: 'muted', next: '/notifications?show=talk' };
      const done = await forum.post('/follow', values, rina!);
      const next = String(done.headers.location);
      expect([done.status, next]).toEqual([
        303,
        `/notifications?show=talk&flash=follow-${kind}-${targetId}-none-muted`,
      ]);
      const cookie = `${rina!.cookie}; ${String(done.headers['set-cookie']).split(';')[0]}`;
      const { text } = await forum.get(next, { ...rina!, cookie });
      expect(text).toMatch(
        /role="status">[^]*muted[^]*name="next" value="\/notifications\?show=talk"[^]*value="none">Undo</,
      );
      // An address alone says nothing.
      expect((await forum.get(next, rina!)).text).not.toContain('>Undo<');
      expect((await forum.post('/follow', { ...values, level: 'none' }, rina!)).headers.location).toMatch(
        /muted-none$/,
      );
    }
  });

  it('of a space is chosen in the list of spaces, too', async () => {
    const chosen = async (who: Member | null) =>
      [...(await forum.get('/spaces', who)).text.matchAll(/aria-pressed="true"><b>([^<]+)/g)].map(([, level]) => level);
    const nadia = await forum.member('Nadia');
    expect([await chosen(null), await chosen(nadia)]).toEqual([[], ['Do not follow']]);
    const values = { kind: 'space', targetId: String(forum.space.id), level: 'all', next: '/spaces' };
    const done = await forum.post('/follow', values, nadia);
    expect([done.status, String(done.headers.location)]).toEqual([
      303,
      `/spaces?flash=follow-space-${forum.space.id}-none-all`,
    ]);
    expect([await chosen(null), await chosen(nadia)]).toEqual([[], ['Everything']]);
  });
});

/** What a space asks for when one begins: said by who keeps it, put into the box, and no text by itself. */
import { beforeAll, expect, it } from 'vitest';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';

const ASKED = '**Wheel:**\n\n**What you tried:**';
const OTHER = 'What do you think of it yourself?';

eachEngine('a template', (engine) => {
  let forum: Forum;
  let [rina, keeper]: Member[] = [];
  beforeAll(async () => {
    forum = await makeForum(engine);
    [rina, keeper] = [await forum.member('Rina'), await forum.member('Keeper', 'moderator')];
  });

  const put = (who: Member | null, templates: object) => forum.api('PUT', '/spaces/wheels/templates', templates, who);
  const typed = { space: 'wheels', form: 'question', title: 'Why does my wheel wobble so?', body: '' };
  const boxOf = (page: { text: string }) =>
    /<textarea id="body"[^>]*>\n?([\s\S]*?)<\/textarea>/
      .exec(page.text)?.[1]
      ?.replaceAll('&#39;', "'")
      .replaceAll('\r', '');

  it('is written by who keeps the space, and stands in the public log', async () => {
    expect((await put(rina!, { question: ASKED })).status).toBe(403);
    expect((await put(null, { question: ASKED })).status).toBe(401);
    const page = await forum.get('/s/wheels/templates', keeper);
    expect(page.text).toContain('name="question"');
    expect((await forum.get('/s/wheels/templates', rina)).text).not.toContain('name="question"');
    const long = await forum.post('/s/wheels/templates', { question: 'x'.repeat(2_001), discussion: OTHER }, keeper);
    expect(long.status).toBe(422);
    expect(long.text).toContain(OTHER);
    expect(long.text).toContain('id="question-e"');
    expect((await forum.post('/s/wheels/templates', { question: ASKED, discussion: OTHER }, keeper)).status).toBe(303);
    const { templates } = (await forum.api('GET', '/spaces/wheels/templates', undefined, rina)).json();
    expect(templates).toEqual([
      { form: 'discussion', words: OTHER },
      { form: 'question', words: ASKED },
    ]);
    expect((await forum.get('/s/wheels/templates', rina)).text).toContain(OTHER);
    expect((await forum.get('/log')).text).toContain('What the space asks for');
  });

  it('stands in the box once space and form are chosen, and follows both by a press', async () => {
    expect(boxOf(await forum.get('/ask', rina))).toBe('');
    expect((await forum.get('/ask', rina)).text).toContain('Show what the space asks for');
    expect(boxOf(await forum.get('/ask?space=wheels&form=question', rina))).toBe(ASKED);
    expect(boxOf(await forum.get('/ask?space=wheels&form=discussion', rina))).toBe(OTHER);
    const pressed = await forum.post('/ask', { ...typed, preview: 'space' }, rina);
    expect(boxOf(pressed)).toBe(ASKED);
    expect(pressed.text).toContain('name="templateOf" value="wheels:question"');
    expect(pressed.text).toContain('value="Why does my wheel wobble so?"');
    const shown = { ...typed, body: ASKED.replaceAll('\n', '\r\n'), templateOf: 'wheels:question' };
    expect(boxOf(await forum.post('/ask', { ...shown, preview: 'form:discussion' }, rina))).toBe(OTHER);
    expect(boxOf(await forum.post('/ask', { ...shown, preview: 'form:resource' }, rina))).toBe('');
  });

  it('never replaces what was typed', async () => {
    const own = { ...typed, body: 'It rubs at every turn.', templateOf: '' };
    expect(boxOf(await forum.post('/ask', { ...own, preview: 'space' }, rina))).toBe(own.body);
    const more = { ...typed, body: `${ASKED} trued it`, templateOf: 'wheels:question' };
    expect(boxOf(await forum.post('/ask', { ...more, preview: 'form:discussion' }, rina))).toBe(more.body);
  });

  it('is kept as no draft by itself', async () => {
    const keep = (values: object) => forum.api('PUT', '/drafts', { place: 'start', ...values }, rina);
    const asked = { space: 'wheels', form: 'question' };
    expect((await keep({ ...asked, body: ASKED })).json()).toEqual({ at: null });
    const { at } = (await keep({ ...asked, title: 'A title alone', body: ASKED })).json();
    const [kept] = (await forum.api('GET', '/drafts?place=start', undefined, rina)).json().drafts;
    expect(kept.values).toMatchObject({ title: 'A title alone', body: '' });
    // Its box asks again, and what is there is not called typed.
    const page = await forum.get('/ask?draft=start', rina);
    expect(boxOf(page)).toBe(ASKED);
    expect(page.text).not.toContain('data-typed');
    expect((await keep({ ...asked, body: `${ASKED} Trued.`, base: at })).json().at).toBeGreaterThan(at);
    await forum.api('POST', '/drafts/remove', { place: 'start' }, rina);
  });

  it('is no text by itself', async () => {
    const only = { ...typed, body: ASKED.replaceAll('\n', '\r\n'), templateOf: 'wheels:question' };
    const refused = await forum.post('/ask', only, rina);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('These are only the questions of the space');
    expect(boxOf(refused)).toBe(ASKED);
    // Nor is that of another form, which stood there before.
    expect((await forum.api('POST', '/threads', { ...only, form: 'discussion' }, rina)).status).toBe(422);
    expect((await forum.api('POST', '/threads', { ...typed, body: ASKED }, rina)).status).toBe(422);
    const said = await forum.api('POST', '/threads', { ...only, body: `${ASKED} I trued it.` }, rina);
    expect(said.status, said.text).toBe(201);
    // Of a space that is not there nothing is learnt.
    expect(boxOf(await forum.post('/ask', { ...only, templateOf: 'nowhere:nothing', preview: 'space' }, rina))).toBe(
      ASKED,
    );
  });

  it('is gone when it is taken away', async () => {
    expect((await put(keeper!, {})).status).toBe(200);
    expect(boxOf(await forum.get('/ask?space=wheels&form=discussion', rina))).toBe('');
    expect((await forum.get('/ask', rina)).text).not.toContain('Show what the space asks for');
    expect((await forum.get('/s/wheels/templates', rina)).text).toContain('Nothing is asked for here');
  });
});

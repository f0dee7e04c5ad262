/** Files that are no pictures, with posts. */
import sharp from 'sharp';
import { beforeAll, expect, it } from 'vitest';
import { sweepFiles } from '../../../server/forum/files/actions.ts';
import { exportLines } from '../../../server/reach/export/export.ts';
import { updateSite } from '../../../server/platform/site/queries.ts';
import { USUAL_PREVENTION } from '../../../server/rules/prevention.ts';
import { type FilesTaken, USUAL_FILES } from '../../../server/rules/files.ts';
import { DAY, letTimePass, makeBrand, makeStaff } from '../../support/brands.ts';
import { type Sent, sendForm } from '../../support/files.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { pdf, zip } from '../../support/made-files.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, withdraw, write } from '../../support/talk.ts';

const list = { name: 'গাছের তালিকা.csv', bytes: Buffer.from('tree,height\nneem,12\n') };
const plan = { name: 'plan.pdf', bytes: pdf() };
const bundle = { name: 'bundle.zip', bytes: zip() };

eachEngine('a post with files', (engine) => {
  let forum: Forum;
  let rina: Member;
  let jamal: Member;
  let ada: Member;
  let picture: Buffer;
  beforeAll(async () => {
    forum = await makeForum(engine);
    [rina, jamal] = [await forum.member('Rina'), await forum.member('Jamal')];
    ada = await forum.member('Ada', 'admin');
    await take({ from: 'new' });
    picture = await sharp({ create: { width: 90, height: 60, channels: 3, background: '#4b6216' } })
      .jpeg()
      .toBuffer();
  });

  const take = (files: Partial<FilesTaken>) =>
    forum.adda.store.write((tx) => updateSite(tx, { files: { ...USUAL_FILES, from: 'new', ...files } }));
  async function bring(who: Member, ...files: Sent[]) {
    const answer = await sendForm(forum, '/api/v1/files', {}, files, who, { accept: 'application/json' });
    expect(answer.status, answer.text).toBe(201);
    return JSON.parse(answer.text) as {
      pictureIds: number[];
      fileIds: number[];
      files: { id: number; name: string; kind: string; bytes: number; url: string }[];
    };
  }
  const statusOf = async (url: string, who: Member | null = null) => (await forum.get(url, who ?? undefined)).status;
  const codes = (text: string) => JSON.parse(text).errors.map(({ code }: { code: string }) => code);
  const urlsIn = (text: string) => [...text.matchAll(/href="(\/files\/f-[0-9a-f]{24}\.\w+)"/g)].map(([, url]) => url!);

  it('takes them with pictures in one field, without a script, and lists them for download', async () => {
    const thread = await ask(forum, rina);
    const form = (await forum.get(thread.url, rina)).text;
    expect(form).toMatch(/type="file" accept="[^"]*\.pdf,\.txt,\.md,\.csv,\.log,\.zip"/);
    expect(form).toContain('up to 5 files, 10 MB each');
    const sent = await sendForm(forum, `/t/${thread.id}/posts`, { body: 'All I have.' }, [plan, picture, list], rina);
    expect(sent.status, sent.text).toBe(303);
    const page = (await forum.get(thread.url)).text;
    expect(page).toContain('dir="auto">গাছের তালিকা.csv</span>');
    expect(page).toMatch(/class="gallery[^]*class="files"[^]*plan\.pdf[^]*PDF, 1 KB[^]*তালিকা[^]*Text, 1 KB/);
    const [first, second] = urlsIn(page);
    const got = await forum.app.inject({ method: 'GET', url: second! });
    expect(got.rawPayload).toEqual(list.bytes);
    expect(got.headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'public, max-age=86400',
    });
    const named = `${got.headers['content-disposition']}`;
    expect(named).toMatch(/^attachment; filename="[ -~]+"; filename\*=UTF-8''/);
    expect(decodeURIComponent(named.split("''")[1]!)).toBe(list.name);
    expect((await forum.get(first!)).headers['content-type']).toBe('application/pdf');
  });

  it('gives them in the API and in the export, by name, kind and size', async () => {
    const thread = await ask(forum, rina);
    const { fileIds, files } = await bring(rina, bundle, plan);
    expect(files).toMatchObject([{ name: 'bundle.zip', kind: 'zip', bytes: bundle.bytes.length }, { kind: 'pdf' }]);
    const path = `/threads/${thread.id}/posts`;
    const posted = await forum.api('POST', path, { body: 'Both.', fileIds: fileIds.toReversed() }, rina);
    expect(posted.status, posted.text).toBe(201);
    const { posts, opening } = (await forum.api('GET', `/threads/${thread.id}`)).json();
    expect(opening.files).toEqual([]);
    expect(posts[0].files).toEqual(files.toReversed());
    expect((await forum.api('GET', `/posts/${posted.json().id}`)).json().post.files).toEqual(files.toReversed());
    const lines = [];
    for await (const line of exportLines(forum.adda)) lines.push(JSON.parse(line));
    expect(lines.find(({ id }) => id === posted.json().id).files).toEqual(files.toReversed());
  });

  it('keeps what its author brought, whoever improves its text, and says where one of a name took the place of another', async () => {
    const { fileIds, files } = await bring(rina, list);
    const first = await ask(forum, rina, { form: 'resource', title: 'A list of hubs that last' });
    const edit = (values: Record<string, unknown>, who: Member) =>
      forum.api(
        'PATCH',
        `/posts/${first.postId}`,
        { body: 'The list.', title: 'A list of hubs that last', ...values },
        who,
      );
    expect((await edit({ fileIds, revision: 1 }, rina)).status).toBe(200);
    const taken = await edit({ fileIds: [], body: 'My list.', revision: 2 }, jamal);
    expect([taken.status, ...codes(taken.text)]).toEqual([422, 'not_yours_to_take']);
    expect(await statusOf(files[0]!.url)).toBe(200);
    const own = await bring(jamal, list);
    expect((await edit({ fileIds: [...fileIds, ...own.fileIds], revision: 2 }, jamal)).status).toBe(200);
    expect((await edit({ fileIds, revision: 3 }, jamal)).status).toBe(200);
    const other = await bring(rina, list);
    expect((await edit({ fileIds: other.fileIds, revision: 4 }, rina)).status).toBe(200);
    const versions = (await forum.get(`/p/${first.postId}/revisions`)).text.replace(/<\/?(ins|del|b)>/g, '');
    // The old number is crossed out, and the new one stands beside it.
    expect(versions).toContain(`(#${fileIds[0]}${other.fileIds[0]})`);
  });

  it('is changed with them: some go for good, some come, the rest stays, and versions say so', async () => {
    const thread = await ask(forum, rina);
    const { fileIds, files } = await bring(rina, plan, list);
    const path = `/threads/${thread.id}/posts`;
    const { id } = (await forum.api('POST', path, { body: 'Two of them.', fileIds }, rina)).json();
    const edit = `/p/${id}/edit`;
    const form = (await forum.get(edit, rina)).text;
    expect(form).toMatch(/class="kept-files"[^]*plan\.pdf[^]*name="fileIds" value="\d+" checked/);
    const kept = { body: 'Two of them.', revision: '1', fileIds: ['', `${fileIds[1]}`] };
    const changed = await sendForm(forum, edit, kept, [bundle], rina);
    expect(changed.status, changed.text).toBe(303);
    const page = (await forum.get(thread.url)).text;
    expect(page).not.toContain('plan.pdf');
    expect(page).toMatch(/তালিকা[^]*bundle\.zip/);
    expect(await statusOf(files[0]!.url, rina)).toBe(404);
    await expect.poll(() => forum.adda.files.read(files[0]!.url.split('/').at(-1)!)).toBeNull();
    const versions = (await forum.get(`/p/${id}/revisions`)).text.replace(/<\/?(ins|b)>/g, '');
    expect(versions).toMatch(/Files:[^]*<del>[^]*plan\.pdf/);
    // Without a word about files all stay; with an empty list none does.
    expect((await forum.api('PATCH', `/posts/${id}`, { body: 'Two again.', revision: 2 }, rina)).status).toBe(200);
    expect(urlsIn((await forum.get(thread.url)).text)).toHaveLength(2);
    const none = await sendForm(forum, edit, { body: 'None.', revision: '3', fileIds: '' }, [], rina);
    expect(none.status, none.text).toBe(303);
    expect(urlsIn((await forum.get(thread.url)).text)).toEqual([]);
  });

  it('refuses what does not fit with the reason and the number, beside the field, and loses nothing', async () => {
    const thread = await ask(forum, rina);
    const path = `/t/${thread.id}/posts`;
    const refused = async (files: Sent[], fields: Record<string, string | string[]> = {}) => {
      const { status, text } = await sendForm(forum, path, { body: 'Words to keep.', ...fields }, files, rina);
      expect(status, text).toBe(422);
      expect(text).toContain('Words to keep.');
      return text.replace(/&#39;|&quot;/g, '"');
    };
    const said = await refused([
      plan,
      { name: 'run.txt', bytes: Buffer.from('MZ\x90\0\x03') },
      { name: 'letter.docx', bytes: zip() },
      { name: 'large.log', bytes: Buffer.alloc(11 * 1_048_576, 'a') },
      { name: 'cut.pdf', bytes: Buffer.from('%PDF-1.7') },
    ]);
    expect(said).toMatch(/“run\.txt” is nothing that the forum takes/);
    expect(said).toMatch(/“letter\.docx” is a ZIP archive inside/);
    expect(said).toMatch(/“large\.log” has 11 MB; at most 10 MB fit/);
    expect(said).toMatch(/“cut\.pdf” is damaged/);
    expect(said).toMatch(/aria-describedby="pictures-h pictures-e0 pictures-e1 pictures-e2 pictures-e3"/);
    // What was good is here again, and goes with the next try.
    const id = /name="fileIds" value="(\d+)" checked/.exec(said)![1]!;
    const { fileIds } = await bring(rina, list, list, list, list, list);
    const many = [id, ...fileIds.map(String)];
    expect(await refused([], { fileIds: many })).toContain('At most 5 files besides pictures; there are 6');
    expect((await sendForm(forum, path, { body: 'Words to keep.', fileIds: id }, [], rina)).status).toBe(303);
    // Another’s, one that stands already, one that never was.
    const theirs = (await bring(jamal, plan)).fileIds[0]!;
    for (const wrong of [id, `${theirs}`, '99999999'])
      expect(await refused([], { fileIds: wrong })).toContain('A file is not there any more');
  });

  it('sent once more under its key keeps its files once', async () => {
    const thread = await ask(forum, rina);
    const { q, t } = forum.adda.store.read;
    const count = async () => (await q.select().from(t.postFiles)).length;
    const before = await count();
    const press = () =>
      sendForm(forum, `/t/${thread.id}/posts`, { body: 'With a plan.', idempotencyKey: 'with-a-plan' }, [plan], rina);
    const pressed = [await press(), await press()];
    expect(pressed.map(({ status }) => status)).toEqual([303, 303]);
    const headers = { accept: 'application/json', 'idempotency-key': 'a-plan-by-itself' };
    const upload = (file: Sent) => sendForm(forum, '/api/v1/files', {}, [file], rina, headers);
    const brought = [await upload(plan), await upload(plan)].map(({ text }) => JSON.parse(text).files[0].id);
    expect(brought[0]).toBe(brought[1]);
    expect((await upload(list)).status).toBe(422);
    expect((await count()) - before).toBe(2);
  });

  it('takes the kinds and sizes that an admin allows, of those whom the forum trusts', async () => {
    const send = (who: Member, file: Sent) =>
      sendForm(forum, '/api/v1/files', {}, [file], who, { accept: 'application/json' });
    const set = async (key: string, value: string | string[]) =>
      (await forum.post(`/admin/settings/files.${key}`, { value }, ada)).status;
    const save = async (kinds: string[], megabytes: string, from: string) => [
      await set('kinds', kinds),
      await set('megabytes', megabytes),
      await set('from', from),
    ];
    // The same again is a save, too.
    expect(await save(['pdf', 'text'], '1', 'known')).toEqual([303, 303, 303]);
    const admin = (await forum.get('/admin/settings', ada)).text;
    expect(admin).toMatch(/name="value" value="pdf" checked[^]*name="value" value="zip">/);
    expect([await set('kinds', 'exe'), await set('megabytes', '11')]).toEqual([422, 422]);
    const newcomer = await send(rina, list);
    expect(newcomer.status).toBe(422);
    expect(codes(newcomer.text)).toEqual(['files_not_yet']);
    const field = (await forum.get('/ask', jamal)).text;
    expect(field).toMatch(/Other files are for members who are known here\. <a href="\/settings\/trust"/);
    expect([field.includes('.zip'), field.includes('>Add pictures<')]).toEqual([false, true]);
    expect((await send(rina, picture)).status).toBe(201);
    expect((await send(ada, list)).status).toBe(201);
    expect(codes((await send(ada, bundle)).text)).toEqual(['file_kind_off']);
    const large = JSON.parse((await send(ada, { name: 'a.txt', bytes: Buffer.alloc(1.5 * 1_048_576, 'a') })).text);
    expect(large.errors[0]).toMatchObject({ code: 'too_large_file' });
    expect(large.errors[0].message).toContain('1.5 MB; at most 1 MB');
    expect((await forum.get('/settings/trust', rina)).text).toMatch(/Files besides pictures<\/th><td>no<\/td><td>yes/);
    await save([], '10', 'new');
    const thread = await ask(forum, rina);
    expect((await forum.get(thread.url, rina)).text).not.toContain('.pdf');
    expect(codes((await send(ada, plan)).text)).toEqual(['not_a_picture']);
    expect((await forum.get('/formatting')).text).not.toContain('id="format-files"');
    await take({});
    expect((await forum.get('/formatting')).text).toContain('id="format-files"');
  });

  it('takes them of brand staff, under their label', async () => {
    const thread = await ask(forum, rina);
    await write(forum, jamal, thread.id, 'Tighten the spokes.');
    const dana = await makeStaff(forum, 'Dana', await makeBrand(forum));
    await letTimePass(forum, 2 * DAY);
    const sent = await sendForm(forum, `/t/${thread.id}/posts`, { body: 'See the drawing.' }, [plan], dana);
    expect(sent.status, sent.text).toBe(303);
    const other = { body: 'Once more, see https://elsewhere.example/buy?ref=1.' };
    const refused = await sendForm(forum, `/t/${thread.id}/posts`, other, [list], dana);
    expect(refused.status).toBeGreaterThanOrEqual(400);
    // What was refused waits with its file.
    expect((await forum.get(thread.url, dana)).text).toMatch(/class="kept-files"[^]*তালিকা/);
  });

  it('waits in a draft as long as the draft does, and what nobody names is forgotten after a day', async () => {
    const thread = await ask(forum, rina);
    const [named] = (await bring(rina, plan)).files;
    const [loose] = (await bring(rina, list)).files;
    expect([await statusOf(named!.url), await statusOf(named!.url, jamal), await statusOf(named!.url, rina)]).toEqual([
      404, 404, 200,
    ]);
    const place = `thread:${thread.id}`;
    const kept = await forum.api('PUT', '/drafts', { place, body: '', fileIds: [named!.id] }, rina);
    expect(kept.status, kept.text).toBe(200);
    await forum.adda.store.write((tx) =>
      tx.raw(`update post_files set created_at = created_at - ${2 * DAY} where post_id is null`),
    );
    await sweepFiles(forum.adda);
    expect([await statusOf(named!.url, rina), await statusOf(loose!.url, rina)]).toEqual([200, 404]);
    expect(await forum.adda.files.read(loose!.url.split('/').at(-1)!)).toBeNull();
    const { drafts } = (await forum.api('GET', `/drafts?place=${place}`, undefined, rina)).json();
    expect(drafts[0].files).toEqual([named]);
    expect((await forum.get(thread.url, rina)).text).toContain(`name="fileIds" value="${named!.id}" checked`);
    await forum.api('POST', '/drafts/remove', { place }, rina);
    await sweepFiles(forum.adda);
    expect(await statusOf(named!.url, rina)).toBe(404);
  });

  it('that is hidden, withdrawn or removed hides them, also from lists of the API; removed, they are gone', async () => {
    const thread = await ask(forum, rina);
    const { fileIds, files } = await bring(jamal, plan, list, bundle);
    const posts = [];
    for (const id of fileIds) {
      const path = `/threads/${thread.id}/posts`;
      posts.push((await forum.api('POST', path, { body: `Number ${id}.`, fileIds: [id] }, jamal)).json().id as number);
    }
    const act = { reason: 'other', note: 'It names somebody who did not agree to that.' };
    const [hidden, withdrawn, removed] = posts;
    expect((await forum.api('POST', `/posts/${hidden}/hide`, act, ada)).status).toBe(200);
    await withdraw(forum, jamal, withdrawn!);
    expect((await forum.api('POST', `/posts/${removed}/remove`, act, ada)).status).toBe(200);
    const [first, second, third] = files.map(({ url }) => url);
    for (const url of [first, second, third]) expect([url, await statusOf(url!)]).toEqual([url, 404]);
    expect([await statusOf(first!, jamal), await statusOf(first!, ada)]).toEqual([200, 200]);
    expect([await statusOf(third!, ada), await forum.adda.files.read(third!.split('/').at(-1)!)]).toEqual([404, null]);
    const shown = JSON.stringify((await forum.api('GET', `/threads/${thread.id}`)).json());
    for (const url of [first, second, third]) expect(shown).not.toContain(url);
    expect((await forum.get(thread.url)).text).not.toContain('class="files"');
  });

  it('that is held for a moderator holds them, until it is let through', async () => {
    const thread = await ask(forum, rina);
    const mallory = await forum.member('Mallory');
    const prevention = { ...USUAL_PREVENTION, similar: false };
    await forum.adda.store.write((tx) => updateSite(tx, { prevention: { ...prevention, firstPosts: '1' } }));
    const { fileIds, files } = await bring(mallory, plan);
    const path = `/threads/${thread.id}/posts`;
    const posted = (await forum.api('POST', path, { body: 'My first one.', fileIds }, mallory)).json();
    expect(posted.held).toBe('first_post');
    const { url } = files[0]!;
    expect([await statusOf(url), await statusOf(url, jamal), await statusOf(url, ada)]).toEqual([404, 404, 200]);
    expect((await forum.api('POST', `/posts/${posted.id}/approve`, {}, ada)).status).toBe(200);
    expect(await statusOf(url)).toBe(200);
    await forum.adda.store.write((tx) => updateSite(tx, { prevention: { ...prevention, firstPosts: 'none' } }));
  });

  it('sends parts of them, and nothing to who has it', async () => {
    const thread = await ask(forum, rina);
    const { fileIds, files } = await bring(rina, list);
    await forum.api('POST', `/threads/${thread.id}/posts`, { body: 'Here.', fileIds }, rina);
    const get = async (headers: Record<string, string> = {}) => {
      const { statusCode, body, headers: got } = await forum.app.inject({ method: 'GET', url: files[0]!.url, headers });
      return { status: statusCode, body, headers: got };
    };
    const { headers } = await get();
    const etag = `${headers.etag}`;
    expect(headers['accept-ranges']).toBe('bytes');
    const part = await get({ range: 'bytes=0-3' });
    expect([part.status, part.body, part.headers['content-range']]).toEqual([
      206,
      'tree',
      `bytes 0-3/${list.bytes.length}`,
    ]);
    expect(part.headers['content-disposition']).toMatch(/^attachment/);
    expect((await get({ range: 'bytes=-3' })).body).toBe('12\n');
    const head = await forum.app.inject({ method: 'HEAD', url: files[0]!.url });
    expect([head.statusCode, head.body, head.headers['content-length']]).toEqual([200, '', `${list.bytes.length}`]);
    const beyond = await get({ range: 'bytes=9000-' });
    expect([beyond.status, beyond.headers['content-range'], beyond.body]).toEqual([
      416,
      `bytes */${list.bytes.length}`,
      '',
    ]);
    expect(beyond.headers['cache-control']).toBe('no-store');
    const odd = ['0x1-0x3', '1e0-2', '+1-2', '0-0x3', ' 1-2', '1.0-2', '-0x2', '১-২', '0-1,3-4', ''].map(
      (one) => `bytes=${one}`,
    );
    for (const range of ['lines=1-2', '1-2', ...odd])
      expect([range, (await get({ range })).status]).toEqual([range, 200]);
    expect((await get({ range: 'bytes=0-3', 'if-range': '"another"' })).status).toBe(200);
    expect((await get({ range: 'bytes=0-3', 'if-range': 'Thu, 01 Jan 1970 00:00:00 GMT' })).status).toBe(200);
    expect((await get({ 'if-none-match': `"another", ${etag}` })).status).toBe(304);
    expect((await get({ 'if-none-match': '*' })).status).toBe(304);
    expect((await get({ 'if-none-match': '"another"' })).status).toBe(200);
  });
});

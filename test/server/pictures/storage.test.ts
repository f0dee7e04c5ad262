/** Where files lie: in a bucket as in a folder, and how much of them there may be. */
import { eachEngine } from '../../support/store.ts';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { sweepAvatars } from '../../../server/forum/avatars/actions.ts';
import { sweepOrphanFiles } from '../../../server/forum/files/orphans.ts';
import { sweepOrphans } from '../../../server/forum/pictures/orphans.ts';
import { updateSite } from '../../../server/platform/site/queries.ts';
import { USUAL_FILES } from '../../../server/rules/files.ts';
import { checkFiles } from '../../../server/cli/doctor-files.ts';
import { ConfigError, loadConfig } from '../../../server/platform/config.ts';
import { bytesKept } from '../../../server/platform/files/queries.ts';
import { usedByAll } from '../../../server/platform/files/usage.ts';
import { sendForm } from '../../support/files.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { envOf, startBucket } from '../../support/s3.ts';
import { ask } from '../../support/talk.ts';

const picture = (size: number) =>
  sharp({
    create: {
      width: size,
      height: size,
      channels: 3,
      background: '#4b6216',
      noise: { type: 'gaussian', mean: 120, sigma: 60 },
    },
  })
    .jpeg()
    .toBuffer();

async function bring(forum: Forum, who: Member, bytes: Buffer) {
  const answer = await sendForm(forum, '/api/v1/pictures', {}, [bytes], who, { accept: 'application/json' });
  return { status: answer.status, ...JSON.parse(answer.text) };
}

/** A real one, where somebody runs it: ADDA_TEST_S3=http://127.0.0.1:9000 with its key in ADDA_TEST_S3_KEY=id:secret. */
const { ADDA_TEST_S3: realOne, ADDA_TEST_S3_KEY: realKey = 'S3RVER:S3RVER' } = process.env;
const [keyId, secret] = realKey.split(':');
const realEnv = { ...envOf(realOne ?? ''), ADDA_S3_KEY_ID: keyId!, ADDA_S3_SECRET: secret! };

async function keepsAndGives(env: Record<string, string>) {
  const forum = await makeForum('sqlite', env);
  const rina = await forum.member('Rina');
  const brought = await bring(forum, rina, await picture(1_000));
  expect(brought.status, JSON.stringify(brought)).toBe(201);
  const [{ id, url, small }] = brought.pictures;
  const thread = await ask(forum, rina);
  const edit = (revision: number, pictureIds: number[]) =>
    forum.api('PATCH', `/posts/${thread.postId}`, { body: 'It wobbles.', revision, pictureIds }, rina);
  // Loose, it is its owner's alone.
  expect((await forum.get(url)).status).toBe(404);
  expect((await edit(1, [id])).status).toBe(200);
  const get = (headers = {}) => forum.app.inject({ method: 'GET', url, headers });
  const whole = await get();
  expect([whole.statusCode, whole.headers['content-type']]).toEqual([200, 'image/webp']);
  expect((await sharp(whole.rawPayload).metadata()).width).toBe(1_000);
  expect(whole.headers['content-security-policy']).toContain('sandbox');
  expect((await get({ 'if-none-match': whole.headers.etag })).statusCode).toBe(304);
  const part = await get({ range: 'bytes=0-3' });
  expect([part.statusCode, part.rawPayload.toString()]).toEqual([206, 'RIFF']);
  expect((await forum.app.inject({ method: 'GET', url: small })).statusCode).toBe(200);
  expect((await edit(2, [])).status).toBe(200);
  await expect.poll(async () => forum.adda.files.read(url.split('/').at(-1))).toBeNull();
  const names: string[] = [];
  for (const name of ['demo-a', 'demo-b', 'demo-c', 'other']) await forum.adda.files.put(name, Buffer.from('x'));
  for await (const { name } of forum.adda.files.list('demo-')) names.push(name);
  expect(names.sort()).toEqual(['demo-a', 'demo-b', 'demo-c']);
  await forum.adda.files.remove(['demo-a', 'demo-b', 'demo-c', 'other']);
  return forum;
}

describe('files', () => {
  it('lie in a bucket, are read by audience through the forum, and go with their post', async () => {
    const { bucket, env } = await startBucket();
    const forum = await keepsAndGives(env);
    expect([...bucket.files.keys()]).toEqual([]);
    bucket.files.set('a-0123456789abcdef01234567.webp', Buffer.from('x'));
    await sweepAvatars(forum.adda);
    expect(bucket.files.size).toBe(0);
  });

  it('that are no pictures lie there, too: parts, lists of what one has, and what is still the same', async () => {
    const { bucket, env } = await startBucket();
    const forum = await makeForum('sqlite', env);
    await forum.adda.store.write((tx) => updateSite(tx, { files: { ...USUAL_FILES, from: 'new' } }));
    const rina = await forum.member('Rina');
    const words = { name: 'list.csv', bytes: Buffer.from('tree,height') };
    const brought = await sendForm(forum, '/api/v1/files', {}, [words], rina, { accept: 'application/json' });
    const { fileIds, files } = JSON.parse(brought.text);
    const thread = await ask(forum, rina);
    const edit = (revision: number, ids: number[]) =>
      forum.api('PATCH', `/posts/${thread.postId}`, { body: 'It wobbles.', revision, fileIds: ids }, rina);
    expect((await edit(1, fileIds)).status).toBe(200);
    const get = async (headers: Record<string, string> = {}) => {
      const got = await forum.app.inject({ method: 'GET', url: files[0].url, headers });
      return { status: got.statusCode, body: got.body, headers: got.headers };
    };
    const whole = await get();
    expect([whole.status, whole.body, whole.headers['content-type']]).toEqual([
      ...[200, 'tree,height', 'text/plain; charset=utf-8'],
    ]);
    const etag = `${whole.headers.etag}`;
    for (const list of [etag, `"other", ${etag}`, `W/${etag}, "x"`, '*'])
      expect([list, (await get({ 'if-none-match': list })).status]).toEqual([list, 304]);
    expect((await get({ 'if-none-match': '"other", "x"' })).status).toBe(200);
    const part = async (range: string, ifRange?: string) => {
      const { status, body } = await get({ range, ...(ifRange && { 'if-range': ifRange }) });
      return [status, body];
    };
    expect(await part('bytes=0-3')).toEqual([206, 'tree']);
    expect(await part('bytes=5-')).toEqual([206, 'height']);
    expect(await part('bytes=-6')).toEqual([206, 'height']);
    expect(await part('bytes=0-3', etag)).toEqual([206, 'tree']);
    expect(await part('bytes=0-3', `${whole.headers['last-modified']}`)).toEqual([206, 'tree']);
    for (const other of ['"other"', `W/${etag}`, 'Thu, 01 Jan 1970 00:00:00 GMT', 'nonsense'])
      expect(await part('bytes=0-3', other)).toEqual([200, 'tree,height']);
    for (const none of ['bytes=0-1,3-4', 'lines=1-2', 'bytes=-', 'bytes=a-b', 'bytes=0x0-0x3'])
      expect(await part(none)).toEqual([200, 'tree,height']);
    expect(await part('bytes=900-')).toEqual([416, '']);
    expect((await edit(2, [])).status).toBe(200);
    await expect.poll(() => bucket.files.size).toBe(0);
    for (const name of ['f-0123456789abcdef01234567.txt', 'f-other.txt']) bucket.files.set(name, Buffer.from('x'));
    await sweepOrphanFiles(forum.adda);
    expect([...bucket.files.keys()]).toEqual(['f-other.txt']);
  });

  it.skipIf(!realOne)('lie in a bucket of a real server (ADDA_TEST_S3 names one)', async () => {
    await keepsAndGives(realEnv);
    expect((await checkFiles(loadConfig(realEnv)))[0]!.good).toBe(true);
  });

  it('that no row names are swept after a day, and nothing else is', async () => {
    const { bucket, env } = await startBucket();
    const forum = await makeForum('sqlite', env);
    const [{ url }] = (await bring(forum, await forum.member('Rina'), await picture(600))).pictures;
    const orphan = '0123456789abcdef01234567';
    for (const name of [`${orphan}.webp`, `${orphan}-m.webp`, 'demo-a.svg']) bucket.files.set(name, Buffer.from('x'));
    await sweepOrphans(forum.adda);
    const large = url.split('/').at(-1);
    expect([...bucket.files.keys()].sort()).toEqual([large.replace('.webp', '-s.webp'), large, 'demo-a.svg'].sort());
  });

  it('that a bucket does not take are refused for now, and nothing typed is lost', async () => {
    const { bucket, env } = await startBucket();
    const forum = await makeForum('sqlite', env);
    const rina = await forum.member('Rina');
    const thread = await ask(forum, rina);
    bucket.isDown = true;
    const typed = await sendForm(forum, `/t/${thread.id}/posts`, { body: 'Words of mine.' }, [await picture(20)], rina);
    expect(typed.status).toBe(503);
    expect(typed.text).toContain('Words of mine.');
  });

  it('are looked after by the doctor, and named by settings that belong together', async () => {
    const { bucket, env } = await startBucket();
    const said = async () => (await checkFiles(loadConfig(env)))[0]!;
    expect(await said()).toMatchObject({ good: true });
    expect(bucket.files.size).toBe(0);
    bucket.isDown = true;
    expect(await said()).toMatchObject({ good: false, text: expect.stringContaining('403 AccountProblem') });
    const nobody = { ...env, ADDA_S3_ENDPOINT: 'http://127.0.0.1:1' };
    expect((await checkFiles(loadConfig(nobody)))[0]!.text).toContain('does not answer');
    for (const wrong of [
      { ADDA_S3_SECRET: '' },
      { ADDA_S3_BUCKET: 'Not One' },
      { ADDA_S3_ENDPOINT: 'ftp://a.example' },
    ])
      expect(() => loadConfig({ ...env, ...wrong })).toThrow(ConfigError);
  });

  it('have a quota, of a member and of all, and say what is used', async () => {
    const forum = await makeForum('sqlite', { ADDA_QUOTA_MEMBER_MIB: '1', ADDA_QUOTA_FORUM_MIB: '2' });
    const [rina, jamal, ada] = [
      await forum.member('Rina'),
      await forum.member('Jamal'),
      await forum.member('Ada', 'admin'),
    ];
    const large = await picture(600);
    const codes: string[] = [];
    for (const who of [rina, rina, rina, rina, jamal, jamal, jamal, ada, ada, ada]) {
      const { status, errors } = await bring(forum, who, large);
      codes.push(status === 201 ? 'kept' : errors[0].code);
      if (status !== 201) expect(errors[0].message).toMatch(/take [\d.]+ of [12] MiB/);
    }
    expect(codes.filter((code) => code === 'kept').length).toBeGreaterThan(1);
    expect(codes).toContain('quota_member');
    expect(codes.at(-1)).toBe('quota_forum');
    expect((await forum.get('/settings', rina)).text).toMatch(/take [\d.]+ of 1 MiB\.<[^]*<meter/);
    // Files besides pictures take room like them.
    await forum.adda.store.write((tx) => updateSite(tx, { files: { ...USUAL_FILES, from: 'new' } }));
    const tom = await forum.member('Tom');
    const words = { name: 'a.txt', bytes: Buffer.alloc(1_048_577, 'a') };
    const refused = await sendForm(forum, '/api/v1/files', {}, [words], tom, { accept: 'application/json' });
    expect(JSON.parse(refused.text).errors[0].code).toBe('quota_member');
    const { files } = (await forum.api('GET', '/admin/overview', undefined, ada)).json();
    expect(files.used).toBeGreaterThan(0);
    expect(files.most).toBe(2 * 1_048_576);
  });
});

eachEngine('the quota of files', (engine) => {
  it('is not passed by several at once, of one member or of many', async () => {
    const MIB = 1_048_576;
    const forum = await makeForum(engine, { ADDA_QUOTA_MEMBER_MIB: '1', ADDA_QUOTA_FORUM_MIB: '2' });
    const large = await picture(600);
    const names = ['One', 'Two', 'Three', 'Four', 'Five', 'Six'];
    const members = await Promise.all(names.map((name) => forum.member(`Racer ${name}`)));
    const one = members[0]!;
    const all = (who: Member[]) => Promise.all(who.map((each) => bring(forum, each, large)));
    const first = await all([one, one, one, one]);
    expect(new Set(first.map(({ status }) => status))).toEqual(new Set([201, 422]));
    expect(await bytesKept(forum.adda.store.read, one.id)).toBeLessThanOrEqual(MIB);
    const others = members.slice(1).flatMap((who) => [who, who]);
    expect((await all(others)).map(({ status }) => status)).toContain(422);
    expect(await usedByAll(forum.adda)).toBeLessThanOrEqual(2 * MIB);
  });
});

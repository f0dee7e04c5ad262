/** Answers by mail: what becomes a post, of whom, and what is refused, ignored or done only once. */
import sharp from 'sharp';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { endGrant } from '../../../server/brands/grants.ts';
import { updateAccount } from '../../../server/people/accounts/queries.ts';
import { setSilence } from '../../../server/people/accounts/silence-queries.ts';
import { HEAD_AT_MOST, LARGEST_MAIL } from '../../../server/rules/mail-replies.ts';
import { REPLIES_BY_MAIL } from '../../../server/rules/rate-limits.ts';
import { receiveMail } from '../../../server/reach/mail-replies/receive.ts';
import { letTimePass, makeBrand, makeStaff } from '../../support/brands.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { addressFor, letter, receive, REPLY_TO, type Written } from '../../support/incoming.ts';
import { lettersOf } from '../../support/mail.ts';
import { eachEngine } from '../../support/store.ts';
import { type Asked, ask, withdraw, write } from '../../support/talk.ts';

const DAY = 86_400_000;

eachEngine('an answer by mail', (engine) => {
  let forum: Forum;
  let [rina, jamal, thuy, admin]: Member[] = [];
  let thread: Asked;
  beforeAll(async () => {
    forum = await makeForum(engine);
    Object.assign(forum.adda.config, { mailReply: REPLY_TO, mailFrom: 'Forum <adda@forum.example>' });
    [rina, jamal, thuy] = [await forum.member('Rina'), await forum.member('Jamal'), await forum.member('Thuy')];
    admin = await forum.member('Ada', 'admin');
  });
  beforeEach(async () => {
    await letTimePass(forum, 2 * DAY);
    thread = await ask(forum, jamal!, { title: 'Why does it wobble so?' });
    await lettersTo();
  });

  const to = (postId: number, who = rina!, days = 0) => addressFor(forum.adda, who.id, postId, days);
  const mailed = async (postId: number, more: Partial<Written> = {}, who = rina!) =>
    letter({ from: `${who.slug}@example.org`, to: await to(postId, who), ...more });
  const posts = async (id = thread.id) => {
    const { q, t } = forum.adda.store.read;
    const rows = await q.select().from(t.posts).orderBy(t.posts.number);
    return rows.filter(({ threadId, number }) => threadId === id && number > 1);
  };
  const lettersTo = async (who = rina!) => {
    const before = new Set(seen);
    const all = (await lettersOf(forum.adda)).filter((one) => !before.has(one));
    for (const one of all) seen.push(one);
    return all.filter(({ recipient }) => recipient === `${who.slug}@example.org`);
  };
  const seen: object[] = [];
  const change = (who: Member, values: Parameters<typeof updateAccount>[2]) =>
    forum.adda.store.write((tx) => updateAccount(tx, who.id, values));

  it('to the opening is an answer, to a post a reply under it, by whose letter it was', async () => {
    expect(await receive(forum.adda, await mailed(thread.postId))).toMatchObject({ what: 'posted' });
    const [answer] = await posts();
    expect(answer).toMatchObject({ kind: 'answer', authorId: rina!.id, markdown: 'It is true now.', parentId: null });
    await receive(forum.adda, await mailed(answer!.id, { body: 'Is it?' }, thuy));
    expect((await posts())[1]).toMatchObject({ kind: 'reply', authorId: thuy!.id, parentId: answer!.id });
    const page = await forum.get(thread.url);
    for (const words of ['It is true now.', 'Is it?']) expect(page.text).toContain(words);
  });

  it('is posted once, however often it comes, also at once and after it was taken back', async () => {
    const raw = await mailed(thread.postId);
    const all = await Promise.all([receive(forum.adda, raw), receive(forum.adda, raw)]);
    expect(all.map(({ what }) => what).filter((what) => what === 'posted').length).toBeGreaterThan(0);
    expect(await receive(forum.adda, raw)).toEqual({ what: 'known' });
    expect(await receive(forum.adda, raw.replace('It is true', 'Is it true'))).toEqual({ what: 'known' });
    expect(await posts()).toHaveLength(1);
    await letTimePass(forum, 20 * DAY);
    expect(await receive(forum.adda, raw)).toEqual({ what: 'known' });
    expect(await posts()).toHaveLength(1);
  });

  it('without quotation and signature, of HTML alone, and in whatever direction it reads', async () => {
    const quoted =
      'It is true now.\n\n-- \nRina\n\nOn Tue, Jamal <adda@forum.example> wrote:\n\n> Why so?\n> -- \n> /mail/off/';
    await receive(forum.adda, await mailed(thread.postId, { body: quoted }));
    const body =
      '<p>It is <b>true</b> now.</p><div style="display:none">unseen</div><div>মঙ্গল, ২৪ নভে, ২০২৬ তারিখে Jamal &lt;adda@forum.example&gt; লিখেছেন:<br></div><blockquote>Why so?</blockquote>';
    await receive(
      forum.adda,
      await mailed(thread.postId, { body, headers: ['Content-Type: text/html; charset=utf-8'] }),
    );
    await receive(forum.adda, await mailed(thread.postId, { body: 'שלום \u202eevil\u202c \u200bworld' }));
    const [plain, html, turned] = await posts();
    expect([plain!.markdown, html!.markdown]).toEqual(['It is true now.', 'It is **true** now.']);
    expect((await forum.get(thread.url)).text).toContain(turned!.html.trim());
    expect(turned!.html).toMatch(/dir="(rtl|auto)"/);
  });

  it('keeps the pictures that it brings, none of a signature, and shows them under its words', async () => {
    const png = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#0a5' } })
      .png()
      .toBuffer();
    const part = (head: string) =>
      `--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n${head}\r\n\r\n${png.toString('base64').replace(/(.{76})/g, '$1\r\n')}\r\n`;
    const html = (words: string) => `--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${words}\r\n`;
    const whole = async (words: string, ...parts: string[]) =>
      mailed(thread.postId, {
        headers: ['Content-Type: multipart/related; boundary=b'],
        body: `${html(words)}${parts.join('')}--b--`,
      });
    const inWords = part('Content-ID: <wheel@x>\r\nContent-Disposition: inline; filename=wheel.png');
    const logo = part('Content-ID: <logo@x>\r\nContent-Disposition: inline; filename=logo.png');
    const attached = part('Content-Disposition: attachment; filename="hub.png"');
    const raw = await whole(
      '<p>Look: <img src="cid:wheel@x"></p><p>-- <br>Rina <img src="cid:logo@x"></p>',
      inWords,
      logo,
      attached,
    );
    expect(await receive(forum.adda, raw)).toMatchObject({ what: 'posted' });
    const [post] = await posts();
    expect(post!.markdown).toBe('Look:');
    const { q, t } = forum.adda.store.read;
    expect((await q.select().from(t.pictures)).filter(({ postId }) => postId === post!.id)).toHaveLength(2);
    expect((await forum.get(thread.url)).text.match(/class="gallery/g)).toHaveLength(1);
    const under = await mailed(post!.id, {
      headers: ['Content-Type: multipart/mixed; boundary=b'],
      body: `${html('<p>Mine is so.</p>')}${attached}--b--`,
    });
    expect(await receive(forum.adda, under)).toMatchObject({ what: 'posted' });
    expect((await forum.get(thread.url)).text.match(/class="gallery/g)).toHaveLength(2);
    const damaged = await whole(
      '<p>And this?</p>',
      `--b\r\nContent-Type: image/png\r\nContent-Disposition: attachment; filename="bad.png"\r\n\r\nno picture\r\n`,
    );
    expect(await receive(forum.adda, damaged)).toEqual({ what: 'refused', why: 'invalid' });
    expect((await lettersTo())[0]!.body).toMatch(/bad\.png[^]*> And this\?/);
  });

  it('is nobody’s, and answered to nobody, at an address that was made up, altered or is another forum’s', async () => {
    const good = await to(thread.postId);
    const [box, word] = good.split('@')[0]!.split('+') as [string, string];
    const parts = word.split('.');
    const altered = [thuy!.id.toString(36), ...parts.slice(1)].join('.');
    for (const address of [
      `${box}+${altered}@forum.example`,
      `${box}+${word.slice(0, -1)}@forum.example`,
      `${box}+@forum.example`,
      `${box}+${word}@other.example`,
      `${box}+zzz.zzz.zzz.aaaaaaaaaaaaaaaaaaaa@forum.example`,
      'nobody@example.org',
    ])
      expect(await receive(forum.adda, await mailed(thread.postId, { to: address }))).toEqual({
        ...{ what: 'ignored', why: 'unknown_address' },
      });
    expect(await posts()).toEqual([]);
    expect(await lettersTo()).toEqual([]);
    expect(good.split('@')[0]!.length).toBeLessThanOrEqual(64);
    // What a mail server does to letters in an address takes nothing from it.
    expect(await receive(forum.adda, await mailed(thread.postId, { to: good.toUpperCase() }))).toMatchObject({
      what: 'posted',
    });
  });

  it('of a letter that was passed on, or with a forged sender, is not posted: the member is told, not whoever wrote', async () => {
    const raw = await mailed(thread.postId, { from: 'thuy@example.org', body: 'Buy this.' });
    expect(await receive(forum.adda, raw)).toEqual({ what: 'refused', why: 'mail_forged' });
    const found = await mailed(thread.postId, { headers: ['Authentication-Results: mx.example; dmarc=fail'] });
    expect(await receive(forum.adda, found)).toEqual({ what: 'refused', why: 'mail_forged' });
    expect(await posts()).toEqual([]);
    const letters = await lettersTo();
    expect(letters.map(({ body }) => [body.includes('Buy this.'), body.includes('thuy@example.org')])).toEqual([
      [false, true],
      [false, false],
    ]);
    for (let i = 0; i < 5; i++) await receive(forum.adda, await mailed(thread.postId, { from: 'x@example.com' }));
    expect((await lettersTo()).length).toBe(1);
    expect(await lettersTo(thuy)).toEqual([]);
  });

  it('that no person wrote is ignored', async () => {
    for (const headers of [
      ['Auto-Submitted: auto-replied'],
      ['Precedence: bulk'],
      ['List-Id: <cyclists.example>'],
      ['Return-Path: <>'],
      ['X-Autoreply: yes'],
    ])
      expect(await receive(forum.adda, await mailed(thread.postId, { headers }))).toMatchObject({ what: 'ignored' });
    const own = await mailed(thread.postId, { id: '<adda.17.1764000000000@localhost>' });
    expect(await receive(forum.adda, own)).toEqual({ what: 'ignored', why: 'own' });
    expect([await posts(), await lettersTo()]).toEqual([[], []]);
  });

  it('that is refused comes back in words, with its text, in its member’s language, once', async () => {
    await change(rina!, { language: 'bn' });
    const raw = await mailed(thread.postId, { body: 'It is true now.', to: await to(thread.postId, rina!, 31) });
    expect(await receive(forum.adda, raw)).toEqual({ what: 'refused', why: 'mail_expired' });
    expect(await receive(forum.adda, raw)).toEqual({ what: 'known' });
    const letters = await lettersTo();
    expect(letters).toHaveLength(1);
    expect(letters[0]!.body).toMatch(/৩০ দিন[^]*> It is true now\.[^]*\/t\//);
    await change(rina!, { language: 'en' });
    const last = await mailed(thread.postId, { to: await to(thread.postId, rina!, 30) });
    expect(await receive(forum.adda, last)).toMatchObject({ what: 'posted' });
  });

  it('with nothing of its own in it says so', async () => {
    for (const body of ['> Why does it wobble?\n> -- \n> /mail/off/', '', '-- \nRina'])
      expect(await receive(forum.adda, await mailed(thread.postId, { body }))).toEqual({
        ...{ what: 'refused', why: 'mail_empty' },
      });
    expect((await lettersTo())[0]!.body).toContain('nothing in it besides');
    expect(await receive(forum.adda, await mailed(thread.postId, { body: '\u200b\u2060' }))).toMatchObject({
      what: 'refused',
    });
  });

  it('keeps every rule of posting: locked, withdrawn, silence, suspension, too long', async () => {
    const refused = async (postId = thread.postId, more: Partial<Written> = {}) => {
      const taken = await receive(forum.adda, await mailed(postId, more));
      return taken.what === 'refused' ? taken.why : taken.what;
    };
    const post = await write(forum, thuy!, thread.id, 'I took this back.');
    await withdraw(forum, thuy!, post.id);
    expect(await refused(post.id)).toBe('withdrawn');
    expect(await refused(thread.postId, { body: 'x'.repeat(40_000) })).toBe('invalid');
    await forum.adda.store.write((tx) => setSilence(tx, rina!.id, 0, tx.now + DAY));
    expect(await refused()).toBe('silenced');
    await forum.adda.store.write((tx) => setSilence(tx, rina!.id, 0, 1));
    await change(rina!, { suspendedUntil: Date.now() + DAY });
    expect(await refused()).toBe('suspended');
    await change(rina!, { suspendedUntil: null });
    expect(
      (
        await forum.api(
          'POST',
          `/threads/${thread.id}/lock`,
          { reason: 'unkind', note: 'Nobody adds to this any more.' },
          admin,
        )
      ).status,
    ).toBeLessThan(300);
    expect(await refused()).toBe('locked');
    expect((await lettersTo()).filter(({ subject }) => subject.includes('not posted'))).toHaveLength(5);
    expect((await posts()).filter(({ authorId }) => authorId === rina!.id)).toEqual([]);
  });

  it('keeps the limits of staff, and is nothing special after their role ended', async () => {
    const dana = await makeStaff(forum, `Dana${thread.id}`, await makeBrand(forum, `Brand${thread.id}`));
    const early = await receive(forum.adda, await mailed(thread.postId, {}, dana));
    expect(early).toEqual({ what: 'refused', why: 'peers_first' });
    expect((await lettersTo(dana))[0]!.body).toContain('> It is true now.');
    await write(forum, rina!, thread.id, 'It is the hub.');
    await letTimePass(forum, 8 * DAY);
    const raw = await mailed(thread.postId, { body: 'We made it.' }, dana);
    expect(await receive(forum.adda, raw)).toMatchObject({ what: 'posted' });
    expect((await posts()).at(-1)).toMatchObject({ kind: 'note', authorId: dana.id });
    const [grant] = (await forum.adda.store.read.q.select().from(forum.adda.store.read.t.grants)).filter(
      ({ accountId }) => accountId === dana.id,
    );
    await endGrant(forum.adda, admin!, grant!.id);
    expect(await receive(forum.adda, await mailed(thread.postId, { body: 'Still us.' }, dana))).toEqual({
      ...{ what: 'refused', why: 'spoke_here' },
    });
  });

  it('tells nothing of a space that its member may not read any more', async () => {
    const { q, t } = forum.adda.store.read;
    const raw = await mailed(thread.postId, { body: 'Still here.' });
    await forum.adda.store.write(
      async (tx) => void (await tx.q.update(tx.t.spaces).set({ access: 'private' }).returning()),
    );
    expect(await receive(forum.adda, raw)).toEqual({ what: 'refused', why: 'mail_gone' });
    const [told] = await lettersTo();
    expect(told!.subject + told!.body).not.toContain('wobble');
    expect(told!.body).toContain('> Still here.');
    expect((await q.select().from(t.posts)).some(({ markdown }) => markdown === 'Still here.')).toBe(false);
    await forum.adda.store.write(
      async (tx) => void (await tx.q.update(tx.t.spaces).set({ access: 'public' }).returning()),
    );
  });

  it('that is too large, nested, cut off or no letter at all harms nothing', async () => {
    const head = await mailed(thread.postId);
    const large = Buffer.concat([Buffer.from(head), Buffer.alloc(HEAD_AT_MOST, 'x\n')]);
    expect(await receiveMail(forum.adda, { raw: large, size: LARGEST_MAIL + 1 })).toEqual({
      ...{ what: 'refused', why: 'mail_too_large' },
    });
    expect((await lettersTo())[0]!.body).toContain('20 MB');
    const nested = Array.from(
      { length: 1_000 },
      (_, i) => `--b${i}\r\nContent-Type: multipart/mixed; boundary=b${i + 1}\r\n\r\n`,
    );
    const type = ['Content-Type: multipart/mixed; boundary=b0'];
    const deep = await mailed(thread.postId, { headers: type, body: nested.join('') });
    expect(await receive(forum.adda, deep)).toEqual({ what: 'refused', why: 'mail_unreadable' });
    const lines = await mailed(thread.postId, { body: 'a\n'.repeat(400_000) });
    expect(await receive(forum.adda, lines)).toEqual({ what: 'refused', why: 'mail_unreadable' });
    const broken = await mailed(thread.postId, {
      headers: ['Content-Type: multipart/mixed; boundary=b'],
      body: '--b\r\nContent-Type: text/plain; charset=nonsense\r\nContent-Transfer-Encoding: base64\r\n\r\n%%%',
    });
    expect(await receive(forum.adda, broken)).toEqual({ what: 'refused', why: 'mail_empty' });
    for (const raw of ['', '\0\0\0', 'not a letter', Buffer.from([0xff, 0xfe, 0x80])])
      expect(await receive(forum.adda, raw)).toMatchObject({ what: 'ignored' });
    expect(await posts()).toEqual([]);
  });

  it('of one account is taken so often a day, and no more', async () => {
    await forum.adda.store.write(async (tx) => {
      const bucket = `mail-reply:${rina!.id}`;
      await tx.q
        .insert(tx.t.attempts)
        .values(Array.from({ length: REPLIES_BY_MAIL.max }, () => ({ bucket, at: tx.now })));
    });
    expect(await receive(forum.adda, await mailed(thread.postId))).toEqual({ what: 'refused', why: 'too_many' });
    expect(await posts()).toEqual([]);
  });

  it('of two heads that say who wrote it, or one that says it twice, is forged', async () => {
    for (const from of [
      'From: <rina@example.org> <mallory@evil.example>',
      'From: rina@example.org\r\nFrom: mallory@evil.example',
    ]) {
      const raw = (await mailed(thread.postId)).replace(/^From: .*/, from);
      expect(await receive(forum.adda, raw)).toEqual({ what: 'refused', why: 'mail_forged' });
    }
    expect(await posts()).toEqual([]);
  });

  it('that its writer sent to somebody else is not brought here by them', async () => {
    const elsewhere = await mailed(thread.postId, { to: 'mallory@evil.example', body: 'Between us.' });
    for (const head of ['Delivered-To', 'X-Original-To', 'Cc', 'Bcc', 'Resent-To'])
      expect(await receive(forum.adda, `${head}: ${await to(thread.postId)}\r\n${elsewhere}`)).toEqual({
        ...{ what: 'ignored', why: 'unknown_address' },
      });
    const raw = await mailed(thread.postId, { body: 'Once.' });
    await receive(forum.adda, raw);
    const other = await ask(forum, jamal!, { title: 'Another thread of wheels' });
    const moved = raw.replace(/^To: .*$/m, `To: ${await to(other.postId)}`);
    expect(await receive(forum.adda, moved)).toEqual({ what: 'known' });
    expect((await posts()).map(({ markdown }) => markdown)).toEqual(['Once.']);
  });

  it('to several addresses is taken for that of whoever wrote it', async () => {
    const both = `${await to(thread.postId, thuy)}, ${await to(thread.postId)}`;
    expect(await receive(forum.adda, await mailed(thread.postId, { to: both }))).toMatchObject({ what: 'posted' });
    expect((await posts()).map(({ authorId }) => authorId)).toEqual([rina!.id]);
  });

  it('that would make links public that are its reader’s alone is refused, with all of it', async () => {
    const body = `That is so.\n\nJamal answered here: ${forum.adda.config.origin}/mail/off/1.x`;
    expect(await receive(forum.adda, await mailed(thread.postId, { body }))).toEqual({
      ...{ what: 'refused', why: 'mail_quotes_letter' },
    });
    expect((await lettersTo())[0]!.body).toMatch(/for you alone[^]*> That is so\.[^]*\/mail\/off\//);
    expect(await posts()).toEqual([]);
  });

  it('of which everything was cut comes back whole', async () => {
    expect(await receive(forum.adda, await mailed(thread.postId, { body: '-- \nRina of the wheels' }))).toEqual({
      ...{ what: 'refused', why: 'mail_empty' },
    });
    expect((await lettersTo())[0]!.body).toContain('Rina of the wheels');
  });

  it('is read whole behind the styles and pictures of a mail program, and without what nobody sees', async () => {
    const body = `<head><title>T</title><style>${'p{color:red}'.repeat(30_000)}</style></head><p>Before.</p><img src="data:image/png;base64,${'A'.repeat(300_000)}"><div hidden>h</div><p style="display:/**/none">h</p><p style="FONT-SIZE: 0px">h</p><noscript>h</noscript><svg><text>h</text></svg><template>h</template><p>After.</p>`;
    const headers = ['Content-Type: text/html; charset=utf-8'];
    expect(await receive(forum.adda, await mailed(thread.postId, { body, headers }))).toMatchObject({ what: 'posted' });
    expect((await posts())[0]!.markdown).toBe('Before.\n\nAfter.');
  });

  it('that is encrypted, or says more than any post, is refused in words', async () => {
    for (const more of [
      { body: '-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----' },
      { headers: ['Content-Type: application/pkcs7-mime; smime-type=enveloped-data'], body: 'MIAG' },
      { body: 'It is so. '.repeat(10_000) },
    ])
      expect(await receive(forum.adda, await mailed(thread.postId, more))).toEqual({
        ...{ what: 'refused', why: 'mail_unreadable' },
      });
  });

  it('that would take for ever to read holds up nobody, and is not looked at where nobody may have written it', async () => {
    const worst = `--b\r\nContent-Type: text/plain\r\n\r\nhi\r\n--b\r\nContent-Type: text/html\r\n\r\n${'<a href='.repeat(60_000)}\r\n--b--`;
    const headers = ['Content-Type: multipart/mixed; boundary=b'];
    const stranger = await mailed(thread.postId, { from: 'who@evil.example', headers, body: worst });
    const unknown = await mailed(thread.postId, { to: 'replies+x@forum.example', headers, body: worst });
    expect(await receive(forum.adda, stranger)).toEqual({ what: 'refused', why: 'mail_forged' });
    expect(await receive(forum.adda, unknown)).toEqual({ what: 'ignored', why: 'unknown_address' });
    const own = receive(forum.adda, await mailed(thread.postId, { headers, body: worst }));
    expect((await forum.adda.workerPool.run('draw', { markdown: '*a*' })).html).toContain('<em>');
    expect(await own).toEqual({ what: 'refused', why: 'mail_unreadable' });
  });

  it('with signs that no text has is posted or refused, not kept for later', async () => {
    for (const sign of ['\0', '\u0007', '\ud800']) {
      expect((await receive(forum.adda, await mailed(thread.postId, { body: `a${sign}b is true` }))).what).toBe(
        'posted',
      );
      const html = { body: `<p>a&#0;${sign}c is true</p>`, headers: ['Content-Type: text/html; charset=utf-8'] };
      expect((await receive(forum.adda, await mailed(thread.postId, html))).what).toMatch(/posted|refused/);
    }
  });

  it('that is to be taken later costs none of the day’s', async () => {
    const { store } = forum.adda;
    const { q, t } = store.read;
    const tries = async () =>
      (await q.select().from(t.attempts)).filter(({ bucket }) => bucket === `mail-reply:${rina!.id}`);
    const before = (await tries()).length;
    const { workerPool } = forum.adda;
    Object.assign(forum.adda, { workerPool: { ...workerPool, run: () => Promise.reject(new Error('no memory')) } });
    await expect(receive(forum.adda, await mailed(thread.postId, { body: 'word '.repeat(1_000) }))).rejects.toThrow();
    Object.assign(forum.adda, { workerPool });
    expect(await tries()).toHaveLength(before);
  });

  it('forged over and over leaves nothing behind for each', async () => {
    const { q, t } = forum.adda.store.read;
    const kept = async () => (await q.select().from(t.idempotencyKeys)).length;
    for (let i = 0; i < 4; i++) await receive(forum.adda, await mailed(thread.postId, { from: 'x@example.com' }));
    const before = await kept();
    for (let i = 0; i < 4; i++) await receive(forum.adda, await mailed(thread.postId, { from: 'x@example.com' }));
    expect(await kept()).toBe(before);
  });

  it('without a number of its own, brought by two servers, is posted once', async () => {
    const raw = (await mailed(thread.postId, { body: 'Once.' })).replace(/Message-ID:.*\r\n/, '');
    const taken = [];
    for (const server of [1, 2]) taken.push(await receive(forum.adda, `Received: by mx${server}\r\n${raw}`));
    expect(taken.map(({ what }) => what)).toEqual(['posted', 'known']);
  });

  it('of HTML that shows a reply address is refused, whatever signs are in it', async () => {
    Object.assign(forum.adda.config, { mailReply: 'adda_replies+%@forum.example' });
    const address = await to(thread.postId);
    const body = `<p>Yes.</p><p>You answer at ${address} by mail.</p>`;
    const headers = ['Content-Type: text/html; charset=utf-8'];
    const taken = await receive(forum.adda, await mailed(thread.postId, { body, headers }));
    Object.assign(forum.adda.config, { mailReply: REPLY_TO });
    expect(taken).toEqual({ what: 'refused', why: 'mail_quotes_letter' });
  });
});

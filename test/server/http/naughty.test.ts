import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { cleanLine } from '../../../shared/text.ts';
import { dangers } from '../../support/dangers.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { shareOf } from '../../support/share.ts';
import { eachEngine } from '../../support/store.ts';

const corpora = process.env.ADDA_CORPORA;

/** A corpus from outside the project, when ADDA_CORPORA names its folder. */
function corpus(name: string): string[] {
  const file = corpora && path.join(corpora, name);
  if (!file || !existsSync(file)) return [];
  const strings: string[] = [];
  const collect = (value: unknown): void => {
    if (typeof value === 'string') strings.push(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
  };
  collect(JSON.parse(readFileSync(file, 'utf8')));
  return [...new Set(strings)];
}

const NAUGHTY = [
  'undefined',
  'null',
  '0',
  '-1',
  'NaN',
  '1e1000',
  ' ',
  '\t\n',
  "'; DROP TABLE posts; --",
  '%s%d%n',
  '${7*7}',
  '{{7*7}}',
  '../../etc/passwd',
  '\u202eevil',
  '\u0000',
  'a\u0000b',
  '\ufeffbom',
  'Z̮̞̠͙͔ͅA̡̫̦L̩̻G̹O',
  '田中さん',
  '👨‍👩‍👧‍👦',
  '𝕬𝖉𝖉𝖆',
  'ﷺﷺﷺ',
  'ি',
  '্',
  '\ud800',
  'İıſß',
  'NULL',
  'true',
  '__proto__',
  'constructor',
  'a'.repeat(5_000),
];
const EVIL = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'><svg/onload=alert(1)>",
  'javascript:alert(1)',
  '[x](javascript:alert(1))',
  '![x](javascript:alert(1))',
  '</title><script>alert(1)</script>',
  '</textarea><script>alert(1)</script>',
  '" onfocus=alert(1) autofocus x="',
  '<a href="jav&#x09;ascript:alert(1)">x</a>',
  '<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '<!--><img src=x onerror=alert(1)>-->',
  '[x](data:text/html;base64,PHNjcmlwdD4=)',
  '<iframe srcdoc="<script>alert(1)</script>">',
  '`<script>`alert(1)',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '[a](https://x.example/"onmouseover="alert(1))',
];
/** What the shell itself brings along. */
const OWN = ['script', 'link', 'meta', 'svg', 'form'];

/** As it is kept: control characters are dropped, a lone half of a letter is replaced. */
const kept = (text: string) =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g, '')
    .toWellFormed()
    .normalize('NFC')
    .replace(/^\n+/, '')
    .trimEnd();

eachEngine('naughty strings', (engine) => {
  let forum: Forum;
  let rina: Member;
  // Everywhere else than in a body some stand for the others.
  const some = (list: string[], each: number) => shareOf(list, engine, { sqlite: each, postgres: 4 * each });
  beforeAll(async () => {
    forum = await makeForum(engine);
    rina = await forum.member('Rina');
  });

  const clear = () =>
    forum.adda.store.write(async (tx) => void (await tx.q.delete(tx.t.attempts).returning({ id: tx.t.attempts.id })));

  /** Puts one string everywhere that a member can, and gives the pages on which it then stands. */
  async function expectShown(text: string): Promise<string[]> {
    await clear();
    const padded = `A title with ${text}`;
    const answers = [
      await forum.api(
        'POST',
        '/threads',
        { space: 'wheels', form: 'question', title: padded, body: text, tags: [text] },
        rina,
      ),
      await forum.api(
        'POST',
        '/threads',
        { space: 'wheels', form: 'question', title: padded, body: `Words. ${text}` },
        rina,
      ),
      await forum.post('/settings/profile', { name: text, bio: text }, rina),
      await forum.post('/settings/profile', { name: 'Rina', bio: text }, rina),
      await forum.post('/ask', { space: text, form: text, title: text, body: text, tags: text }, rina),
      await forum.post('/sign-in', { who: text, password: text, next: text }),
      await forum.get(`/search?q=${encodeURIComponent(text.toWellFormed())}`),
      await forum.get(
        `/ask?title=${encodeURIComponent(text.toWellFormed())}&space=${encodeURIComponent(text.toWellFormed())}`,
        rina,
      ),
    ];
    for (const { status, text: said } of answers)
      expect(status, `${JSON.stringify(text.slice(0, 80))} ${said.slice(0, 200)}`).toBeLessThan(500);
    const made = answers.slice(0, 2).filter(({ status }) => status === 201);
    const own = await forum.get('/settings', rina);
    const slug = /href="(\/u\/[^"]+)"/.exec(own.text)![1]!;
    const urls = [slug, '/', '/new.atom', '/s/wheels', ...made.map((answer) => answer.json().url)];
    const pages = [...answers.slice(2).map((answer) => answer.text), own.text];
    for (const url of urls) {
      const page = await forum.get(url);
      expect(page.status, `${url} ${JSON.stringify(text.slice(0, 80))}`).toBe(200);
      if (!url.endsWith('.atom')) pages.push(page.text);
    }
    for (const answer of made) {
      const { id, postId } = answer.json();
      expect((await forum.api('GET', `/threads/${id}`)).json().thread.title).toBe(
        // One line stands among others: nothing in it turns words round, or is there unseen.
        cleanLine(kept(padded)),
      );
      await forum.api('POST', `/posts/${postId}/withdraw`, {}, rina);
    }
    return pages;
  }

  it('are kept and shown as they are, or refused', async () => {
    for (const text of [...NAUGHTY, ...some(corpus('blns.json'), 5)]) await expectShown(text);
  });

  it('are kept in a body letter by letter', async () => {
    for (const text of [...NAUGHTY, ...shareOf(corpus('blns.json'), engine, { sqlite: 1, postgres: 4 })]) {
      await clear();
      const made = await forum.api(
        'POST',
        '/threads',
        { space: 'wheels', form: 'discussion', title: 'Letter by letter', body: `Words: ${text}` },
        rina,
      );
      if (made.status !== 201) continue;
      const [post] = await forum.adda.store.read.raw<{ markdown: string }>(
        `select markdown from posts where id = ${made.json().postId}`,
      );
      expect(post!.markdown).toBe(kept(`Words: ${text}`));
    }
  });

  it('that would run are only ever shown', async () => {
    for (const text of [...EVIL, ...some(corpus('xss.json'), 50)]) {
      for (const page of await expectShown(text)) {
        const found = dangers(page, OWN);
        expect(found, `${JSON.stringify(text)} ${found}`).toEqual([]);
        expect(
          page.replace(/<script type="application\/ld\+json">[^<]*<\/script>/, '').match(/<script/g) ?? [],
        ).toHaveLength(page.startsWith('<!doctype html>') ? 1 : 0);
      }
    }
  });
});

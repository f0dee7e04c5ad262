/** Files and names that mean no good: each is refused with its reason, or kept and sent as nothing but what it is. */
import { beforeAll, describe, expect, it } from 'vitest';
import { updateSite } from '../../../server/platform/site/queries.ts';
import { USUAL_FILES } from '../../../server/rules/files.ts';
import { type Sent, sendForm } from '../../support/files.ts';
import { type Forum, makeForum, type Member, ORIGIN } from '../../support/forum.ts';
import { HOSTILE, pdf, zip } from '../../support/made-files.ts';

describe('hostile files', () => {
  let forum: Forum;
  beforeAll(async () => {
    forum = await makeForum('sqlite');
    await forum.adda.store.write((tx) => updateSite(tx, { files: { ...USUAL_FILES, from: 'new' } }));
  });

  const send = async (who: Member, ...files: Sent[]) => {
    const { status, text } = await sendForm(forum, '/api/v1/files', {}, files, who, { accept: 'application/json' });
    return { status, ...JSON.parse(text) };
  };
  async function stored(): Promise<string[]> {
    const names: string[] = [];
    for await (const { name } of forum.adda.files.list('f-')) names.push(name);
    return names;
  }

  it('are refused by what is inside, whatever they are called, and nothing of them stays', async () => {
    const names = ['notes.txt', 'plan.pdf', 'bundle.zip', 'photo.jpg', 'README'];
    const taken: string[] = [];
    let count = 0;
    for (const [of, bytes] of HOSTILE) {
      const who = await forum.member(`Mallory ${String.fromCharCode(97 + (count % 26))} ${'x'.repeat(count / 26 + 1)}`);
      for (const name of names) {
        count++;
        const { status, errors } = await send(who, { name, bytes, type: 'application/pdf' });
        if (status !== 422 || !errors?.[0]?.message.includes(`“${name}”`)) taken.push(`${of} as ${name}: ${status}`);
      }
    }
    expect(taken).toEqual([]);
    expect(await stored()).toEqual([]);
    console.log(`${count} hostile files were refused`);
  });

  it('that are good and called otherwise are refused by name', async () => {
    const trudy = await forum.member('Trudy');
    for (const [name, bytes] of [
      ['notes.pdf', Buffer.from('words')],
      ['page.html', Buffer.from('words')],
      ['run.exe', Buffer.from('words')],
      ['run.txt.bat', Buffer.from('words')],
      ['plan.txt', pdf()],
      ['plan.html', pdf()],
      ['letter.docx', zip()],
      ['app.jar', zip()],
      ['notes\u202efdp.exe', Buffer.from('words')],
    ] as const) {
      const { status, errors } = await send(trudy, { name, bytes });
      expect([name, status, errors[0].code]).toEqual([name, 422, expect.stringMatching(/^file_ending_/)]);
    }
    expect(await stored()).toEqual([]);
  });

  it('with hostile names are kept by clean ones, and downloaded by them alone', async () => {
    const eve = await forum.member('Eve');
    for (const [name, clean] of [
      ['../../../etc/passwd.txt', 'passwd.txt'],
      ['..\\..\\boot.txt', 'boot.txt'],
      ['a\u202egpj.txt', 'agpj.txt'],
      ['\u200b\u2060hidden.txt', 'hidden.txt'],
      ['x" ; filename=evil.exe; y.txt', 'x%22 ; filename=evil.exe; y.txt'],
      ['<script>alert(1)<script>.txt', '_script_alert(1)_script_.txt'],
      ['aux.txt', '_aux.txt'],
      ['ছাদের বাগান 🌿.txt', 'ছাদের বাগান 🌿.txt'],
      [`${'ন'.repeat(400)}.txt`, `${'ন'.repeat(196)}.txt`],
    ] as const) {
      const { status, files } = await send(eve, { name, bytes: Buffer.from('words') });
      expect([name, status, files?.[0].name]).toEqual([name, 201, clean]);
      const { headers } = await forum.get(files[0].url, eve);
      const said = headers['content-disposition']!;
      const [, quoted, encoded] =
        /^attachment; filename=(?:"([^"\\]*)"|[\w.-]+)(?:; filename\*=UTF-8''([\w%.!#$&+^`|~-]+))?$/.exec(said) ?? [];
      expect([said, decodeURIComponent(encoded ?? quoted ?? said.split('=')[1]!)]).toEqual([said, clean]);
    }
  });

  it('lie about their size and number, and are counted all the same', async () => {
    const oscar = await forum.member('Oscar');
    const lie = (length: string, bytes: Buffer) =>
      forum.app.inject({
        method: 'POST',
        url: '/api/v1/files',
        payload: Buffer.concat([
          Buffer.from(
            `--x\r\ncontent-disposition: form-data; name="pictures"; filename="a.txt"\r\ncontent-length: ${length}\r\n\r\n`,
          ),
          bytes,
          Buffer.from('\r\n--x--\r\n'),
        ]),
        headers: { 'content-type': 'multipart/form-data; boundary=x', origin: ORIGIN, cookie: oscar.cookie },
      });
    for (const length of ['1', '-1', '99999999999', 'many'])
      expect((await lie(length, Buffer.from('Nine words'))).json().files[0].bytes).toBe(10);
    const large = await lie('10', Buffer.alloc(10 * 1_048_576 + 1, 'a'));
    expect([large.statusCode, large.json().errors[0].code]).toEqual([422, 'too_large_file']);
    const [empty] = (await lie('0', Buffer.alloc(0))).json().errors;
    expect([empty.code, empty.message]).toEqual(['empty_file', '“a.txt” is empty.']);
    const many = await send(oscar, ...Array.from({ length: 13 }, () => ({ name: 'a.txt', bytes: Buffer.from('a') })));
    expect(many.errors.map(({ code }: { code: string }) => code)).toContain('too_many_files');
    // A day has an end for whoever brings one after the other.
    let last = 201;
    for (let i = 0; i < 30 && last === 201; i++)
      last = (await send(oscar, { name: 'a.txt', bytes: Buffer.from(`${i}`) })).status;
    expect(last).toBe(429);
  });

  it('are asked for by names that are none of ours, and are not there', async () => {
    await forum.adda.files.put('f-0123456789abcdef01234567.txt', Buffer.from('of nobody'));
    for (const name of [
      'f-0123456789abcdef01234567.txt',
      'f-0123456789abcdef01234567.pdf',
      '..%2fadda.db',
      '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
      'f-0123456789abcdef01234567.txt%00.pdf',
      'f-0123456789abcdef01234567.html',
      'x'.repeat(5_000),
    ])
      expect([name, (await forum.get(`/files/${name}`)).status]).toEqual([
        name,
        expect.toSatisfy((s) => s >= 400 && s < 500),
      ]);
  });
});

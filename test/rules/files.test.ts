import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanFileName, mayBringFiles, nameAs, readFile, USUAL_FILES } from '../../server/rules/files.ts';
import { length } from '../../shared/text.ts';
import { HOSTILE, pdf, zip } from '../support/made-files.ts';

describe('what a file is', () => {
  it('is told by what is inside', () => {
    expect(readFile(pdf())).toEqual({ kind: 'pdf' });
    expect(readFile(zip())).toEqual({ kind: 'zip' });
    expect(readFile(zip({ note: 'for the winter' }))).toEqual({ kind: 'zip' });
    for (const words of [
      'a,b\n1,2\n',
      'গাছের তালিকা',
      '\ufeffWith a mark',
      '\u001b[31mred\u001b[0m',
      '# Notes',
      '<p>In Markdown.</p>',
    ])
      expect([words, readFile(Buffer.from(words))]).toEqual([words, { kind: 'text' }]);
  });

  it('is nothing where it would be two things, or only begins like one', () => {
    expect(HOSTILE.length).toBeGreaterThanOrEqual(30);
    for (const [name, bytes] of HOSTILE) expect([name, readFile(bytes)]).toEqual([name, { fault: expect.any(String) }]);
  });

  it('is told of any bytes, and of many', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void readFile(Buffer.from(bytes))));
    const many = (head: string) => Buffer.concat([Buffer.from(head, 'latin1'), Buffer.alloc(10 * 1_048_576, 'a')]);
    expect(['%PDF-1.7', 'PK\x03\x04', 'words '].map((head) => readFile(many(head)))).toEqual([
      ...[{ fault: expect.any(String) }, { fault: expect.any(String) }, { kind: 'text' }],
    ]);
  });
});

describe('the name of a file', () => {
  it.each([
    ['notes.txt', 'notes.txt'],
    ['গাছের তালিকা.pdf', 'গাছের তালিকা.pdf'],
    ['../../etc/passwd.txt', 'passwd.txt'],
    ['C:\\temp\\notes.txt', 'notes.txt'],
    ['re\u202etxt.exe\u202c.txt', 'retxt.exe.txt'],
    ['a\u200b\u2060\ufeffb.txt', 'ab.txt'],
    ['a\r\nSet-Cookie: x.txt', 'a Set-Cookie_ x.txt'],
    ['<img src=x>.txt', '_img src=x_.txt'],
    ['  ..hidden.txt. ', 'hidden.txt'],
    ['con.txt', '_con.txt'],
    ['', 'file'],
    ['///', 'file'],
    ['\u202e', 'file'],
  ])('%j becomes %j', (from, to) => expect(cleanFileName(from)).toBe(to));

  it('has two hundred letters at most and keeps its ending, whatever came', () => {
    expect(length(cleanFileName(`${'অ'.repeat(500)}.csv`))).toBe(200);
    expect(cleanFileName(`${'a'.repeat(5_000)}.csv`)).toMatch(/\.csv$/);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        const clean = cleanFileName(name);
        expect(length(clean)).toBeLessThanOrEqual(200);
        expect(clean).toMatch(/^[^/\\:*?"<>|\u0000-\u001f\u202a-\u202e]+$/u);
        expect(cleanFileName(clean)).toBe(clean);
      }),
    );
  });

  it('says nothing else than what is inside', () => {
    expect(nameAs('text', 'README')).toBe('README.txt');
    expect(nameAs('text', 'list.CSV')).toBe('list.CSV');
    expect(nameAs('pdf', 'a.txt')).toBeNull();
    expect(nameAs('zip', 'letter.docx')).toBeNull();
    expect(nameAs('text', 'page.html')).toBeNull();
    expect(nameAs('text', 'run.exe')).toBeNull();
    expect(nameAs('text', 'x\u202etxt.exe')).toBeNull();
  });
});

describe('bringing files', () => {
  it('opens with the trust that the forum asks for, and not where it takes none', () => {
    const may = (from: 'new' | 'known' | 'regular') =>
      (['new', 'known', 'regular', null] as const).map((step) => mayBringFiles(step, { ...USUAL_FILES, from }));
    expect(may('new')).toEqual([true, true, true, true]);
    expect(may('known')).toEqual([false, true, true, true]);
    expect(may('regular')).toEqual([false, false, true, true]);
    expect(mayBringFiles('regular', { ...USUAL_FILES, kinds: [] })).toBe(false);
  });
});

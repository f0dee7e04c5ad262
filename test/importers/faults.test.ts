import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { reportText } from '../../server/reach/importers/report.ts';
import { temporaryFolder } from '../support/store.ts';
import { answer, bring, comment, openAdda, postsBy, question, user, writeDump } from './support.ts';

const notesOf = (report: Awaited<ReturnType<typeof bring>>, file: string) =>
  report.file(file).notes.map(({ reason, lines }) => `${reason} ${lines}`);

describe('faulty dumps', () => {
  it('loses nothing but the rows that are bad, and names their lines', async () => {
    const adda = await openAdda('sqlite');
    const folder = writeDump({
      Posts: [
        question(1),
        '  <row Id="2" PostTypeId="1" CreationDate="2015-03-01T10:00:00" Body="never closed />',
        '  <row Id=3 PostTypeId="1" CreationDate="2015-03-01T10:00:00" Body="x" Title="y" />',
        '  <row PostTypeId="1" CreationDate="2015-03-01T10:00:00" Body="x" Title="y" />',
        question(4, { CreationDate: 'yesterday' }),
        answer(5, 1),
        answer(6, 404),
        '  <row Id="7" PostTypeId="2" ParentId="1"\n    CreationDate="2015-03-01T10:00:00" Body="over two lines &#x0;&#x1F; and\u0000 more" />',
        question(1),
        '  <row Id="8" PostTypeId="1" CreationDate="2015-03-01T10:00:00" Body="an &unknown; entity" />',
        question(9),
      ],
      Comments: [comment(1, 1), comment(2, 6), comment(3, 5)],
    });
    const report = await bring(adda, folder);
    expect([...(await postsBy(adda)).keys()].sort()).toEqual(['c1', 'c3', 'p1', 'p5', 'p7', 'p9']);
    expect((await postsBy(adda)).get('p7')!.markdown).toBe('over two lines and more');
    expect(report.file('Posts.xml').bad).toBe(7);
    const notes = notesOf(report, 'Posts.xml');
    expect(notes.filter((note) => !note.startsWith('no proper XML'))).toEqual([
      'no Id 6',
      'no date that can be read 7',
      'the same Id once more 12',
      'answer to a question that is not here 9',
    ]);
    expect(notes.filter((note) => note.startsWith('no proper XML')).map((note) => note.split(' ').at(-1))).toEqual([
      '4',
      '5',
      '13',
    ]);
    expect(notesOf(report, 'Comments.xml')).toEqual(['comment on a post that is not here 4']);
    expect(report.isBroken).toBe(false);
  });

  it('names twenty lines of a reason and counts the rest', async () => {
    const comments = Array.from({ length: 33 }, (_, i) => comment(i + 1, 99));
    const report = await bring(await openAdda('sqlite'), writeDump({ Posts: [question(1)], Comments: comments }));
    expect(reportText(report)).toContain(
      'comment on a post that is not here: 33 (line 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22 and 13 more)',
    );
  });

  it('brings in all that comes before the break of a truncated file', async () => {
    const adda = await openAdda('sqlite');
    const folder = writeDump({ Posts: [question(1), answer(2, 1), question(3)], Users: [user(1, 'Ada')] });
    const file = path.join(folder, 'Posts.xml');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.slice(0, text.indexOf('Question number 3')));
    const report = await bring(adda, folder);
    expect(report.isBroken).toBe(true);
    expect(report.file('Posts.xml')).toMatchObject({
      state: 'broken',
      problem: 'line 5: the file ends in the middle',
      imported: 2,
    });
    expect(reportText(report)).toContain('A file is broken');
    writeFileSync(file, text);
    expect((await bring(adda, folder)).made).toMatchObject({ questions: 1, answers: 0 });
  });

  it.each([
    ['cut in the closing tag', '</pos'],
    ['without a closing tag', ''],
  ])('sees a file %s', async (_, end) => {
    const folder = writeDump({ Posts: [question(1)] });
    const file = path.join(folder, 'Posts.xml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('</posts>\r\n', end));
    const report = await bring(await openAdda('sqlite'), folder);
    expect(report.isBroken).toBe(true);
    expect(report.made.questions).toBe(1);
  });

  it('takes the scores when the votes are cut off', async () => {
    const adda = await openAdda('sqlite');
    const folder = writeDump({ Posts: [question(1, { Score: 4 })], Votes: [] });
    writeFileSync(
      path.join(folder, 'Votes.xml'),
      '<votes>\n<row Id="1" PostId="1" VoteTypeId="2" CreationDate="2015-03-01T00:00:00.000" />\n<row Id="2" Po',
    );
    const report = await bring(adda, folder);
    expect(report.file('Votes.xml').state).toBe('broken');
    expect((await postsBy(adda)).get('p1')!.importedHelpful).toBe(4);
  });

  it('says in one sentence when there is nothing to read', async () => {
    const adda = await openAdda('sqlite');
    const folder = temporaryFolder();
    await expect(bring(adda, path.join(folder, 'nowhere'))).rejects.toThrow(/^There is no folder .*nowhere\.$/);
    await expect(bring(adda, folder)).rejects.toThrow(
      /^There is no Posts\.xml in .*, so it is no Stack Exchange dump\.$/,
    );
    writeFileSync(path.join(folder, 'Posts.xml'), '');
    expect((await bring(adda, folder)).isBroken).toBe(true);
    rmSync(path.join(folder, 'Posts.xml'));
    writeFileSync(path.join(folder, 'Posts.xml'), 'no XML at all, but a page of words');
    expect((await bring(adda, folder)).file('Posts.xml').problem).toBe('line 1: there is no row in it');
    expect(await adda.store.read.q.select().from(adda.store.read.t.spaces)).toEqual([]);
  });
});

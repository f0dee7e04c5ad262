/** Synthetic Stack Exchange dumps of any size, the same for the same seed, written as they are made. */
import { createWriteStream, mkdirSync } from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';

export type DumpShape = {
  questions: number;
  answersPer?: number;
  commentsPer?: number;
  users?: number;
  seed?: number;
  history?: boolean;
  /** With edits, closed questions and links between questions. */
  edits?: boolean;
};
export type DumpFacts = {
  questions: number;
  answers: number;
  accepted: number;
  comments: number;
  users: number;
  bytes: number;
};

const WORDS =
  'river bread lamp garden copper thread winter engine paper stone water wheel market candle bridge letter morning harvest window basket ladder kettle violin anchor meadow pepper silver timber valley orchard'.split(
    ' ',
  );
const START = Date.UTC(2015, 0, 1);
const MINUTE = 60_000;

/** A small generator of pseudo-random numbers (mulberry32). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const escapeXml = (text: string) =>
  text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/\n/g, '&#xA;');

/** One record; attributes that are null are left out. */
export function row(attributes: Record<string, string | number | null>): string {
  const parts = Object.entries(attributes).filter(([, value]) => value !== null);
  return `  <row ${parts.map(([name, value]) => `${name}="${escapeXml(String(value))}"`).join(' ')} />\r\n`;
}

class DumpFile {
  bytes = 0;
  #stream;
  #root: string;

  constructor(folder: string, name: string) {
    this.#root = name.toLowerCase();
    this.#stream = createWriteStream(path.join(folder, `${name}.xml`), { highWaterMark: 1_048_576 });
    this.#stream.write(`\ufeff<?xml version="1.0" encoding="utf-8"?>\r\n<${this.#root}>\r\n`);
  }

  async put(attributes: Record<string, string | number | null>): Promise<void> {
    const text = row(attributes);
    this.bytes += text.length;
    if (!this.#stream.write(text)) await once(this.#stream, 'drain');
  }

  async end(): Promise<void> {
    this.#stream.end(`</${this.#root}>\r\n`);
    await once(this.#stream, 'close');
  }
}

function makeWriter(next: () => number) {
  const pick = <T>(from: readonly T[]) => from[Math.floor(next() * from.length)]!;
  const sentence = (words: number) => Array.from({ length: words }, () => pick(WORDS)).join(' ');
  const paragraphs = () =>
    Array.from({ length: 2 + Math.floor(next() * 3) }, () => sentence(25 + Math.floor(next() * 40)));
  return { pick, sentence, paragraphs };
}

/** Writes Posts, Users, Comments, Votes, PostHistory (unless `history` is false) and, with edits, PostLinks into `folder`. */
export async function makeDump(folder: string, shape: DumpShape): Promise<DumpFacts> {
  const {
    questions,
    answersPer = 2,
    commentsPer = 3,
    users = Math.max(5, Math.ceil(questions / 3)),
    seed = 1,
    history = true,
    edits = false,
  } = shape;
  mkdirSync(folder, { recursive: true });
  const next = random(seed);
  const { pick, sentence, paragraphs } = makeWriter(next);
  const file = {
    users: new DumpFile(folder, 'Users'),
    posts: new DumpFile(folder, 'Posts'),
    comments: new DumpFile(folder, 'Comments'),
    votes: new DumpFile(folder, 'Votes'),
    history: history ? new DumpFile(folder, 'PostHistory') : null,
    links: edits ? new DumpFile(folder, 'PostLinks') : null,
  };
  const facts: DumpFacts = { questions, answers: 0, accepted: 0, comments: 0, users, bytes: 0 };
  const iso = (at: number) => new Date(at).toISOString().slice(0, -1);
  const ids = { post: 0, comment: 0, vote: 0, event: 0 };

  for (let id = 1; id <= users; id++) {
    await file.users.put({
      Id: id,
      Reputation: 1,
      CreationDate: iso(START - id * MINUTE),
      DisplayName: `${pick(WORDS)} ${pick(WORDS)}`,
      AboutMe: next() < 0.2 ? `<p>${sentence(12)}</p>` : '',
    });
  }

  const owner = () => (next() < 0.02 ? null : 1 + Math.floor(next() * users));
  async function vote(post: number, type: number, at: number): Promise<void> {
    await file.votes.put({
      Id: ++ids.vote,
      PostId: post,
      VoteTypeId: type,
      CreationDate: `${iso(at).slice(0, 10)}T00:00:00.000`,
    });
  }
  async function event(post: number, type: number, at: number, more: Record<string, string | number | null>) {
    const id = ++ids.event;
    const fixed = { Id: id, PostHistoryTypeId: type, PostId: post, RevisionGUID: `guid-${id}` };
    await file.history?.put({ ...fixed, CreationDate: iso(at), UserId: 1, ...more });
  }
  /** @param edited whether only its first words stood there at first */
  async function around(post: number, at: number, text: string[], edited = false): Promise<void> {
    const Text = `${text.join('\n\n')}\n\n- **${pick(WORDS)}** [link](http://example.org/${post})\n- \`code\`\n`;
    await event(post, 2, at, { Text: edited ? text[0]! : Text });
    if (edited) await event(post, 5, at + 5 * MINUTE, { Text, UserId: 1 + Math.floor(next() * users) });
    for (let n = Math.floor(next() * 5); n > 0; n--) await vote(post, 2, at + n * MINUTE);
    for (let n = Math.floor(next() * 2 * commentsPer); n > 0; n--) {
      facts.comments++;
      await file.comments.put({
        Id: ++ids.comment,
        PostId: post,
        Score: Math.floor(next() * 3),
        Text: `${sentence(20)} & so on`,
        CreationDate: iso(at + (60 - n) * MINUTE),
        UserId: owner(),
      });
    }
  }

  for (let n = 0; n < questions; n++) {
    const at = START + n * 61 * MINUTE;
    const question = ++ids.post;
    const answers = Math.floor(next() * (2 * answersPer + 1));
    const accepted = answers > 0 && next() < 0.5 ? question + 1 + Math.floor(next() * answers) : null;
    const text = paragraphs();
    const by = owner();
    const closed = edits && next() < 0.15;
    const edited = edits && next() < 0.3;
    await file.posts.put({
      Id: question,
      PostTypeId: 1,
      AcceptedAnswerId: accepted,
      CreationDate: iso(at),
      Score: Math.floor(next() * 9) - 2,
      ViewCount: 10,
      Body: text.map((part) => `<p>${part}</p>\n`).join(''),
      OwnerUserId: by,
      OwnerDisplayName: by === null ? `user${question}` : null,
      Title: `${sentence(7)}?`,
      Tags: `<${pick(WORDS)}><${pick(WORDS)}>`,
      AnswerCount: answers,
      ClosedDate: closed ? iso(at + 90 * MINUTE) : null,
      LastEditDate: edited ? iso(at + 5 * MINUTE) : null,
    });
    await around(question, at, text, edited);
    if (closed) {
      const Comment = pick(['101', '102', '3']);
      await event(question, 10, at + 90 * MINUTE, { Comment, Text: `{"OriginalQuestionIds":[1,${question}]}` });
    }
    if (edits && next() < 0.2)
      await file.links!.put({
        ...{ Id: question, CreationDate: iso(at), PostId: question },
        ...{ RelatedPostId: 1 + Math.floor(next() * question), LinkTypeId: closed ? 3 : 1 },
      });
    for (let i = 0; i < answers; i++) {
      const answer = ++ids.post;
      const words = paragraphs();
      await file.posts.put({
        Id: answer,
        PostTypeId: 2,
        ParentId: question,
        CreationDate: iso(at + (i + 1) * 17 * MINUTE),
        Score: Math.floor(next() * 9) - 2,
        Body: words.map((part) => `<p>${part}</p>\n`).join(''),
        OwnerUserId: owner(),
      });
      await around(answer, at + (i + 1) * 17 * MINUTE, words);
      if (answer === accepted) await vote(answer, 1, at + 1_440 * MINUTE);
    }
    facts.answers += answers;
    if (accepted !== null) facts.accepted++;
  }
  for (const each of Object.values(file)) {
    if (!each) continue;
    await each.end();
    facts.bytes += each.bytes;
  }
  return facts;
}

import { beforeAll, expect, it } from 'vitest';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';
import { ask, type Asked, write } from '../../support/talk.ts';

eachEngine('what the API takes as JSON', (engine) => {
  let forum: Forum;
  let rina: Member;
  let thread: Asked;
  beforeAll(async () => {
    forum = await makeForum(engine);
    rina = await forum.member('Rina');
    thread = await ask(forum, rina);
  });
  const send = (body: object) =>
    forum.api('POST', `/threads/${thread.id}/posts`, { body: 'True it first.', ...body }, rina);

  const WRONG: [string, object][] = [
    ['parentId', { parentId: '1' }],
    ['parentId', { parentId: '0x1' }],
    ['parentId', { parentId: true }],
    ['parentId', { parentId: [1] }],
    ['parentId', { parentId: 1.5 }],
    ['ownAnswer', { ownAnswer: 'true' }],
    ['ownAnswer', { ownAnswer: 1 }],
    ['ownAnswer', { ownAnswer: null }],
    ['body', { body: ['True it first.'] }],
    ['body', { body: 5 }],
    ['body', { body: { text: 'True it first.' } }],
    ['body', { body: null }],
    ['pictureIds', { pictureIds: 5 }],
    ['pollMost', { pollMost: true }],
    ['pollChoices', { pollChoices: 'One' }],
  ];
  it.each(WRONG)('is not made into another type: %s in %j', async (field, body) => {
    const refused = await send(body);
    expect(refused.status, refused.text).toBe(422);
    expect(refused.json().errors.map((error: { field: string }) => error.field)).toEqual([field]);
    expect(refused.headers['content-type']).toContain('application/problem+json');
  });

  it('is not posted where it asks for a preview, which has an address of its own', async () => {
    const refused = await send({ preview: '1' });
    expect([refused.status, refused.json().errors[0].field]).toEqual([422, 'preview']);
    expect((await forum.get(thread.url)).text).not.toContain('True it first.');
  });

  it('is taken where each is what it should be', async () => {
    expect((await send({ parentId: thread.postId, pictureIds: [] })).status).toBe(201);
  });

  it('may be what a form says, where a form says it', async () => {
    const { id } = await write(forum, rina, thread.id, 'Then the brake.');
    const sent = await forum.post(`/t/${thread.id}/posts`, { body: 'And the hub.', parentId: String(id) }, rina);
    expect(sent.status, sent.text).toBe(303);
  });
});

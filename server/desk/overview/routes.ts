import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { action, page } from '../../platform/http/routes.ts';
import { Done, Nothing, Nullable } from '../../platform/http/schemas.ts';
import { figuresOf } from './figures.ts';
import { runJobSoon } from './jobs.ts';
import { overviewView } from './view.ts';

const Count = Type.Integer();
const Moment = Type.Integer({ description: 'UTC milliseconds' });
const Bytes = Type.Number({ description: 'bytes' });

const FiguresOut = Type.Object({
  ...{ at: Moment, version: Type.String(), engine: Type.String() },
  process: Type.Object(
    {
      ...{ node: Type.String(), startedAt: Moment, memory: Bytes, answered: Count, failed: Count },
      ...{ p50: Type.Number({ description: 'ms' }), p99: Type.Number({ description: 'ms' }) },
    },
    { description: 'Of the node that answers, since its start.' },
  ),
  cache: Type.Object({ pages: Count, bytes: Bytes, maxBytes: Bytes }),
  openPages: Count,
  disk: Nullable(Type.Object({ free: Bytes, size: Bytes })),
  files: Type.Object({ used: Bytes, most: Bytes }, { description: 'Of members; a most of 0 is none.' }),
  storage: Type.Object(
    { database: Bytes, pictures: Bytes, files: Bytes },
    { description: 'The database, and what members brought' },
  ),
  backup: Type.Object({ isOn: Type.Boolean(), at: Nullable(Moment) }),
  forum: Type.Object({
    ...{ members: Count, joined: Count, posts: Count, held: Count, cases: Count, tasks: Count, tasksGivenUp: Count },
  }),
  letters: Type.Object({ waiting: Count, retried: Count, givenUp: Count }),
  push: Type.Object({ devices: Count, waiting: Count }),
  jobs: Type.Array(
    Type.Object({
      ...{ name: Type.String(), startedAt: Nullable(Moment), finishedAt: Nullable(Moment), dueAt: Moment },
      hasFailed: Type.Boolean(),
      isSetUp: Type.Boolean({
        description: 'Whether the settings of the machine ask for it; otherwise it does nothing.',
      }),
      error: Nullable(Type.String({ description: 'What went wrong last time' })),
    }),
  ),
});

export function overviewRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/admin/overview',
    who: 'admin',
    query: Type.Object({ flash: Type.Optional(Type.String({ maxLength: 40 })) }),
    load: (ctx) => figuresOf(ctx.adda, app),
    view: overviewView,
    api: {
      path: '/api/v1/admin/overview',
      summary: 'How the forum and its machine do',
      tag: 'admin',
      response: FiguresOut,
      json: (figures) => figures,
    },
  });
  action(app, {
    path: '/admin/jobs/:name/run',
    who: 'admin',
    params: Type.Object({ name: Type.String({ maxLength: 60 }) }),
    body: Nothing,
    run: (ctx, { params }) => runJobSoon(ctx.adda, ctx.viewer, params.name),
    done: () => '/admin/overview?flash=job-due#jobs',
    api: {
      path: '/api/v1/admin/jobs/:name/run',
      summary: 'Have a job run at once',
      tag: 'admin',
      response: Done,
      json: () => ({ ok: true }),
    },
  });
}

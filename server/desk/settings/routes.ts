import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { Ctx } from '../../platform/http/context.ts';
import { invalid } from '../../platform/errors.ts';
import { refusedForm } from '../../platform/http/form-state.ts';
import { action, page } from '../../platform/http/routes.ts';
import { Done, Id, IdParams, Line, Nothing, Nullable } from '../../platform/http/schemas.ts';
import { isTextForNumber, settingOf, SETTINGS, settingValue } from '../../rules/settings.ts';
import { resetSetting, saveSetting, undoChange } from './actions.ts';
import { type HistoryPage, historyPage, type SettingsPage, settingsPage } from './page.ts';
import { historyView, settingsView } from './view.ts';
import { settingWords } from './words.ts';

const KeyParams = Type.Object({ key: Type.String({ maxLength: 60 }) });
const Flash = Type.Optional(Type.String({ maxLength: 40 }));
const MOST_OPTIONS = 50;
/** Of any kind: the rule of each setting says what it takes. Text comes first, so that a form's text stays what it is. */
const Value = Type.Union([
  Line,
  Type.Array(Line, { maxItems: MOST_OPTIONS }),
  Type.Boolean(),
  Type.Number(),
  Type.Null(),
]);
const Was = Type.Optional(
  Type.Integer({
    minimum: 0,
    description:
      'The `id` of its last change as you know it, 0 for none: `stale_setting` where somebody changed it since.',
  }),
);
const Moment = Type.Integer({ description: 'UTC milliseconds' });

const ChangeOut = Type.Object({
  ...{ id: Type.Integer(), key: Type.String(), before: Value, after: Value, at: Moment },
  by: Nullable(Type.String({ description: 'Null for what no account did.' })),
  undoes: Nullable(Type.Integer({ description: 'The change that this one took back.' })),
});
const SettingOut = Type.Object({
  ...{ key: Type.String(), name: Type.String(), group: Type.String(), kind: Type.String() },
  ...{ value: Value, default: Value },
  options: Type.Optional(Type.Array(Type.Union([Type.String(), Type.Number()]))),
  min: Type.Optional(Type.Integer()),
  max: Type.Optional(Type.Integer()),
  changed: Nullable(ChangeOut),
});

type Change = HistoryPage['changes'][number] | NonNullable<ReturnType<SettingsPage['newest']['get']>>;
const changeJson = ({ id, key, before, after, at, actorName, undoes }: Change) => ({
  ...{ id, key, before, after, at, undoes },
  by: actorName,
});

function settingsJson({ settings, newest }: SettingsPage, { m, site }: Ctx) {
  return {
    settings: settings.map((one) => {
      const change = newest.get(one.key);
      return {
        ...{ key: one.key, name: settingWords(m, one).name, group: one.group, kind: one.kind },
        ...{ value: settingValue(site, one), default: one.usual },
        ...('options' in one && { options: [...one.options] }),
        ...(one.kind === 'number' && { min: one.min, max: one.max }),
        ...(one.kind === 'line' && { min: one.range.min ?? 0, max: one.range.max }),
        changed: change ? changeJson(change) : null,
      };
    }),
  };
}

const ok = { response: Done, json: () => ({ ok: true }) };
const back = (key: string) => `/admin/settings?flash=saved#s-${key.replace('.', '-')}-t`;

export function settingRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/admin/settings',
    who: 'admin',
    query: Type.Object({ q: Type.Optional(Line), flash: Flash }),
    load: (ctx, { query }) => settingsPage(ctx, query.q ?? ''),
    view: settingsView,
    api: {
      path: '/api/v1/admin/settings',
      summary: 'The settings of the forum, with what holds by default and who changed each last',
      tag: 'admin',
      response: Type.Object({ settings: Type.Array(SettingOut) }),
      json: settingsJson,
    },
  });
  page(app, {
    path: '/admin/settings/changes',
    who: 'admin',
    query: Type.Object({
      key: Type.Optional(Type.Union(SETTINGS.map(({ key }) => Type.Literal(key)))),
      before: Type.Optional(Id),
      flash: Flash,
    }),
    load: (ctx, { query }) => historyPage(ctx, query.key ?? null, query.before ?? null),
    view: historyView,
    api: {
      path: '/api/v1/admin/settings/changes',
      summary: 'What was changed in the settings, newest first; of one by its key',
      tag: 'admin',
      response: Type.Object({
        changes: Type.Array(ChangeOut),
        next: Nullable(Type.Integer({ description: 'The `before` of the next page' })),
      }),
      json: ({ changes, next }) => ({ changes: changes.map(changeJson), next }),
    },
  });
  changingRoutes(app);
}

/** A form says nothing of what is not ticked, and numbers as text; who asks the API says it, and as it is meant. @throws {AddaError} `invalid` */
function mustBeSaid(key: string, value: unknown): void {
  const setting = settingOf(key);
  if (value === undefined) throw invalid({ field: 'value', fault: 'required' });
  if (setting && isTextForNumber(setting, value)) throw invalid({ field: 'value', fault: 'wrong' });
}

function changingRoutes(app: FastifyInstance): void {
  action(app, {
    path: '/admin/settings/:key',
    who: 'admin',
    method: 'PUT',
    params: KeyParams,
    body: Type.Object({ value: Type.Optional(Value), was: Was }),
    async run(ctx, { params, body }) {
      if (ctx.here.startsWith('/api/')) mustBeSaid(params.key, body.value);
      await saveSetting(ctx.adda, ctx.viewer, params.key, body.value, body.was);
      return params.key;
    },
    done: (_ctx, key) => back(key),
    redraw: async (ctx, { params, values, error }) =>
      settingsView(ctx, await settingsPage(ctx, '', { key: params.key, form: refusedForm(ctx, values, error) })),
    api: { path: '/api/v1/admin/settings/:key', summary: 'Change a setting', tag: 'admin', ...ok },
  });
  action(app, {
    path: '/admin/settings/:key/usual',
    who: 'admin',
    method: 'DELETE',
    params: KeyParams,
    body: Type.Object({ was: Was }),
    async run(ctx, { params, body }) {
      await resetSetting(ctx.adda, ctx.viewer, params.key, body.was);
      return params.key;
    },
    done: (_ctx, key) => back(key),
    redraw: async (ctx, { params, error }) => {
      const setting = settingOf(params.key);
      const values = { value: setting && settingValue(ctx.site, setting) };
      return settingsView(ctx, await settingsPage(ctx, '', { key: params.key, form: refusedForm(ctx, values, error) }));
    },
    api: { path: '/api/v1/admin/settings/:key', summary: 'Bring a setting back to its default', tag: 'admin', ...ok },
  });
  action(app, {
    path: '/admin/settings/changes/:id/undo',
    who: 'admin',
    params: IdParams,
    body: Nothing,
    run: (ctx, { params }) => undoChange(ctx.adda, ctx.viewer, params.id),
    done: () => '/admin/settings/changes?flash=saved',
    redraw: async (ctx, { error }) => historyView(ctx, await historyPage(ctx, null, null), refusedForm(ctx, {}, error)),
    api: {
      path: '/api/v1/admin/settings/changes/:id/undo',
      summary: 'Take a change of a setting back, unless it was changed again since',
      tag: 'admin',
      ...ok,
    },
  });
}

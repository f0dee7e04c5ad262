/** Why somebody may not come in, told to whoever knows their password. */
import { html, type Html } from '../../platform/http/html.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { notice, textAttributes } from '../../platform/layout/parts.ts';
import type { Conn } from '../../platform/store/store.ts';
import { nameSlug } from '../../rules/names.ts';
import { cleanLine } from '../../../shared/text.ts';
import { ACT_REASONS } from '../../../shared/words.ts';
import { accountBy } from './queries.ts';
import { standingSuspension } from './suspension-queries.ts';

/** The account that somebody means who signs in by name or e-mail address. */
export function meantBy(typed: string) {
  const who = cleanLine(typed).toLowerCase();
  return who.includes('@') ? { email: who } : { slug: nameSlug(who) };
}

/** The suspension of whom a form names, as the moderator gave reasons for it; null for none. Only for after the password. */
export async function suspensionOf(conn: Conn, typed: string, now: number) {
  const account = await accountBy(conn, meantBy(typed));
  const until = account?.suspendedUntil ?? 0;
  if (!account || until <= now) return null;
  const act = await standingSuspension(conn, account.id);
  return { until, ...(act ?? { reason: null, ownReason: null, rule: null, note: '' }) };
}

export type Suspension = NonNullable<Awaited<ReturnType<typeof suspensionOf>>>;

/** Until when, why, and what the moderator said. */
export function suspensionNotice(ctx: Ctx, { until, reason, ownReason, rule, note }: Suspension): Html {
  const { acts } = ctx.m;
  const usual = ACT_REASONS.find((one) => one === reason);
  const why = usual ? acts.reasons[usual] : (ownReason ?? reason);
  const row = (name: string, text: string | null) =>
    text && html`<dt>${name}</dt><dd${textAttributes(ctx, text)}>${text}</dd>`;
  return notice(
    ctx,
    html`<p>${acts.suspendedUntil(until)}</p>
    <dl class="facts">${row(acts.statement.why, why)}${row(acts.statement.rule, rule)}${row(acts.statement.note, note)}</dl>`,
    'warn',
  );
}

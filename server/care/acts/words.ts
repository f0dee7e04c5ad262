/** Acts and reasons in words. */
import type { Messages } from '../../../shared/catalogue/index.ts';
import {
  ACT_REASONS,
  type ActReason,
  type ActTarget,
  type ActVerb,
  MEMBER_ACTS,
  POST_ACTS,
  SPACE_ACCESS,
  THREAD_ACTS,
} from '../../../shared/words.ts';
import type { Reason } from './reasons.ts';

export type ActWords = { name: string; done: string; told: string };

export function actWords(m: Messages, target: ActTarget, verb: ActVerb): ActWords {
  const words: Record<string, ActWords | undefined> = m.acts[target];
  return words[verb] ?? { name: verb, done: verb, told: verb };
}

/** An act as the log names it: `post.hide`. */
export function loggedAct(m: Messages, act: string): string {
  const [target = '', verb = ''] = act.split('.');
  const targets: Record<string, Record<string, ActWords | undefined> | undefined> = {
    post: m.acts.post,
    thread: m.acts.thread,
    member: m.acts.member,
  };
  const { access } = m.keeping;
  const kept: Record<string, string | undefined> = {
    ...{ archive: m.log.kept.archive, reopen: m.log.kept.reopen, 'space.slow': m.log.kept.slow },
    ...{ 'space.remind': m.log.kept.remind, 'space.rules': m.log.kept.rules, 'space.templates': m.log.kept.templates },
    ...Object.fromEntries(SPACE_ACCESS.map((one) => [`access.${one}`, `${access.title}: ${access.names[one].name}`])),
  };
  return targets[target]?.[verb]?.done ?? kept[act] ?? act;
}

/** Every act that the log tells of, as it names them. */
export const LOGGED_ACTS: readonly string[] = [
  ...POST_ACTS.map((verb) => `post.${verb}`),
  ...THREAD_ACTS.map((verb) => `thread.${verb}`),
  ...MEMBER_ACTS.map((verb) => `member.${verb}`),
  ...SPACE_ACCESS.map((one) => `access.${one}`),
  ...['archive', 'reopen', 'space.slow', 'space.remind', 'space.rules', 'space.templates'],
];

/** A reason's name: in the reader's language, or as an admin wrote it. */
export function reasonName(m: Messages, slug: string, reasons: Reason[] = []): string {
  const usual = ACT_REASONS.find((one): one is ActReason => one === slug);
  return usual ? m.acts.reasons[usual] : (reasons.find((one) => one.slug === slug)?.name ?? slug);
}

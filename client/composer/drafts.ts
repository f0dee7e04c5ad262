/**
 * Nothing typed is lost: kept in this browser at once, on the server a little later, and brought back on any device.
 * What somebody kept elsewhere meanwhile is shown beside.
 */
import { draftKey, noteSent, SIGNED_OUT } from '../elements/draft-keys.ts';
import { isSame } from '../../shared/drafts.ts';
import { fill, goesOnFrom, isEmpty, isTypedBefore, type Values, valuesOf } from './form-values.ts';
import { pageOf, sendLeft, sendOne, setAside, twoFree } from './aside.ts';
import { forgetLocal, keepLocal, type Local, readLocal } from './local.ts';
import { type Bring, draftOnServer, isReached, type Other, putDraft } from './on-server.ts';
import { otherDraft, sayOther, type Two } from './other-draft.ts';
import type { Words } from './words.ts';

const HERE_MS = 250;
const SERVER_MS = 2_500;
const SENDING_MS = 1_500;

type Problem = { code?: string; title?: string; current?: Other };

export class Drafts {
  private base: number | null = null;
  private isDirty = false;
  private last = '';
  /** What this text goes on from, as this browser kept or sent it: it is no other's. */
  private mine: Values | null = null;
  private isOver = false;
  private isReached = false;
  private sending: Promise<void> | null = null;
  private hereTimer = 0;
  private serverTimer = 0;
  private line: HTMLElement;
  private root: HTMLElement;
  private form: HTMLFormElement;
  private area: HTMLTextAreaElement;
  private words: Words;
  private place: string;
  private key: string;
  private bring: Bring | null;

  private constructor(root: HTMLElement, area: HTMLTextAreaElement, words: Words, bring: Bring | null) {
    this.bring = bring;
    this.root = root;
    this.form = area.form!;
    this.area = area;
    this.words = words;
    const parent = this.form.querySelector<HTMLInputElement>('[name="parentId"]')?.value ?? '';
    this.place = root.dataset.place === 'reply:' ? `reply:${parent}` : root.dataset.place!;
    this.key = draftKey(root.dataset.account!, this.place);
    this.line = root.querySelector<HTMLElement>('.draft-line')!;
    this.last = JSON.stringify(valuesOf(this.form));
    this.listen();
  }

  /** Begins to keep what is written there; null for who has no account. @param bring takes the pictures and files that a draft names */
  static async of(
    root: HTMLElement,
    area: HTMLTextAreaElement,
    words: Words,
    bring: Bring | null = null,
  ): Promise<Drafts | null> {
    if (!root.dataset.account || !area.form) return null;
    const drafts = new Drafts(root, area, words, bring);
    await drafts.begin();
    return drafts;
  }

  private listen(): void {
    this.form.addEventListener('input', () => this.onInput());
    this.form.addEventListener('change', () => this.onInput());
    this.form.addEventListener('submit', (event) => void this.onSubmit(event));
    addEventListener('online', () => this.isDirty && void this.save());
    addEventListener('pagehide', () => this.leave());
    // Brought back as it was: what is typed then is another text.
    addEventListener('pageshow', ({ persisted }) => persisted && (this.isOver = false));
    document.addEventListener(SIGNED_OUT, () => (this.isOver = true));
    document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && this.leave());
  }

  private async begin(): Promise<void> {
    const server =
      this.root.dataset.place === 'reply:' ? await draftOnServer(this.root.dataset.account!, this.place) : null;
    const at = server?.at ?? (Number(this.root.dataset.at) || null);
    const local = readLocal(this.key);
    const now = valuesOf(this.form);
    // What another window keeps here is another text.
    if (local && isSame(local.values, now)) this.mine = local.values;
    const { account, beside } = this.root.dataset;
    if (beside) void sendLeft(account!, this.place, beside);
    if (local && !local.isSaved && this.isOfAnother(local.values, now)) return this.makeRoom(local, now);
    const isTyped = this.root.dataset.typed !== undefined;
    // What came with a request is newest; but a draft that this browser never saw is somebody's, too.
    this.base = isTyped && local?.base !== at && goesOnFrom(this.form) !== at ? null : at;
    if (isTyped) return void (isEmpty(now) || this.touch());
    if (server && isEmpty(now)) {
      this.bring?.(server.pictures ?? [], server.files ?? []);
      this.restore(server.values);
    }
    if (isTypedBefore(this.root)) return this.touch();
    if (this.isOfAnother(local?.values ?? {}, now)) return;
    if (!local || isSame(local.values, valuesOf(this.form))) return;
    // The server's is newer, or was sent from elsewhere.
    if (local.isSaved) return forgetLocal(this.key);
    const isOnlyText = isEmpty(valuesOf(this.form)) || this.area.value === this.area.defaultValue;
    if (isOnlyText && (local.base === at || at === null)) return this.restore(local.values, true);
    this.offer({ at: at ?? 0, values: local.values, writtenAt: local.at }, at);
  }

  private restore(values: Values, isUnsaved = false): void {
    fill(this.form, values);
    this.line.textContent = this.words.restored;
    if (isUnsaved) this.mine = values;
    if (isUnsaved) void this.save();
  }

  private keepHere(isSaved: boolean): void {
    const isKept = keepLocal(this.key, { values: valuesOf(this.form), base: this.base, isSaved });
    // Whoever comes back to the page, or loads it again, comes back to this text.
    const page = this.root.dataset.beside && pageOf(this.place, this.place);
    if (isKept && page && page.startsWith(`${location.pathname}?`)) history.replaceState(history.state, '', page);
  }

  private touch(): void {
    this.last = '';
    this.onInput();
  }

  private onInput(): void {
    const values = JSON.stringify(valuesOf(this.form));
    // Leaving a field says again what was typed.
    if (values === this.last) return;
    this.last = values;
    // Whoever goes on is still here.
    this.isOver = false;
    this.isDirty = true;
    clearTimeout(this.hereTimer);
    this.hereTimer = window.setTimeout(() => this.isOver || this.keepHere(false), HERE_MS);
    this.serverTimer ||= window.setTimeout(() => void this.save(), SERVER_MS);
  }

  private save(isLeaving = false): Promise<void> {
    clearTimeout(this.serverTimer);
    this.serverTimer = 0;
    if (this.isOver || !this.isDirty) return Promise.resolve();
    if (this.sending && !isLeaving) return this.sending.then(() => this.save());
    this.isDirty = false;
    const sending = this.send(isLeaving).finally(() => {
      if (this.sending === sending) this.sending = null;
    });
    return (this.sending = sending);
  }

  private async send(keepalive: boolean): Promise<void> {
    const values = valuesOf(this.form);
    const before = this.mine;
    this.mine = values;
    const { account } = this.root.dataset;
    const response = await putDraft(account!, this.place, { values, base: this.base }, keepalive);
    const answer = ((await response?.json().catch(() => null)) ?? {}) as Problem & { at?: number | null };
    if (response?.ok) {
      this.base = answer.at ?? null;
      this.keepHere(!this.isDirty);
      this.line.textContent = this.base === null ? '' : this.words.kept;
    } else {
      this.isDirty = true;
      this.refused(response, answer, before);
    }
  }

  private refused(response: Response | null, { code, title, current }: Problem, before: Values | null): void {
    this.keepHere(false);
    if (code === 'stale_draft' && current && before && isSame(current.values, before)) {
      // It was sent as the page before went, and its answer came nowhere.
      this.base = current.at;
      return void setTimeout(() => void this.save());
    }
    const isStale = code === 'stale_draft' && current;
    this.line.textContent =
      response && !isStale ? this.words.notKept + (title ?? response.status) : this.words.keptHere;
    if (isStale) this.offer(current);
  }

  /** On the way out there is no time to wait. */
  private leave(): void {
    if (this.isOver || !this.isDirty) return;
    this.keepHere(false);
    void this.save(true);
  }

  private async onSubmit(event: SubmitEvent): Promise<void> {
    const button = event.submitter as HTMLButtonElement | null;
    if (event.defaultPrevented || button?.name === 'preview') return;
    clearTimeout(this.hereTimer);
    if (button?.name === 'goOn') {
      event.preventDefault();
      return this.goTo(button.value);
    }
    if (!navigator.onLine && !this.isReached) {
      // The browser's own page would take the place of the form.
      event.preventDefault();
      this.keepHere(false);
      this.isReached = await isReached();
      if (this.isReached) return this.form.requestSubmit(button);
      return void (this.line.textContent = this.words.notSentHere);
    }
    clearTimeout(this.serverTimer);
    if (this.sending) {
      // One that arrives after its post would stay.
      event.preventDefault();
      const late = new Promise((resolve) => window.setTimeout(resolve, SENDING_MS));
      await Promise.race([this.sending, late]);
      this.sending = null;
      return this.form.requestSubmit(button);
    }
    this.keepHere(!this.isDirty);
    this.isOver = true;
    const keptAt = this.form.elements.namedItem('draftAt');
    if (keptAt instanceof HTMLInputElement) keptAt.value = String(this.base ?? '');
    // `formAction` of a button that has none is the page itself.
    const action = button?.getAttribute('formaction') ?? this.form.action;
    noteSent(this.key, new URL(action, location.href).pathname, this.area.value);
  }

  /** Shows another text beside the one that is being written. @param shownAt when the server kept what the form has */
  private offer({ at, values, writtenAt }: Other, shownAt: number | null = null): void {
    const { words } = this;
    const isKeptBeside = this.root.dataset.beside !== undefined;
    const use = () => fill(this.form, values);
    this.show({
      mine: { name: words.mineText, at: shownAt ?? Date.now(), values: valuesOf(this.form) },
      other: { name: writtenAt === undefined ? words.fromElsewhere : words.fromHere, at: writtenAt ?? at, values },
      help: isKeptBeside ? words.otherStays : words.otherGoes,
      choices: {
        mine: { name: words.keepMine, run: () => void this.choose(at, values, () => {}) },
        other: { name: words.useOther, run: () => void this.choose(at, valuesOf(this.form), use) },
      },
    });
  }

  /** One of two texts goes on here; of what is begun the other is kept beside it. */
  private async choose(at: number, loser: Values, then: () => void): Promise<void> {
    const { account, beside } = this.root.dataset;
    if (beside && !isEmpty(loser)) await setAside(account!, beside, loser);
    if (at > 0) this.base = at;
    then();
    this.isDirty = true;
    this.area.focus();
    void this.save();
  }

  private show(two: Two): void {
    const shown = this.root.querySelector<HTMLElement>('.other-draft');
    // Whoever reads it goes on reading.
    if (shown?.dataset.text === JSON.stringify(two.other.values)) return sayOther(this.words, this.line, shown);
    shown?.remove();
    const box = otherDraft(this.words, this.line, () => valuesOf(this.form), two);
    const field = this.line.closest('.field');
    if (field) field.after(box);
    else this.root.append(box);
    sayOther(this.words, this.line, box);
  }

  /** Whether what this browser kept is another text than the one that the address asks for. */
  private isOfAnother(local: Values, now: Values): boolean {
    const { asked } = this.root.dataset;
    if (!asked || isEmpty(local)) return false;
    if (asked === 'new') return !isSame(local, now);
    return asked.split(' ').some((name) => (local[name] ?? '') !== (now[name] ?? ''));
  }

  /** Another text was begun here, and the server did not have it yet: it stays in its place, and this form takes the next. */
  private async makeRoom(local: Local, now: Values): Promise<void> {
    const { words, place: own } = this;
    const { account, beside } = this.root.dataset;
    const free = twoFree(account!, beside!);
    if (!free) return this.offer({ at: 0, values: local.values, writtenAt: local.at });
    this.place = this.root.dataset.place = free[0];
    this.key = draftKey(account!, free[0]);
    this.root.dataset.beside = free[1];
    this.base = null;
    this.form.querySelector('[name="draft"]')?.setAttribute('value', free[0]);
    if (!isEmpty(now)) this.touch();
    this.show({
      mine: { name: words.mineText, at: null, values: now },
      other: { name: words.fromHere, at: local.at, values: local.values },
      help: words.begunHelp,
      choices: {
        mine: { name: words.keepMine, run: () => this.area.focus() },
        other: { name: words.goOnWith, run: () => void this.goTo(own) },
      },
    });
    await sendOne(account!, own, local, free[1]);
  }

  /** Goes on with another text, once this one is kept. */
  private async goTo(place: string): Promise<void> {
    await this.save();
    if (!this.isDirty) location.assign(pageOf(this.place, place));
  }
}

/**
 * Nothing typed is lost: kept in this browser at once, on the server a little later, and brought back on any device.
 * What somebody kept elsewhere meanwhile is shown beside.
 */
import { draftKey, noteSent, safely, SIGNED_OUT } from '../elements/draft-keys.ts';
import { encoded, fill, isEmpty, isSame, type Values, valuesOf } from './form-values.ts';
import type { Kept, KeptFile } from './upload.ts';
import { type Choice, otherDraft } from './other-draft.ts';
import { pageOf, sendLeft, setAside } from './aside.ts';
import type { Words } from './words.ts';

const HERE_MS = 250;
const SERVER_MS = 2_500;
const SENDING_MS = 1_500;

/** @property base when the server kept what this goes on from @property isSaved whether the server has it @property at by this clock */
type Local = { values: Values; base: number | null; isSaved: boolean; at: number };
type Other = { at: number; values: Values; pictures?: (Kept & { alt: string })[]; files?: KeptFile[] };
/** Takes pictures and files that a draft names. */
type Bring = (pictures: (Kept & { alt: string })[], files: KeptFile[]) => void;
type Problem = { code?: string; title?: string; current?: Other };

export class Drafts {
  private base: number | null = null;
  private isDirty = false;
  private last = '';
  /** What this text goes on from, as this browser kept or sent it: it is no other's. */
  private mine: Values | null = null;
  private isOver = false;
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

  /** Begins to keep what is written there; null for who has no account. @param bring takes the pictures of a draft */
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
    const server = this.root.dataset.place === 'reply:' ? await this.ask() : null;
    const at = server?.at ?? (Number(this.root.dataset.at) || null);
    const local = this.read();
    const now = valuesOf(this.form);
    // What another window keeps here is another text.
    if (local && isSame(local.values, now)) this.mine = local.values;
    const { account, beside } = this.root.dataset;
    if (beside) void sendLeft(account!, this.place, beside);
    const isTyped = this.root.dataset.typed !== undefined;
    // What came with a request is newest; but a draft that this browser never saw is somebody's, too.
    this.base = isTyped && local?.base !== at ? null : at;
    if (isTyped) return void (isEmpty(now) || this.touch());
    if (server && isEmpty(now)) {
      this.bring?.(server.pictures ?? [], server.files ?? []);
      this.restore(server.values);
    }
    if (local && !local.isSaved && this.isOfAnother(local.values, now)) await this.putBeside(local.values);
    if (this.isTypedBefore()) return this.touch();
    if (this.isOfAnother(local?.values ?? {}, now)) return;
    if (!local || isSame(local.values, valuesOf(this.form))) return;
    // The server's is newer, or was sent from elsewhere.
    if (local.isSaved) return this.forget();
    const isOnlyText = isEmpty(valuesOf(this.form)) || this.area.value === this.area.defaultValue;
    if (isOnlyText && (local.base === at || at === null)) return this.restore(local.values, true);
    this.offer({ at: at ?? 0, values: local.values });
  }

  /** What the server has for a reply whose form was drawn without it. */
  private async ask(): Promise<Other | null> {
    const response = await fetch(`/api/v1/drafts?${new URLSearchParams({ place: this.place })}`).catch(() => null);
    return response?.ok ? (((await response.json()) as { drafts: Other[] }).drafts[0] ?? null) : null;
  }

  private restore(values: Values, isUnsaved = false): void {
    fill(this.form, values);
    this.line.textContent = this.words.restored;
    if (isUnsaved) this.mine = values;
    if (isUnsaved) void this.save();
  }

  private read(): Local | null {
    return safely(() => JSON.parse(localStorage.getItem(this.key) ?? 'null') as Local | null);
  }

  private keepHere(isSaved: boolean): void {
    const values = valuesOf(this.form);
    if (isEmpty(values)) return this.forget();
    const local: Local = { values, base: this.base, isSaved, at: Date.now() };
    safely(() => localStorage.setItem(this.key, JSON.stringify(local)));
  }

  private forget(): void {
    safely(() => localStorage.removeItem(this.key));
  }

  /** Whether somebody wrote before this was loaded; what a browser brings back by itself was written earlier. */
  private isTypedBefore(): boolean {
    const [way] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    const fields = this.root.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('textarea, input');
    return way?.type === 'navigate' && [...fields].some(({ value, defaultValue }) => value !== defaultValue);
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
    const body = encoded(values, { place: this.place, ...(this.base !== null && { base: String(this.base) }) });
    const request = { method: 'PUT', body, keepalive, headers: { accept: 'application/json' } };
    const response = await fetch('/api/v1/drafts', request).catch(() => null);
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
      return void window.setTimeout(() => void this.save());
    }
    const isStale = code === 'stale_draft' && current;
    const said = response && !isStale ? this.words.notKept + (title ?? response.status) : this.words.keptHere;
    this.line.textContent = said;
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
    noteSent(this.key, new URL(action, location.href).pathname);
  }

  /** Shows another text beside the one that is being written. */
  private offer({ at, values }: Other): void {
    const { words } = this;
    const press = (name: string, loser: () => Values, then: () => void) => ({
      name,
      run: () => void this.choose(at, loser(), then),
    });
    const use = () => fill(this.form, values);
    this.show(values, words.otherHelp, [
      press(
        words.keepMine,
        () => values,
        () => {},
      ),
      press(words.useOther, () => valuesOf(this.form), use),
    ]);
  }

  /** One of two texts goes on here; of threads that are begun the other is kept beside it. */
  private async choose(at: number, loser: Values, then: () => void): Promise<void> {
    const { account, beside } = this.root.dataset;
    if (beside && !isEmpty(loser)) await setAside(account!, beside, loser);
    if (at > 0) this.base = at;
    then();
    this.isDirty = true;
    this.area.focus();
    void this.save();
  }

  private show(values: Values, help: string, choices: Choice[]): void {
    this.root.querySelector('.other-draft')?.remove();
    this.root.append(otherDraft(this.words, values, help, choices));
  }

  /** Whether what this browser kept is another thread than the one that the address asks for. */
  private isOfAnother(local: Values, now: Values): boolean {
    const asked = this.root.dataset.asked?.split(' ') ?? [];
    return asked.some((name) => name !== '' && (local[name] ?? '') !== (now[name] ?? ''));
  }

  /** Another thread was begun here and never reached the server: it is kept beside this one, and shown. */
  private async putBeside(values: Values): Promise<void> {
    const { account, beside } = this.root.dataset;
    // It stands in its new place by now; what is typed meanwhile is kept in the old one.
    const setting = setAside(account!, beside!, values);
    this.forget();
    const place = await setting;
    if (place === null) return this.offer({ at: 0, values });
    const goOn = { name: this.words.goOnWith, run: () => void this.goTo(place) };
    this.show(values, this.words.begunHelp, [goOn, { name: this.words.keepMine, run: () => this.area.focus() }]);
  }

  /** Goes on with another text, once this one is kept. */
  private async goTo(place: string): Promise<void> {
    await this.save();
    if (!this.isDirty) location.assign(pageOf(this.place, place));
  }
}

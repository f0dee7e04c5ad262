/** What every page loads: small elements that make the server's forms and times live. */
import '../elements/adda-mark.ts';
import '../elements/adda-similar.ts';
import '../elements/adda-template.ts';
import { startBell } from '../elements/bell.ts';
import { startDrafts } from '../elements/draft-keys.ts';
import { startFaults } from '../elements/faults.ts';
import { startKeys } from '../elements/keys.ts';
import { startMenus } from '../elements/menus.ts';
import { startPictures } from '../elements/pictures.ts';
import { startQuotes } from '../elements/quotes.ts';
import { startReplies } from '../elements/replies.ts';
import { startScrollers } from '../elements/scrollers.ts';
import { startSearchBox } from '../elements/search-box.ts';
import { startSlow } from '../elements/slow.ts';
import { startTimes } from '../elements/times.ts';
import { startUnsaved } from '../elements/unsaved.ts';

/** A pointer that stays so long on a name rests there. */
const RESTS_MS = 350;

startTimes();
startMenus();
startBell();
startReplies();
startQuotes();
startPictures();
startKeys();
startFaults();
startSlow();
startScrollers();
startSearchBox();
startUnsaved();
// On a phone the tab one is on may lie outside.
document.querySelector('.tabs [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
// Only the health pages have charts.
if (document.querySelector('adda-chart')) void import('../elements/adda-chart.ts');
if (document.querySelector('[data-zones]') || document.body.dataset.noZone !== undefined)
  void import('../elements/zones.ts').then(({ startZones }) => startZones());
if (document.querySelector('adda-offline')) void import('../elements/adda-offline.ts');
// Whoever asked that what they read is kept.
const keeper = navigator.serviceWorker?.controller;
if (keeper?.scriptURL.endsWith('?offline'))
  addEventListener(
    'load',
    () => void import('../elements/offline.ts').then(({ startOffline }) => startOffline(keeper)),
  );
if (document.querySelector('[data-order]')) void import('../elements/order.ts').then(({ startOrder }) => startOrder());
if (document.querySelector('adda-push')) void import('../elements/adda-push.ts');
// A mouse that rests on a name is told who that is.
let resting = 0;
document.addEventListener('pointerover', ({ target, pointerType }) => {
  clearTimeout(resting);
  const link = (target as Element).closest<HTMLAnchorElement>('main a[href^="/u/"]');
  if (pointerType !== 'mouse' || !link || !/^\/u\/[^/]+$/.test(link.pathname) || link.closest('.hover-card')) return;
  const show = () => void import('../elements/hover-card.ts').then(({ showCard }) => showCard(link));
  resting = window.setTimeout(show, RESTS_MS);
});
// A vote is taken where the poll stands.
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.matches('.poll__ballot')) return;
  event.preventDefault();
  void import('../elements/polls.ts').then(({ takeVote }) => takeVote(form, event.submitter));
});
// Visitors have no socket.
if (document.body.dataset.live !== undefined)
  addEventListener('load', () => void import('../elements/live.ts').then(({ startLive }) => startLive()));
// Whoever begins with any field of a form gets its composer.
const loadComposer = () => void import('../composer/adda-composer.ts');
const compose = ({ target }: Event) => {
  const form = target instanceof HTMLElement && target.matches('input, select, textarea') && target.closest('form');
  if (form && form.querySelector('adda-composer, adda-drafts')) loadComposer();
};
document.addEventListener('focusin', compose);
document.addEventListener('change', compose);
// Files are dropped into a form before anybody begins to write: they wait in its field until the composer takes them.
const takes = ({ target, dataTransfer }: DragEvent) =>
  dataTransfer?.types.includes('Files') && target instanceof Element
    ? target.closest('form')?.querySelector<HTMLInputElement>('.pictures input[type="file"]')
    : null;
document.addEventListener('dragover', (event) => {
  if (event.defaultPrevented || !takes(event)) return;
  event.preventDefault();
  loadComposer();
});
document.addEventListener('drop', (event) => {
  const field = event.defaultPrevented ? null : takes(event);
  if (!field) return;
  event.preventDefault();
  field.files = event.dataTransfer!.files;
  field.dispatchEvent(new Event('change', { bubbles: true }));
});
// What was written before is brought back at once.
startDrafts(loadComposer);
// Whoever came here by a key goes on by keys.
document.querySelector<HTMLElement>('[data-begins] :is(input:not([type="hidden"]), select, textarea)')?.focus();
// A link to a field leads into it.
document.querySelector<HTMLElement>(':is(select, input, textarea):target')?.focus();
// What is wrong comes first, also where the address points further down.
const errors = document.getElementById('errors');
errors?.focus();
// Where the address has a fragment, the browser goes there once all is loaded, and takes the focus along.
if (errors && location.hash) addEventListener('load', () => errors.focus());

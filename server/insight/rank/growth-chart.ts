/** A small picture of how a thread's rank grows with what members say to one another, and fades. */
import type { Ctx } from '../../platform/http/context.ts';
import { html, type Html, trusted } from '../../platform/http/html.ts';
import { keyAt, type RankEvent, rankOf } from '../../rules/rank.ts';

const HOUR = 3_600_000;
const HOURS_SHOWN = 96;
const [WIDTH, HEIGHT] = [640, 220];
const [LEFT, BOTTOM, TOP] = [44, 34, 14];
const LEVEL_STEP = 5;

/** A question, three answers, thanks, and a later one: hours after the beginning, from whom, to whom. */
const STORY: { hour: number; kind: RankEvent['kind']; from: number; to: number | null }[] = [
  { hour: 0, kind: 'open', from: 1, to: null },
  { hour: 3, kind: 'answer', from: 2, to: 1 },
  { hour: 5, kind: 'post', from: 1, to: 2 },
  { hour: 9, kind: 'answer', from: 3, to: 1 },
  { hour: 30, kind: 'accept', from: 1, to: 3 },
  { hour: 54, kind: 'worked', from: 4, to: 3 },
];

const START = Date.UTC(2026, 0, 1);
const events: RankEvent[] = STORY.map(({ hour, ...rest }) => ({
  ...rest,
  at: START + hour * HOUR,
  isOnProbation: false,
}));

/** What the thread is worth at an hour of the story. */
function worthAt(hour: number): number {
  const now = START + hour * HOUR;
  const { key } = rankOf(
    events.filter(({ at }) => at <= now),
    HOUR,
  ).rank;
  return key === null ? 0 : keyAt(key, now);
}

const x = (hour: number) => LEFT + (hour / HOURS_SHOWN) * (WIDTH - LEFT - 8);
const y = (worth: number, top: number) => HEIGHT - BOTTOM - (worth / top) * (HEIGHT - BOTTOM - TOP);

export function growth(ctx: Ctx): Html {
  const { m } = ctx;
  const hours = [...Array(HOURS_SHOWN * 2 + 1).keys()].map((half) => half / 2);
  // Above the highest there is room for the number of what happened.
  const top = LEVEL_STEP * Math.ceil(Math.max(...hours.map(worthAt)) / LEVEL_STEP);
  const line = hours.map((hour) => `${x(hour).toFixed(1)},${y(worthAt(hour), top).toFixed(1)}`).join(' ');
  const ticks = [0, 24, 48, 72, 96];
  const levels = [...Array(top + 1).keys()].filter((level) => level % LEVEL_STEP === 0);
  const label = (at: number, height: number, anchor: string, text: string) =>
    html`<text class="axis" x="${at.toFixed(1)}" y="${height.toFixed(1)}" text-anchor="${anchor}">${text}</text>`;
  const dot = ({ hour }: (typeof STORY)[number], i: number) => {
    const height = y(worthAt(hour), top);
    return html`<circle class="dot" cx="${x(hour).toFixed(1)}" cy="${height.toFixed(1)}" r="4.5"/>
    ${label(x(hour), height - 9, 'middle', m.number(i + 1))}`;
  };
  return html`<figure class="growth">
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="growth-t">
      <title id="growth-t">${m.ranking.picture}</title>
      ${levels.map(
        (level) => html`<line class="grid" x1="${LEFT}" x2="${WIDTH - 8}" y1="${y(level, top)}" y2="${y(level, top)}"/>
        ${label(LEFT - 8, y(level, top) + 4, 'end', m.number(level))}`,
      )}
      ${ticks.map((hour) =>
        label(
          x(hour),
          HEIGHT - 10,
          hour === 0 ? 'start' : hour === HOURS_SHOWN ? 'end' : 'middle',
          m.ranking.hour(hour),
        ),
      )}
      ${trusted(`<polyline class="line" points="${line}"/>`)}
      ${STORY.map(dot)}
    </svg>
    <figcaption>
      <ol>
        ${STORY.map(
          ({ hour, kind }) => html`<li>${m.why.kinds[kind]} <span class="muted">${m.ranking.hour(hour)}</span></li>`,
        )}
      </ol>
    </figcaption>
  </figure>`;
}

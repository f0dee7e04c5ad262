import { messages } from '../../shared/catalogue/index.ts';
import { Command, InvalidArgumentError } from 'commander';
import {
  brandNumbers,
  NUMBERS,
  sorted,
  type Sort,
  SORTS,
  WINDOW_DAYS,
  type WindowDays,
} from '../desk/brands/numbers.ts';
import { numbersCsv } from '../desk/brands/numbers-view.ts';
import { withAdda } from './run.ts';

const NAME_WIDTH = 24;
const WIDTH = 9;

function daysOf(text: string): WindowDays {
  const days = WINDOW_DAYS.find((one) => String(one) === text);
  if (!days) throw new InvalidArgumentError(`Choose one of ${WINDOW_DAYS.join(', ')}.`);
  return days;
}

function sortOf(text: string): Sort {
  const sort = SORTS.find((one) => one === text);
  if (!sort) throw new InvalidArgumentError(`Choose one of ${SORTS.join(', ')}.`);
  return sort;
}

export function brandCommand(): Command {
  const brand = new Command('brand').description('The brands that take part.');
  brand
    .command('numbers')
    .description(
      'Each brand in numbers: staff, posts, notes, today’s use of its limit, refusals, what worked, declarations.',
    )
    .option('--days <days>', `of how many days: ${WINDOW_DAYS.join(', ')}`, daysOf, 30 as WindowDays)
    .option('--sort <column>', `by which column: ${SORTS.join(', ')}`, sortOf, 'posts' as Sort)
    .option('--csv', 'as CSV')
    .action(({ days, sort, csv }: { days: WindowDays; sort: Sort; csv?: boolean }) =>
      withAdda(async ({ store }) => {
        const isDown = sort !== 'name';
        const at = Date.now();
        const rows = sorted(await brandNumbers(store.read, days, at), sort, isDown);
        if (csv) return void process.stdout.write(numbersCsv(messages('en'), { rows, days, at, sort, isDown }).text);
        const line = (name: string, cells: readonly (string | number)[]) =>
          console.log(name.padEnd(NAME_WIDTH) + cells.map((cell) => String(cell).padStart(WIDTH)).join(''));
        line('', NUMBERS);
        for (const one of rows)
          line(
            one.slug,
            NUMBERS.map((name) => one[name]),
          );
      }),
    );
  return brand;
}

/** Pictures on the whole screen. The browser loads these words with them. */
import { n } from './say.ts';

export const lightBox = {
  lightBox: {
    title: 'Pictures of this post',
    previous: 'Previous picture',
    next: 'Next picture',
    close: 'Close',
    place: (nth: number, of: number) => `${n(nth)} of ${n(of)}`,
    notLoaded: 'This picture could not be loaded.',
  },
};

import type { lightBox as en } from '../en/light-box.ts';
import { n } from './say.ts';

export const lightBox: typeof en = {
  lightBox: {
    title: 'এই পোস্টের ছবি',
    previous: 'আগের ছবি',
    next: 'পরের ছবি',
    close: 'বন্ধ করুন',
    place: (nth, of) => `${n(of)}টির ${n(nth)} নম্বর`,
    notLoaded: 'ছবিটি আনা যায়নি।',
  },
};

/** What is wrong with a colour that was chosen. */
import { decimal } from '../../format.ts';

type Facts = { limit: number; length: number; text: string };
/** A contrast, as designers write it. */
const ratio = (value: number) => decimal('en', value, 1);

export const notAColour = () =>
  'A colour is written with six digits, such as #0d5c58, or by its English name, such as navy.';
export const lowContrastDark = ({ limit, length, text }: Facts) =>
  `Too dark for the dark: its contrast is ${ratio(length)} : 1 where ${ratio(limit)} : 1 is needed. The nearest colour that can be read is ${text}.`;
export const lowContrast = ({ limit, length, text }: Facts) =>
  `Too pale: its contrast is ${ratio(length)} : 1 where ${ratio(limit)} : 1 is needed. The nearest colour that can be read is ${text}.`;
export const likeTheLabel = ({ text }: Facts) =>
  `Too much like the colour of the staff label, which nothing else may have. The nearest that can be told from it is ${text}.`;

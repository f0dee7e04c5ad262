import { brands } from './brands.ts';
import { members } from './members.ts';
import { spaces } from './spaces.ts';
import { staff } from './staff.ts';
import { dampOldHouses1 } from './threads-damp-old-houses-1.ts';
import { dampOldHouses2 } from './threads-damp-old-houses-2.ts';
import { repairFirst1 } from './threads-repair-first-1.ts';
import { repairFirst2 } from './threads-repair-first-2.ts';
import { repairFirst3 } from './threads-repair-first-3.ts';
import { chhadBagan1 } from './threads-chhad-bagan-1.ts';
import { chhadBagan2 } from './threads-chhad-bagan-2.ts';
import { adultSwimmers1 } from './threads-adult-swimmers-1.ts';
import { adultSwimmers2 } from './threads-adult-swimmers-2.ts';
import { earlier } from './threads-earlier.ts';
import { forms } from './threads-forms.ts';
import { staffStarted } from './threads-staff-started.ts';
import { inTheRoom, passerBy, room } from './peace.ts';
import type { DemoThread } from './types.ts';

export type {
  DemoBrand,
  DemoMember,
  DemoNote,
  DemoPeace,
  DemoPost,
  DemoReply,
  DemoSpace,
  DemoStaff,
  DemoThread,
} from './types.ts';

/** Every thread of the example community, of all spaces. */
const threads: DemoThread[] = [
  ...dampOldHouses1,
  ...dampOldHouses2,
  ...repairFirst1,
  ...repairFirst2,
  ...repairFirst3,
  ...chhadBagan1,
  ...chhadBagan2,
  ...adultSwimmers1,
  ...adultSwimmers2,
  ...earlier,
  ...forms,
  ...staffStarted,
  ...inTheRoom,
];

const everybody = [...members, passerBy];
const everywhere = [...spaces, room];

export { brands, everybody as members, everywhere as spaces, staff, threads };

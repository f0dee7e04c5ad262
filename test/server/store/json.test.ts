import { expect, it } from 'vitest';
import { getSetting, putSetting } from '../../../server/platform/site/queries.ts';
import { eachEngine, openTestStore } from '../../support/store.ts';

eachEngine('what is kept as JSON', (engine) => {
  it.each(['5.2', 'true', 'null', '"quoted"', '{}', 7, false, ['5.2'], { version: '5.2' }])(
    'comes back as it was: %j',
    async (value) => {
      const store = await openTestStore(engine);
      await store.write((tx) => putSetting(tx, 'kept', value));
      expect(await getSetting(store.read, 'kept')).toEqual(value);
    },
  );
});

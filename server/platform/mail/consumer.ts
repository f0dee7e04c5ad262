/** After an event: who gets a letter. */
import type { Consumer } from '../events/consumers.ts';
import type { Feature } from '../feature.ts';
import { enqueueMail } from './queries.ts';

const kindsIn = (features: readonly Feature[]) => features.flatMap(({ letters = [] }) => letters);

export const mailConsumer: Consumer = {
  name: 'mail',
  kinds: (features) => [...new Set(kindsIn(features).flatMap(({ on }) => on))],
  async handle(tx, event, { features }) {
    for (const kind of kindsIn(features)) {
      if (!kind.on.includes(event.kind)) continue;
      for (const recipient of await kind.recipients(tx, event))
        await enqueueMail(tx, { ...recipient, template: kind.template, eventId: event.id });
    }
  },
};

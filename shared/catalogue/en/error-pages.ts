/** Pages that say that something did not work. */

export const errorPages = {
  errorPages: {
    not_found: { title: 'Nothing is here', text: 'It was moved, withdrawn or never existed. The search may find it.' },
    forbidden: { title: 'Not open to your account', text: 'Only some members, such as admins, may see or do this.' },
    malformed: { title: 'That cannot be read', text: 'The request was not in a form we understand.' },
    unexpected: { title: 'Something broke', text: 'It is not your fault. It has been logged. Please try again.' },
    busy: { title: 'Much to do just now', text: 'The forum is busy. Please try again in a few seconds.' },
    unavailable: {
      title: 'Back in a moment',
      text: 'The forum cannot reach its database, or cannot save in it, just now. Nothing that was saved is lost.',
    },
    too_many: { title: 'A little slower', text: 'That was a lot in a short time. Please wait a little.' },
    other: { title: 'That did not work', text: '' },
    typed: 'What you typed is kept below. Wait a moment, and send it again.',
    typedKept: 'What you typed is below. It has no place here any more: copy it before you leave.',
    sendAgain: 'Send it again',
    home: 'Go home',
    requestId: (id: string) => `If you tell the admins, give them this number: ${id}`,
  },
};

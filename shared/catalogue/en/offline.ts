/** Reading without a connection. */
export const offline = {
  offline: {
    title: 'Read without a connection',
    lede: 'This device can keep the threads that you read in it, as visitors see them: nothing of yours is among them. When you sign out here, they go.',
    unsupported: 'This browser cannot keep pages, or runs no scripts.',
    off: 'Nothing is kept on this device.',
    on: 'What you read is kept on this device, the last fifty pages.',
    failed: 'The browser could not do it. It may not let this forum keep anything.',
    keep: 'Keep what I read',
    forget: 'Remove what is kept',
    kept: 'Kept here',
    /** Over a page; the time is put in. */
    note: 'The forum cannot be reached. This is how visitors saw the page {time}.',
    /** In place of a page. */
    missing: 'The forum cannot be reached, and the page that you asked for is not kept on this device.',
    change: 'Threads to read without a connection',
  },
};

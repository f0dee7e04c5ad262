/** Which network addresses, and which mailboxes, are counted as one where something is limited. */

/** An IPv6 address in its one spelling, without the name of a network card; null for what is none. */
function canonical(address: string): string | null {
  const [plain = ''] = address.split('%');
  return URL.parse(`http://[${plain}]/`)?.hostname.slice(1, -1) ?? null;
}

/** The eight groups of an IPv6 address in its one spelling. */
function groupsOf(address: string): string[] {
  const [head = '', tail] = address.split('::');
  const before = head.split(':').filter(Boolean);
  const after = (tail ?? '').split(':').filter(Boolean);
  return [...before, ...Array.from({ length: 8 - before.length - after.length }, () => '0'), ...after];
}

/** An IPv4 address, or the /64 network of an IPv6 one: what one customer of a provider has. However it is spelled. */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const spelled = canonical(address);
  if (spelled === null) return address.slice(0, 100);
  const groups = groupsOf(spelled);
  if (groups.slice(0, 5).every((group) => group === '0') && groups[5] === 'ffff') {
    const [high, low] = [parseInt(groups[6]!, 16), parseInt(groups[7]!, 16)];
    return [high >> 8, high & 255, low >> 8, low & 255].join('.');
  }
  return `${groups.slice(0, 4).join(':')}::/64`;
}

/** The mailbox behind an address: what stands behind a `+` leads to the same one. @param email as it is kept, in small letters */
export function mailboxOf(email: string): string {
  const at = email.lastIndexOf('@');
  const [box = ''] = email.slice(0, at).split('+');
  return `${box}${email.slice(at)}`;
}

/** What a server says, without the mailboxes in it: they are its users' own. The domain stays. */
export const withoutAddresses = (text: string): string => text.replace(/[^\s<>@"'(]{1,64}@/g, '…@');

/** The address in `Name <address>`. */
export const addressIn = (sender: string): string => /<([^>]+)>/.exec(sender)?.[1] ?? sender;

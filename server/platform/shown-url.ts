/** Addresses of databases and mail servers as people are shown them. */

/** What may be shown of a URL's query; everything else may be a secret under whatever name a driver knows it by. */
const SHOWN_IN_QUERY =
  /^(host|port|user|database|dbname|sslmode|application_name|search_path|connect_timeout|pool|secure)$/i;

/** A database or mail URL that may be shown: without passwords, be they before the host or in the query. */
export function withoutPassword(url: string): string {
  return url
    .replace(/(\/\/[^:/@]*):.*@/s, '$1:…@')
    .replace(/([?&;])([^=&;]*)=([^&;]*)/g, (whole, sign: string, name: string) =>
      SHOWN_IN_QUERY.test(name) ? whole : `${sign}${name}=…`,
    );
}

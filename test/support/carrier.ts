import type { Carrier } from '../../src/notifications/mailer.ts';
import type { Content } from '../../src/notifications/outbox.ts';

/** A carrier that keeps what it carried, or fails as often as it is told. */
export function carrier({ failures = 0 } = {}): Carrier & { readonly carried: Content[]; readonly ids: string[] } {
  const [carried, ids]: [Content[], string[]] = [[], []];
  let left = failures;
  return {
    carried,
    ids,
    close: () => undefined,
    send: async (id, content) => {
      await Promise.resolve();
      ids.push(id);
      if (left-- > 0) throw Object.assign(new Error(`cannot reach ${content.to}`), { code: 'EDOWN' });
      carried.push(content);
    },
  };
}

import type { Carrier } from './mailer.ts';

/** SMS, through an HTTP gateway: `POST {to, text, id}` with a bearer token. The gateway may use the id to send once what it is told twice. */
export function openSmsGateway({ url, token }: { readonly url: string; readonly token: string }): Carrier {
  return {
    send: async (id, { to, text }) => {
      const answer = await fetch(url, {
        method: 'POST',
        redirect: 'error',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ to, text, id }),
        signal: AbortSignal.timeout(10_000),
      });
      await answer.body?.cancel();
      if (!answer.ok)
        throw Object.assign(new Error(`the SMS gateway answered ${answer.status}`), { code: `HTTP ${String(answer.status)}` });
    },
    close: () => undefined,
  };
}

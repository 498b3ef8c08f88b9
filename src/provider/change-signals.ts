import type { Work } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { append } from '../journal/append.ts';
import * as store from './client-store.ts';
import type { SignalAddresses } from './forms.ts';

/** Where a relying party is told that what it was given has ended, from now on; nowhere when no address is given. */
export async function changeSignals(work: Work, clientId: string, addresses: SignalAddresses): Promise<void> {
  const { backchannelLogoutUri, eventsUri, eventsAuthorization } = addresses;
  const client = await store.lockClientForUse(work.tx, work.vault, clientId);
  if (!client) throw new Refusal('client_unknown');
  const isSomewhere = backchannelLogoutUri !== undefined || eventsUri !== undefined;
  const isSignedByUs = client.dialect === 'direct' && client.metadata['id_token_signed_response_alg'] !== 'HS256';
  if (isSomewhere && !isSignedByUs) throw new Refusal('client_not_tellable');
  const told = { logoutUri: backchannelLogoutUri ?? null, eventsUri: eventsUri ?? null, eventsAuthorization: eventsAuthorization ?? null };
  await store.setSignals(work.tx, work.vault, { id: clientId, ...told });
  await append(work, {
    event: 'client_signals_changed',
    clientId,
    details: {
      ...(backchannelLogoutUri !== undefined && { logout_uri: backchannelLogoutUri }),
      ...(eventsUri !== undefined && { events_uri: eventsUri }),
    },
  });
}

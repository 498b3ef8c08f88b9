import type { WorkNeeds } from '../db/database.ts';
import type { Logger } from '../http/request-log.ts';
import type { Clients } from './clients.ts';

/** What this room asks of the house. */
export interface ProviderNeeds extends WorkNeeds {
  readonly publicUrl: string;
  /** Makes the pairwise subjects; never changes. */
  readonly pairwiseKey: Buffer;
  readonly log: Logger;
  /** Hosts on a private network that clients may publish their keys at. */
  readonly privateNetworkClients: readonly string[];
}

/** The same, with the registered relying parties as this instance remembers them. */
export interface RoomNeeds extends ProviderNeeds {
  readonly clients: Clients;
}

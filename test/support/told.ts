import { atomically } from '../../src/db/database.ts';
import type { Mandate } from '../../src/mandates/mandate.ts';
import { revokeMandate } from '../../src/mandates/revoke-mandate.ts';
import type { Client } from '../../src/provider/client.ts';
import { ListeningService } from './listening-service.ts';
import type { ProviderHouse } from './provider-house.ts';
import { RelyingParty } from './relying-party.ts';
import type { TestHelper } from './world.ts';

/** A service that asked to be told, a helper, and a mandate used there. */
export class Told {
  readonly house: ProviderHouse;
  readonly listening: ListeningService;
  readonly client: Client;
  readonly helper: TestHelper;

  private constructor(house: ProviderHouse, listening: ListeningService, { client, helper }: { client: Client; helper: TestHelper }) {
    this.house = house;
    this.listening = listening;
    this.client = client;
    this.helper = helper;
  }

  static async open(house: ProviderHouse, facts: Record<string, unknown> = {}): Promise<Told> {
    const box = { audience: '' };
    const { issuer, clock } = house;
    const listening = await ListeningService.open({ issuer, now: () => clock.now(), audience: () => box.audience });
    const addresses = { backchannelLogoutUri: `${listening.url}/logout`, eventsUri: `${listening.url}/events` };
    const client = await house.world.client({ ...addresses, ...facts });
    box.audience = client.id;
    return new Told(house, listening, { client, helper: await house.world.helper() });
  }

  /** A mandate taken up there, the identity given; what the id_token said. */
  async used(): Promise<{ mandate: Mandate; idToken: Record<string, unknown> }> {
    const mandate = await this.house.world.mandate({ helper: this.helper });
    return { mandate, idToken: await this.signIn() };
  }

  async signIn(): Promise<Record<string, unknown>> {
    const service = new RelyingParty(this.house, this.client);
    const { body } = await service.token(await service.bring(await this.house.signedIn(this.helper)));
    return JSON.parse(Buffer.from(String(body['id_token']).split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
  }

  /** The person ends it, in their own space. */
  async end({ id, personId }: Mandate): Promise<void> {
    await atomically(this.house, (work) => revokeMandate(work, { mandateId: id, personId, procedure: null, channel: 'own_space' }));
  }
}

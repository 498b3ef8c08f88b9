import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { randomUUID } from 'node:crypto';
import { receiptType } from '../../src/provider/receipt-jwt.ts';
import type { Client } from '../../src/provider/client.ts';
import type { ProviderHouse } from './provider-house.ts';
import { asked, type Answer, RelyingParty } from './relying-party.ts';
import type { TestHelper } from './world.ts';

/** What a sign-in told the service that its receipts quote. */
export interface Quoted {
  readonly txn: string;
  readonly sub: string;
  readonly mandate: string;
  readonly actor: string;
}

type Changes = Readonly<Record<string, unknown>>;

const pair = await generateKeyPair('ES256', { extractable: true });

export const publicKey = { ...(await exportJWK(pair.publicKey)), kid: 'receipts', alg: 'ES256', use: 'sig' };

/** A service that states what was done, and can lie about each member of it. */
export class StatingService {
  readonly house: ProviderHouse;
  readonly client: Client;

  constructor(house: ProviderHouse, client: Client) {
    this.house = house;
    this.client = client;
  }

  /** Signed in by this helper; what the id_token said. */
  async signIn(helper: TestHelper, procedure = 'logement'): Promise<Quoted> {
    const service = new RelyingParty(this.house, this.client);
    const { body } = await service.token(await service.bring(await this.house.signedIn(helper), { procedure }));
    const payload = JSON.parse(Buffer.from(String(body['id_token']).split('.')[1] ?? '', 'base64url').toString()) as {
      txn: string;
      sub: string;
      act: { sub: string };
      [claim: string]: unknown;
    };
    const mandate = Object.entries(payload).find(([name]) => name.endsWith('/claims/mandate'))?.[1] as { ref: string };
    return { txn: payload.txn, sub: payload.sub, mandate: mandate.ref, actor: payload.act.sub };
  }

  /** The claims of an honest receipt. */
  claims({ txn, sub, mandate, actor }: Quoted): JWTPayload {
    const now = Math.floor(this.house.clock.now().getTime() / 1_000);
    return {
      ...{ iss: this.client.id, aud: this.house.issuer, iat: now, exp: now + 300, jti: `rcpt-${randomUUID()}`, txn, sub },
      ...{ sub_id: { format: 'opaque', id: mandate }, act: { iss: this.house.issuer, sub: actor } },
      ...{ procedure: 'logement', action: 'submit', outcome: 'accepted', label: 'Demande d’aide au logement', reference: 'AL-2026-558' },
    };
  }

  /** Signed by the registered key, unless told otherwise. `undefined` leaves a claim out. */
  sign(
    claims: JWTPayload,
    { header = {}, key = pair.privateKey }: { header?: Changes; key?: CryptoKey | Uint8Array } = {},
  ): Promise<string> {
    return new SignJWT(claims).setProtectedHeader({ alg: 'ES256', typ: receiptType, kid: 'receipts', ...header }).sign(key);
  }

  send(jwt: string, type = 'application/jwt'): Promise<Answer> {
    return asked(`${this.house.url}/api/v1/receipts`, { method: 'POST', body: jwt, headers: { 'content-type': type } });
  }

  /** An honest receipt of this sign-in, then changed. */
  async state(quoted: Quoted, changes: Changes = {}): Promise<Answer> {
    return this.send(await this.sign({ ...this.claims(quoted), ...changes }));
  }
}

import type { ClientFacts } from '../mandates/mandate.ts';

/** How a client proves that the code is brought back by who asked for it. */
export type Proof = 'pkce' | 'nonce';

/** A registered relying party. */
export interface Client extends ClientFacts {
  readonly name: string;
  readonly proof: Proof;
  /** Acts it asks the person's own confirmation for. */
  readonly sensitiveActs: readonly string[];
  /** What the library is told, in its own words. */
  readonly metadata: Readonly<Record<string, unknown>>;
  /** Where its sessions are ended (OpenID Connect Back-Channel Logout); null when it did not ask. */
  readonly logoutUri: string | null;
  /** Where it takes security events (RFC 8935); null when it did not ask. */
  readonly eventsUri: string | null;
  /** What we say there in `authorization`, as it asked; null: nothing. */
  readonly eventsAuthorization: string | null;
  /** In clear: the library compares it, and signs with it where HS256 was agreed. */
  readonly secret: string | null;
}

/** Where a client's sealed secret lies. */
export function secretContext(clientId: string): string {
  return `client/${clientId}/secret`;
}

/** Where the sealed header that its events carry lies. */
export function eventsContext(clientId: string): string {
  return `client/${clientId}/events`;
}

/** What we say of the authentication that really happened, the helper's: never to be read as « the person signed in ». */
export function acrOf({ dialect }: Pick<Client, 'dialect'>, publicUrl: string): string {
  return dialect === 'hub' ? 'eidas1' : `${new URL(publicUrl).origin}/acr/helper-2fa`;
}

/** The types of `authorization_details` a service may send: the full name, and its short form. */
export function detailTypes(publicUrl: string): readonly string[] {
  return [`${new URL(publicUrl).origin}/rar/mandated-act/v1`, 'mandated-act'];
}

/** What the library is told of a client, with what our own rules ask of it (`dialect`, `proof`). */
export function libraryMetadata(client: Client, publicUrl: string): Record<string, unknown> {
  return {
    ...client.metadata,
    client_id: client.id,
    client_name: client.name,
    ...(client.secret !== null && { client_secret: client.secret }),
    subject_type: 'pairwise',
    ...(client.dialect === 'direct' && { authorization_details_types: [...detailTypes(publicUrl)] }),
    dialect: client.dialect,
    proof: client.proof,
  };
}

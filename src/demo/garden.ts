import type { Config } from '../config.ts';
import { issuerOf } from '../provider/claims.ts';
import { openVault } from '../vault.ts';
import { startFranceConnect } from './franceconnect.ts';
import { startInbox } from './inbox.ts';
import { startProConnect } from './proconnect.ts';
import { demoReceiptKey, demoSecret, hubId, serviceId } from './seed-clients.ts';
import { startService } from './service.ts';
import { type PortName, portSettings, sitesOf } from './settings.ts';

/** One of the sites around Procura, not running yet. */
export interface Site {
  readonly name: string;
  readonly url: string;
  readonly port: PortName;
  start(): Promise<{ close(): Promise<void> }>;
}

export interface GardenPlan {
  /** Procura's own settings: the sites are made to fit them. */
  readonly config: Config;
  readonly host: string;
  readonly ports: Readonly<Record<PortName, number>>;
  /** Where the inbox keeps its messages. */
  readonly dataDir: string;
}

/** Everything that stands around Procura, each at the address that Procura's settings give it. */
export function planGarden(plan: GardenPlan): readonly Site[] {
  return [franceConnectSite(plan), proConnectSite(plan), serviceSite(plan), inboxSite(plan)];
}

function franceConnectSite({ config, host, ports }: GardenPlan): Site {
  const url = new URL(config.FRANCECONNECT_ISSUER).origin;
  const hub = { issuer: issuer(config), clientId: hubId, clientSecret: demoSecret(openVault(config.MASTER_KEY), hubId) };
  const procura = {
    ...{ clientId: config.FRANCECONNECT_CLIENT_ID, clientSecret: config.FRANCECONNECT_CLIENT_SECRET },
    redirectUris: [`${config.PUBLIC_URL}/identification/callback`],
    postLogoutRedirectUris: [`${config.PUBLIC_URL}/identification/signed-out`],
  };
  const address = { url, host, port: ports.FRANCECONNECT_PORT };
  return {
    ...named('FRANCECONNECT_PORT', url),
    start: () => startFranceConnect({ ...address, clients: [procura], hub: { ...hub, idTokenAlg: 'HS256', userinfo: 'json' } }),
  };
}

function proConnectSite({ config, host, ports }: GardenPlan): Site {
  const url = new URL(config.PROCONNECT_ISSUER).origin;
  const procura = {
    ...{ clientId: config.PROCONNECT_CLIENT_ID, clientSecret: config.PROCONNECT_CLIENT_SECRET },
    redirectUris: [`${config.PUBLIC_URL}/sign-in/proconnect/callback`],
    postLogoutRedirectUris: [`${config.PUBLIC_URL}/`],
  };
  return {
    ...named('PROCONNECT_PORT', url),
    start: () => startProConnect({ url, host, port: ports.PROCONNECT_PORT, clients: [procura] }),
  };
}

function serviceSite({ config, host, ports }: GardenPlan): Site {
  const { service: url } = sitesOf(config, { servicePort: ports.SERVICE_PORT });
  const vault = openVault(config.MASTER_KEY);
  const keys = { credentials: { secret: demoSecret(vault, serviceId) }, receiptKey: demoReceiptKey(vault, serviceId) };
  const client = { issuer: issuer(config), clientId: serviceId, ...keys, userinfoSigned: 'ES256' } as const;
  return { ...named('SERVICE_PORT', url), start: () => startService({ ...client, url, host, port: ports.SERVICE_PORT }) };
}

function inboxSite({ config, host, ports, dataDir }: GardenPlan): Site {
  const url = new URL(config.SMS_GATEWAY_URL).origin;
  const replies = { url: `${config.PUBLIC_URL}/api/v1/sms`, token: config.SMS_INBOUND_TOKEN || config.SMS_GATEWAY_TOKEN };
  const options = { url, host, port: ports.INBOX_PORT, smtpPort: ports.SMTP_PORT, dataDir, smsToken: config.SMS_GATEWAY_TOKEN, replies };
  return { ...named('INBOX_PORT', url), start: () => startInbox(options) };
}

function named(port: PortName, url: string): Pick<Site, 'name' | 'url' | 'port'> {
  const { of } = portSettings[port];
  return { port, url, name: `${of.charAt(0).toUpperCase()}${of.slice(1)}` };
}

function issuer({ PUBLIC_URL }: Config): string {
  return issuerOf({ publicUrl: PUBLIC_URL });
}

import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { Db } from './db/database.ts';
import { type Metrics, openMetrics } from './http/metrics.ts';
import type { Logger } from './http/request-log.ts';
import type { Receptions } from './identity/reception.ts';
import { ownSpaceReception } from './identity/sign-in-person.ts';
import { franceConnect, proConnect } from './identity/upstream-dialects.ts';
import type { Upstream } from './identity/upstream.ts';
import { openAnchor } from './journal/anchor.ts';
import type { Head } from './journal/checkpoint.ts';
import { parseVkey } from './journal/note.ts';
import { journalSettings } from './journal-settings.ts';
import { answerBySms } from './mandates/answer-by-sms.ts';
import { keepingFindable } from './mandates/keep-findable.ts';
import { offerReception } from './mandates/offer-reception.ts';
import { principalReception } from './mandates/principal-reception.ts';
import { requestReception } from './mandates/request-reception.ts';
import { stopByRightCode, stopBySms } from './mandates/stop-by-sms.ts';
import { type Carrier, openMailer } from './notifications/mailer.ts';
import type { Channel } from './notifications/outbox.ts';
import { openSmsGateway } from './notifications/sms.ts';
import { confirmBySms } from './people/confirm-by-sms.ts';
import type { SmsAnswerer } from './people/sms.ts';
import type { Vault } from './vault.ts';

/** All that the rooms asked for, gathered once; each takes what it named. */
export interface Context {
  readonly publicUrl: string;
  readonly db: Db;
  readonly clock: Clock;
  readonly vault: Vault;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly trustedProxies: readonly string[];
  readonly privateNetworkClients: readonly string[];
  /** What people verify the journal with. */
  readonly journalPolicy: string;
  /** The last head that was signed here, as it is kept outside the database; null when none was. */
  readonly signedHead: () => Head | null;
  /** How long a person's data are kept after their last mandate ended. */
  readonly retentionYears: number;
  /** How many witnesses that takes at least. */
  readonly cosignaturesNeeded: number;
  readonly pairwiseKey: Buffer;
  readonly franceConnect: Upstream;
  readonly proConnect: Upstream;
  readonly carriers: Readonly<Record<Channel, Carrier>>;
  readonly smsInboundToken: string;
  readonly smsAnswerers: readonly SmsAnswerer[];
  readonly smsAlways: SmsAnswerer;
  readonly receptions: Receptions;
}

/** Gathers the context from the configuration and what the front door opened. Asks nothing of the network yet. */
export function openContext(
  config: Config,
  opened: { readonly db: Db; readonly clock: Clock; readonly log: Logger; readonly vault: Vault },
): Context {
  const ownIdpId = config.FRANCECONNECT_OWN_IDP_ID;
  const journal = journalSettings(config);
  const logKeys = journal.signers.map(({ vkey }) => parseVkey(vkey));
  return {
    ...opened,
    publicUrl: config.PUBLIC_URL,
    metrics: openMetrics(),
    trustedProxies: config.TRUSTED_PROXIES,
    privateNetworkClients: config.PRIVATE_NETWORK_CLIENTS,
    journalPolicy: journal.published,
    signedHead: () => openAnchor(journal.anchorFile, logKeys).read(),
    retentionYears: config.RETENTION_YEARS,
    cosignaturesNeeded: journal.policy?.fewest ?? 0,
    pairwiseKey: config.PAIRWISE_KEY,
    franceConnect: franceConnect({
      issuer: config.FRANCECONNECT_ISSUER,
      clientId: config.FRANCECONNECT_CLIENT_ID,
      clientSecret: config.FRANCECONNECT_CLIENT_SECRET,
    }),
    proConnect: proConnect({
      issuer: config.PROCONNECT_ISSUER,
      clientId: config.PROCONNECT_CLIENT_ID,
      clientSecret: config.PROCONNECT_CLIENT_SECRET,
    }),
    carriers: {
      email: openMailer({ smtpUrl: config.SMTP_URL, from: config.MAIL_FROM }),
      sms: openSmsGateway({ url: config.SMS_GATEWAY_URL, token: config.SMS_GATEWAY_TOKEN }),
    },
    smsInboundToken: config.SMS_INBOUND_TOKEN || config.SMS_GATEWAY_TOKEN,
    smsAnswerers: [confirmBySms, stopBySms({ publicUrl: config.PUBLIC_URL }), answerBySms({ publicUrl: config.PUBLIC_URL })],
    smsAlways: stopByRightCode({ publicUrl: config.PUBLIC_URL }),
    receptions: {
      person: principalReception({ ownIdpId }),
      'own-space': keepingFindable(ownSpaceReception({ ownIdpId })),
      request: requestReception({ ownIdpId }),
      offer: offerReception({ ownIdpId }),
    },
  };
}

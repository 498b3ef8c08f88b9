import { type IncomingMessage, request as plainRequest, type RequestOptions } from 'node:http';
import { request as tlsRequest } from 'node:https';
import type { ProviderNeeds } from './needs.ts';
import { isPrivate, privateAddress, publicLookup } from './private-network.ts';

export interface Answered {
  readonly status: number;
  /** Its beginning. */
  readonly body: string;
}

/** How long a relying party may take to answer us, from the first byte to the last. */
const patience = 5_000;
/** What an answer can tell fits in less. */
const longest = 8_192;

/**
 * Posts something to an address that a relying party registered, and reads no more than the beginning of the answer. It is not taken
 * elsewhere by a redirect, nor to a private address, unless its host was named by who runs the service.
 */
export function knock(
  { privateNetworkClients }: Pick<ProviderNeeds, 'privateNetworkClients'>,
  address: string,
  { contentType, body }: { readonly contentType: string; readonly body: string },
): Promise<Answered> {
  const url = new URL(address);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isNamed = privateNetworkClients.includes(url.hostname);
  if (!isNamed && (url.protocol !== 'https:' || (/^[\d.]+$|:/.test(host) && isPrivate(host)))) return Promise.reject(privateAddress(host));
  return exchange(url, body, {
    method: 'POST',
    agent: false,
    headers: { 'content-type': contentType, 'content-length': Buffer.byteLength(body), accept: 'application/json' },
    ...(!isNamed && { lookup: publicLookup }),
  });
}

function exchange(url: URL, body: string, options: RequestOptions): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(patience);
    const request = (url.protocol === 'https:' ? tlsRequest : plainRequest)(url, { ...options, signal });
    request.on('error', reject);
    request.on('response', (answer) => {
      read(answer).then((text) => {
        resolve({ status: answer.statusCode ?? 0, body: text });
        request.destroy();
      }, reject);
    });
    request.end(body);
  });
}

/** As much as an answer can need; the rest is not waited for. */
async function read(answer: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of answer) {
    text += String(chunk);
    if (text.length >= longest) break;
  }
  return text.slice(0, longest);
}

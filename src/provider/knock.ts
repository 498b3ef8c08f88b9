import { type IncomingMessage, request as plainRequest, type RequestOptions } from 'node:http';
import { request as tlsRequest } from 'node:https';
import type { ProviderNeeds } from './needs.ts';
import { isPrivate, privateAddress, publicLookup } from './private-network.ts';

export interface Answered {
  readonly status: number;
  /** Its beginning. */
  readonly body: string;
}

type Reach = Pick<ProviderNeeds, 'privateNetworkClients'>;

/** What is posted, and how we prove that it is us, where the relying party asks for it. */
export interface Knocking {
  readonly contentType: string;
  readonly body: string;
  readonly authorization?: string | null;
}

/** How long a relying party may take to answer us, from the first byte to the last. */
const patience = 5_000;
/** What an answer can tell fits in less, and so do the keys somebody publishes. */
const longest = { answer: 8_192, keys: 65_536 };

/**
 * Posts something to an address that a relying party registered, and reads no more than the beginning of the answer. It is not taken
 * elsewhere by a redirect, nor to a private address, unless its host was named by who runs the service.
 */
export function knock(reach: Reach, address: string, { contentType, body, authorization }: Knocking): Promise<Answered> {
  const proof = authorization ? { authorization } : {};
  const headers = { 'content-type': contentType, 'content-length': Buffer.byteLength(body), accept: 'application/json', ...proof };
  return call(reach, address, { method: 'POST', headers, body, longest: longest.answer });
}

/** Reads the keys that a relying party publishes, within the same reach. */
export function readKeys(reach: Reach, address: string): Promise<Answered> {
  return call(reach, address, { method: 'GET', headers: { accept: 'application/json' }, body: '', longest: longest.keys });
}

interface Call extends RequestOptions {
  readonly body: string;
  readonly longest: number;
}

function call({ privateNetworkClients }: Reach, address: string, asked: Call): Promise<Answered> {
  const url = new URL(address);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isNamed = privateNetworkClients.includes(url.hostname);
  if (!isNamed && (url.protocol !== 'https:' || (/^[\d.]+$|:/.test(host) && isPrivate(host)))) return Promise.reject(privateAddress(host));
  return exchange(url, { ...asked, agent: false, ...(!isNamed && { lookup: publicLookup }) });
}

function exchange(url: URL, { body, longest: most, ...options }: Call): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(patience);
    const request = (url.protocol === 'https:' ? tlsRequest : plainRequest)(url, { ...options, signal });
    request.on('error', reject);
    request.on('response', (answer) => {
      read(answer, most).then((text) => {
        resolve({ status: answer.statusCode ?? 0, body: text });
        request.destroy();
      }, reject);
    });
    request.end(body);
  });
}

/** As much as an answer can need; the rest is not waited for. */
async function read(answer: IncomingMessage, most: number): Promise<string> {
  let text = '';
  for await (const chunk of answer) {
    text += String(chunk);
    if (text.length >= most) break;
  }
  return text.slice(0, most);
}

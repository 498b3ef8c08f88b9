import { Agent, request } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly location: string;
  readonly text: string;
  readonly bytes: number;
}

/** Connections that stay open, as a proxy in front of the service keeps them. */
const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** A browser with nothing but cookies; cheap, since it shares the machine with what it measures. */
export class Visitor {
  readonly origin: string;
  readonly #cookies: Map<string, string>;
  /** Each comes from an address of its own, as behind a proxy: what one place may ask is limited. */
  readonly #address = Array.from({ length: 4 }, () => Math.floor(Math.random() * 256)).join('.');

  constructor(origin: string, cookies: Readonly<Record<string, string>> = {}) {
    this.origin = origin;
    this.#cookies = new Map(Object.entries(cookies));
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.#send('GET', path, { headers });
  }

  post(path: string, body: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.#send('POST', path, { body, headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers } });
  }

  #send(method: string, path: string, { headers, body = '' }: { headers: Record<string, string>; body?: string }): Promise<Answer> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const sent = {
      'x-forwarded-for': this.#address,
      ...headers,
      ...(cookie && { cookie }),
      ...(body && { 'content-length': String(Buffer.byteLength(body)) }),
    };
    return new Promise((resolve, reject) => {
      const asked = request(new URL(path, this.origin), { method, agent, headers: sent }, (answer) => {
        const parts: Buffer[] = [];
        for (const set of answer.headers['set-cookie'] ?? []) this.#keep(set);
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('error', reject);
        answer.on('end', () => {
          const whole = Buffer.concat(parts);
          const { statusCode: status = 0 } = answer;
          resolve({ status, location: answer.headers.location ?? '', text: whole.toString(), bytes: whole.length });
        });
      });
      asked.on('error', reject);
      asked.end(body);
    });
  }

  #keep(set: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
    if (value === '' || /expires=Thu, 01 Jan 1970/i.test(set)) this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}

/** Closes what is left open. */
export function closeConnections(): void {
  agent.destroy();
}

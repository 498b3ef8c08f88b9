import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';

interface Question {
  readonly challenge: string;
  readonly rp?: { readonly id?: string };
  readonly rpId?: string;
}

/** A security key as a browser would speak for it (WebAuthn level 2, ES256, no attestation); its lies are the tests' to tell. */
export class Authenticator {
  readonly id = randomBytes(16);
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  counter = 0;

  /** Where the browser is. */
  readonly origin: string;

  constructor(origin: string) {
    this.origin = origin;
  }

  /** Answers a registration. */
  create(question: Question, { origin = this.origin }: { origin?: string } = {}): string {
    const clientData = clientDataOf('webauthn.create', question.challenge, origin);
    const data = Buffer.concat([
      this.#authenticatorData(question.rp?.id ?? '', 0x41),
      ...[Buffer.alloc(16), Buffer.of(0, this.id.length), this.id, this.#coseKey()],
    ]);
    const attestation = Buffer.concat([
      ...[Buffer.of(0xa3), text('fmt'), text('none'), text('attStmt'), Buffer.of(0xa0), text('authData')],
      ...[Buffer.of(0x58, data.length), data],
    ]);
    return this.#credential({ clientDataJSON: b64(clientData), attestationObject: b64(attestation), transports: ['usb'] });
  }

  /** Answers a request for a proof. The counter goes forward first, as authenticators do. */
  get(question: Question, { origin = this.origin, counter = ++this.counter }: { origin?: string; counter?: number } = {}): string {
    this.counter = counter;
    const clientData = clientDataOf('webauthn.get', question.challenge, origin);
    const data = this.#authenticatorData(question.rpId ?? '', 0x01);
    const signature = createSign('sha256')
      .update(Buffer.concat([data, sha256(clientData)]))
      .sign(this.#keys.privateKey);
    return this.#credential({ clientDataJSON: b64(clientData), authenticatorData: b64(data), signature: b64(signature) });
  }

  #credential(response: object): string {
    return JSON.stringify({ id: b64(this.id), rawId: b64(this.id), type: 'public-key', response, clientExtensionResults: {} });
  }

  #authenticatorData(rpId: string, flags: number): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.counter);
    return Buffer.concat([sha256(Buffer.from(rpId)), Buffer.of(flags), counter]);
  }

  /** COSE_Key of ES256, in CBOR (RFC 9052 §7). */
  #coseKey(): Buffer {
    const { x = '', y = '' } = this.#keys.publicKey.export({ format: 'jwk' });
    const coordinate = (value: string) => [Buffer.of(0x58, 32), Buffer.from(value, 'base64url')];
    return Buffer.concat([
      Buffer.of(0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01),
      Buffer.of(0x21),
      ...coordinate(x),
      Buffer.of(0x22),
      ...coordinate(y),
    ]);
  }
}

function clientDataOf(type: string, challenge: string, origin: string): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
}

function text(value: string): Buffer {
  return Buffer.concat([Buffer.of(0x60 + value.length), Buffer.from(value)]);
}

function sha256(value: Buffer): Buffer {
  return createHash('sha256').update(value).digest();
}

function b64(value: Buffer): string {
  return value.toString('base64url');
}

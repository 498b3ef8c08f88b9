import { hash } from 'node:crypto';

/**
 * HMAC-SHA-256 (RFC 2104) under a key of at most 64 bytes that serves many times, of a text of at most 1,024 bytes: two hashes at once cost a
 * third of an Hmac of Node's, which is an object to be made and collected for each value of each entry.
 */
export function hmacUnder(key: Buffer): (text: string) => Buffer {
  const [inner, outer] = [padded(key, 0x36), padded(key, 0x5c)];
  return (text) => {
    inside.set(inner);
    const length = inside.write(text, blockSize);
    if (length < Buffer.byteLength(text)) throw new Error('a text too long for this HMAC');
    outside.set(outer);
    outside.write(hash('sha256', inside.subarray(0, blockSize + length), 'binary'), blockSize, 'latin1');
    return Buffer.from(hash('sha256', outside, 'binary'), 'latin1');
  };
}

const blockSize = 64;
const inside = Buffer.alloc(blockSize + 1_024); // both are filled and read in one go
const outside = Buffer.alloc(blockSize + 32);

function padded(key: Buffer, filling: number): Buffer {
  if (key.length > blockSize) throw new Error('a key too long for this HMAC');
  return Buffer.concat([key], blockSize).map((byte) => byte ^ filling) as Buffer; // a Buffer gives a Buffer
}

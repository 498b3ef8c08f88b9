import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { openPatientServer } from '../../src/http/patient-server.ts';

const server = openPatientServer((req, res) => void req.resume().on('end', () => res.end('answered')), {
  head: 200,
  whole: 400,
  looking: 50,
  idle: 300,
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address() as AddressInfo; // listening on a port
afterAll(() => void server.close());

/** Says something, then goes on a drop at a time; tells what came back before the line was cut. */
async function drip(said: string, drop: string): Promise<string> {
  const socket = connect(port, '127.0.0.1').setEncoding('utf8');
  let answer = '';
  socket.on('data', (part: string) => (answer += part)).on('error', () => undefined);
  socket.write(said);
  const dripping = setInterval(() => drop !== '' && socket.write(drop), 20);
  await new Promise((resolve) => socket.once('close', resolve)); // `once` would throw for a line that is reset
  clearInterval(dripping);
  return answer.split('\r\n')[0] ?? '';
}

test('who goes on with nothing but empty lines after an answer is cut off', async () => {
  expect(await drip('GET / HTTP/1.1\r\nHost: procura.example\r\n\r\n', '\r\n')).toBe('HTTP/1.1 200 OK');
});

const head = 'POST /stop HTTP/1.1\r\nHost: procura.example\r\n';

test.each([
  ['connects and says nothing', '', ''],
  ['says half a line', 'POST /sto', ''],
  ['never ends the head of a request', head, 'X: 1\r\n'],
  ['never ends its body', `${head}Content-Length: 60000\r\n\r\n`, 'a'],
  ['never ends a body in pieces', `${head}Transfer-Encoding: chunked\r\n\r\n`, '1\r\na\r\n'],
])('who %s is told that it took too long, and cut off', async (_, said, drop) => {
  expect(await drip(said, drop)).toBe('HTTP/1.1 408 Request Timeout');
});

test('two hundred who drip keep nobody else waiting', async () => {
  const slow = Array.from({ length: 200 }, () => drip(head, 'X: 1\r\n'));
  const answer = await fetch(`http://127.0.0.1:${port}/`);
  expect(await answer.text()).toBe('answered');
  expect(new Set(await Promise.all(slow))).toEqual(new Set(['HTTP/1.1 408 Request Timeout']));
});

test('a line that is kept for the next request is let go of by the proxy first, not by us', () => {
  const twoMinutes = 120_000; // as long as Caddy keeps one
  expect(openPatientServer().keepAliveTimeout).toBeGreaterThan(twoMinutes);
});

test('a server that leaves answers who asked before, and does not wait for their line to fall silent', async () => {
  const inHand = { answer: () => undefined as unknown };
  const leaving = openPatientServer((_req, res) => (inHand.answer = () => res.end('answered'))).listen(0, '127.0.0.1');
  await once(leaving, 'listening');
  const asking = fetch(`http://127.0.0.1:${(leaving.address() as AddressInfo).port}/`);
  await once(leaving, 'request');
  const left = once(leaving.close(), 'close');
  inHand.answer();
  expect(await (await asking).text()).toBe('answered');
  await left;
});

test('the service gives fifteen seconds for the head of a request, a minute for all of it', () => {
  const { headersTimeout, requestTimeout } = openPatientServer(() => undefined);
  expect({ headersTimeout, requestTimeout }).toEqual({ headersTimeout: 15_000, requestTimeout: 60_000 });
});

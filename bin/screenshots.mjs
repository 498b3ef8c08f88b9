// Takes the pictures of the README: starts the demonstration on an empty folder and walks as a newcomer does. Run through tsx.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { launchChromium } from '../test/support/chromium.ts';

const pictures = 'docs/screenshots';
const folder = mkdtempSync(join(tmpdir(), 'procura-screenshots-'));
const [PORT, FRANCECONNECT_PORT, PROCONNECT_PORT, SERVICE_PORT, INBOX_PORT, SMTP_PORT] = await freePorts(6);
const ports = { PORT, FRANCECONNECT_PORT, PROCONNECT_PORT, SERVICE_PORT, INBOX_PORT, SMTP_PORT };
const procura = `http://localhost:${PORT}`;
const service = `http://localhost:${SERVICE_PORT}`;
const inbox = `http://localhost:${INBOX_PORT}`;
let codesGiven = 0;

mkdirSync(pictures, { recursive: true });
const demonstration = spawn(process.execPath, ['--import', 'tsx', 'src/demo/start.ts'], {
  env: { ...process.env, ...ports, DATA_DIR: folder, DATABASE_URL: '' },
  stdio: ['ignore', 'ignore', 'inherit'],
});
const left = once(demonstration, 'exit');
try {
  await ready();
  const browser = await launchChromium();
  await walk(browser).finally(() => browser.close());
} finally {
  demonstration.kill('SIGINT');
  await left;
  rmSync(folder, { recursive: true, force: true });
}

async function walk(browser) {
  const page = await visitor(browser, { width: 1280, height: 800 });
  await page.goto(`${procura}/sign-in`);
  await picture(page, 'sign-in');
  await press(page, 'S’identifier avec ProConnect');
  await press(page, /^Claire Morel/);
  await giveCode(page, 'Code', 'Valider');
  await picture(page, 'home');

  await preparation(page, 'العربية');
  await identify(page, /^Yamina BENALI/);
  await picture(page, 'agreement-ar');

  await preparation(page, 'Français', 'new-mandate');
  await identify(page, /^Joséphine Marie ST-PIERRE/);
  await page.locator('#protection').check();
  await page.locator('#consent').check();
  await picture(page, 'agreement', { tallest: 1_100 });
  await press(page, 'Je donne ce mandat');
  await page.locator('#explained').check();
  await giveCode(page, 'Votre code à 6 chiffres', 'Signer le mandat');
  const mandate = page.url();

  await page.goto(`${service}/sign-in`);
  await picture(page, 'choose-person');
  await press(page, 'Joséphine Marie ST-PIERRE');
  await press(page, 'Continuer pour « Social, santé »');
  await picture(page, 'service');
  await page.goto(mandate);
  await picture(page, 'mandate', { tallest: 1_200 });
  await press(page, 'Mettre fin au mandat');
  await page.getByLabel('De vive voix').check();
  await press(page, 'Mettre fin maintenant');
  await page.goto(`${service}/account`);
  await press(page, 'Vérifier à nouveau');
  await picture(page, 'refused');
  await page.goto(`${procura}/activity`);
  await picture(page, 'activity');

  const phone = await visitor(browser, { width: 390, height: 844 }, await page.context().storageState());
  await phone.goto(`${procura}/home`);
  await picture(phone, 'phone');
}

async function preparation(page, language, name) {
  await page.goto(`${procura}/mandates/new`);
  await page.getByLabel('Social, santé').check();
  await page.getByLabel('Logement', { exact: true }).check();
  await page.getByLabel('Un mois').check();
  await page.getByLabel(language, { exact: true }).check();
  if (name) await picture(page, name);
  await press(page, 'Continuer');
}

async function identify(page, person) {
  await press(page, 'S’identifier avec FranceConnect');
  await press(page, person);
}

/** Reads the code where a newcomer does, on the inbox's page: the current one, then the next, since each serves once. */
async function giveCode(page, label, words) {
  const codes = await page.context().newPage();
  await codes.goto(`${inbox}/codes`);
  const code = await codes
    .getByRole('row', { name: /Claire Morel/ })
    .getByRole('cell')
    .nth(codesGiven++)
    .innerText();
  await codes.close();
  await page.getByLabel(label).fill(code);
  await press(page, words);
}

/** Presses the button or the link with these words, and waits for where it leads. */
async function press(page, name) {
  const target = ['button', 'link'].map((role) => page.getByRole(role, { name, exact: typeof name === 'string' }));
  await Promise.all([page.waitForEvent('load'), target[0].or(target[1]).first().click()]);
}

/** From the top of the page, as much as a reader looks at. */
async function picture(page, name, { tallest = 1_000 } = {}) {
  const path = join(pictures, `${name}.png`);
  const { width } = page.viewportSize();
  await page.mouse.move(0, 0);
  const height = Math.min(tallest, await page.evaluate('document.documentElement.scrollHeight'));
  await page.screenshot({ path, fullPage: true, clip: { x: 0, y: 0, width, height }, animations: 'disabled' });
  const { size } = statSync(path);
  console.log(`${path}: ${Math.round(size / 1_000)} kB`);
  if (size > 150_000) throw new Error(`${path} is too heavy for a page one reads`);
}

async function visitor(browser, viewport, storageState) {
  const context = await browser.newContext({
    ...{ viewport, storageState, locale: 'fr-FR', timezoneId: 'Europe/Paris', colorScheme: 'light', reducedMotion: 'reduce' },
  });
  context.setDefaultTimeout(20_000);
  return context.newPage();
}

async function ready() {
  for (const deadline = Date.now() + 120_000; Date.now() < deadline; await sleep(200)) {
    if (demonstration.exitCode !== null) throw new Error(`the demonstration left with ${demonstration.exitCode}`);
    const answers = await Promise.all([`${procura}/health/ready`, `${inbox}/codes`].map((url) => fetch(url).catch(() => null)));
    if (answers.every((answer) => answer?.ok)) return;
  }
  throw new Error('not ready after two minutes');
}

async function freePorts(count) {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const numbers = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return numbers;
}

import { dayOf } from '../../src/http/paris.ts';
import { atomically } from '../../src/db/database.ts';
import { openInquiry } from '../../src/cases/open-inquiry.ts';
import { useMandate } from '../../src/mandates/use-mandate.ts';
import { alertRules } from '../../src/supervision/alert-rules.ts';
import { watchJournal } from '../../src/supervision/watch-journal.ts';
import { appointOmbudsman, appointSupervisor, type TestStaff } from '../support/appointed.ts';
import { Counter, wordsOf } from '../support/counter.ts';
import { openHouse } from '../support/house.ts';
import { atHome } from '../support/own-space.ts';
import { Sequencing } from '../support/sequencing.ts';

const house = await openHouse();
const { world, context, url } = house;
const sequencing = new Sequencing({ ...house.database, needs: context, world, clock: context.clock as never });
const sequencer = sequencing.start();
/** The one rule the story is about: at night, others would notice the same use. */
const rules = { too_close_to_explain: alertRules.too_close_to_explain };

/** A mandate used the moment it was signed. */
async function arrive() {
  const helper = await world.helper();
  const manager = await world.helper({ organisation: helper.organisation, givenName: 'Nadia' });
  await world.needs.db('memberships').where('helper_id', manager.id).update({ role: 'manager' });
  const mandate = await world.mandate({ helper });
  const who = { helperId: helper.id, organisationId: helper.organisation.id, secondFactorAt: context.clock.now() };
  const client = await world.client();
  const { use } = await atomically(context, (work) => useMandate(work, { ...who, mandateId: mandate.id, procedure: 'papiers', client }));
  return { helper, manager, mandate, use };
}

async function seat(staff: TestStaff, organisation: Awaited<ReturnType<typeof world.helper>>['organisation']) {
  const counter = new Counter(house, { ...staff, organisation });
  await counter.signIn();
  return counter.browser;
}

test('an alert becomes a case; the supervisor states why, asks, proposes; another confirms; the person reads it', async () => {
  const { helper, manager, mandate } = await arrive();
  await sequencing.settled(sequencer);
  await watchJournal(context, { rules });
  const watcher = await seat(await appointSupervisor(context, helper.organisation.territory), helper.organisation);
  expect(wordsOf(await watcher.open(`${url}/supervision`))).toContain('alerte ou signalement que personne n’a pris');
  expect(wordsOf(await watcher.open(`${url}/supervision/cases?waiting=nobody`))).toContain(helper.organisation.name);
  const alerts = await watcher.open(`${url}/supervision/alerts`);
  expect(wordsOf(alerts)).toContain('Trop vite pour avoir été expliqué');
  expect(wordsOf(await watcher.open(`${url}/supervision/alerts/rules`))).toContain('Une personne qui connaît bien le mandat');
  const id = /\/supervision\/cases\/([0-9a-f-]{36})/.exec(alerts.text)?.[1] ?? '';
  const here = `${url}/supervision/cases/${id}`;

  const veiled = await watcher.open(here);
  expect(wordsOf(veiled)).toContain('Vous n’avez pas dit pourquoi');
  expect(wordsOf(veiled)).not.toContain('ST-PIERRE');
  const why = {
    purpose: 'quality_review',
    caseReference: 'D-2026-7',
    reason: 'Une alerte sur cette utilisation.',
    back: `/supervision/cases/${id}`,
  };
  await watcher.submit(await watcher.open(`${url}/supervision/reason?back=/supervision/cases/${id}`), '/supervision/reason', {
    fields: why,
  });
  expect(wordsOf(await watcher.open(here))).toContain('ST-PIERRE');

  const ask = { act: 'return', words: 'Comment le mandat a-t-il été expliqué ?' };
  const sent = await watcher.submit(await watcher.open(here), '/decision', { fields: ask });
  expect(wordsOf(sent)).toContain('À répondre');
  const chair = await seat(manager, helper.organisation);
  const asked = await chair.open(`${url}/manager/cases/${id}`);
  expect(wordsOf(asked)).toContain('Comment le mandat a-t-il été expliqué ?');
  await chair.submit(asked, '/answer', { fields: { words: 'Nous ne savons pas l’expliquer.' } });

  const proposal = { act: 'close', outcome: 'suspension_asked', words: 'Rien n’a été expliqué à la personne.' };
  const proposed = await watcher.submit(await watcher.open(here), '/decision', { fields: proposal });
  expect(wordsOf(proposed)).toContain('Vous l’avez proposée : quelqu’un d’autre doit la confirmer.');
  const second = await seat(await appointSupervisor(context, '*'), helper.organisation);
  const closed = await second.submit(await second.open(here), '/second', { fields: { act: 'confirm' } });
  expect(wordsOf(closed)).toContain('Close');

  const person = await atHome(context, mandate.personId);
  const read = await person.open(`${url}/me/cases/${id}`);
  expect(wordsOf(read)).toContain('La suspension a été demandée');
  expect(wordsOf(read)).toContain('Vous n’avez rien demandé');
  expect(wordsOf(read)).toContain('préparé et utilisé très vite');
  const inArabic = wordsOf(await person.open(`${url}/me/cases/${id}?lang=ar`));
  for (const said of ['طُلب تعليق النشاط', 'أُعدّ تفويضك واستُخدم بسرعة كبيرة']) expect(inArabic).toContain(said);
  const concluded = await second.open(`${url}/supervision/cases?closed=yes&lang=en`);
  expect(wordsOf(concluded)).toMatch(/Concluded cases.*Suspension asked for/);
  expect(wordsOf(await second.open(here))).toContain('seconds from the draft to the first use');
  const again = await person.submit(read, '/appeal', { fields: { words: 'Je connais bien cette aidante, elle m’a tout expliqué.' } });
  expect(wordsOf(again)).toContain('شخص آخر من السلطة الرقابية يعيد دراسة الملف');
});

test('a sample is drawn, its file downloaded, a use reviewed, and a bad one leads to its case', async () => {
  const { helper } = await arrive();
  await sequencing.settled(sequencer);
  const watcher = await seat(await appointSupervisor(context, helper.organisation.territory), helper.organisation);
  const list = await watcher.open(`${url}/supervision/samples`);
  const missing = await watcher.submit(list, '/supervision/samples', { fields: { siret: '123' } });
  expect(wordsOf(missing)).toContain('Un SIRET a 14 chiffres.');
  const days = { from: dayOf(context.clock.now()), to: dayOf(context.clock.now()) };
  const asked = { siret: helper.organisation.siret, email: '', size: '5', ...days };
  const drawn = await watcher.submit(list, '/supervision/samples', { fields: asked });
  expect(wordsOf(drawn)).toContain('1 sur 1');
  expect((await watcher.request(`${drawn.url}/sample.json`)).text).toContain('procura-sample/v1');
  const review = await watcher.open(`${drawn.url}/1`);
  expect(wordsOf(review)).not.toContain('ST-PIERRE');
  const reviewed = await watcher.submit(review, '/1', { fields: { verdict: 'bad', words: 'Le rendez-vous n’est pas au registre.' } });
  expect(wordsOf(reviewed)).toContain('Mauvaise');
  expect(wordsOf(await watcher.open(`${drawn.url}/1`))).toContain('Ouvrir le dossier');
});

test('a supervisor from elsewhere finds no case and no sample; only the ombudsman sees the supervisors', async () => {
  const { helper, use } = await arrive();
  const inquiry = { origin: 'alert', cause: 'outside_hours', about: { useId: use.id }, words: 'Au milieu de la nuit.', by: null } as const;
  const one = await atomically(context, (work) => openInquiry(work, inquiry));
  const away = await seat(await appointSupervisor(context, '2A'), helper.organisation);
  expect((await away.open(`${url}/supervision/cases/${one?.id ?? ''}`)).status).toBe(404);
  expect(wordsOf(await away.open(`${url}/supervision/alerts`))).toContain('Rien n’a été remarqué.');
  expect((await away.open(`${url}/supervision/supervisors`)).status).toBe(403);
  const ombudsman = await seat(await appointOmbudsman(context, '*'), helper.organisation);
  const watched = await ombudsman.open(`${url}/supervision/supervisors`);
  expect(wordsOf(watched)).toContain('Vous');
  const first = /\/supervision\/supervisors\/[0-9a-f-]{36}/.exec(watched.text)?.[0] ?? '';
  expect(wordsOf(await ombudsman.open(url + first))).toContain('Cette lecture est inscrite au journal.');
  expect(wordsOf(await ombudsman.open(`${url}/supervision/figures?days=92`))).toContain('Temps pour arrêter');
});

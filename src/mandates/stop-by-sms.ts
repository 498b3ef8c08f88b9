import type { Work } from '../db/database.ts';
import { isLanguage } from '../http/languages.ts';
import { translator } from '../http/texts.ts';
import { append } from '../journal/append.ts';
import { findOrganisation } from '../organisations/store.ts';
import { languageOf } from '../people/receive-sms.ts';
import type { SmsAnswer, SmsAnswerer } from '../people/sms.ts';
import { findMandateOfCode } from './keep-stop-code.ts';
import { parseStopCode, stopCodesIn } from './stop-code.ts';
import { stopHeld } from './stop-mandate.ts';
import { findMandate } from './store.ts';
import { tellEnded } from './tell-person.ts';

interface StopNeeds {
  readonly publicUrl: string;
}

/**
 * A stop code, with « STOP » or without, ends what the code covers, from whatever number: the code is the proof, as on the page.
 * « STOP » alone ends nothing, even from the person’s own number, since numbers can be forged and a word can be sent by mistake: the
 * answer says how.
 */
export function stopBySms({ publicUrl }: StopNeeds): SmsAnswerer {
  const byRightCode = stopByRightCode({ publicUrl });
  return async (work, sms) => {
    const done = await byRightCode(work, sms);
    if (done) return done;
    const said = /^[^\p{L}\p{N}]*(?:stop|стоп)(?:[^\p{L}\p{N}]+(.*))?$/isu.exec(sms.text);
    if (!said) return null;
    const typed = said[1] ?? '';
    const address = `${publicUrl}/stop`;
    const t = translator(await languageOf(work, sms.senders));
    if (typed === '') return { outcome: 'stop_without_code', reply: t('message.sms.stop.how', { address }) };
    if (parseStopCode(typed) === null) return { outcome: 'stop_code_mistyped', reply: t('message.sms.stop.typo', { address }) };
    await append(work, { event: 'stop_refused', refusal: 'stop_code_unknown', details: { channel: 'sms' } });
    return { outcome: 'stop_code_unknown', reply: t('message.sms.stop.unknown', { address }) };
  };
}

/** The same for a right code alone: it is taken even from a number that floods us, since numbers can be forged and a stop always wins. */
export function stopByRightCode({ publicUrl }: StopNeeds): SmsAnswerer {
  return async (work, sms) => {
    for (const code of stopCodesIn(sms.text)) {
      const mandateId = await findMandateOfCode(work.tx, work.vault, code);
      if (mandateId) return stopped(work, { mandateId, publicUrl });
    }
    return null;
  };
}

async function stopped(
  work: Work,
  { mandateId, publicUrl }: { readonly mandateId: string; readonly publicUrl: string },
): Promise<SmsAnswer> {
  const ended = await stopHeld(work, { mandateId, channel: 'sms' });
  for (const { mandate, person } of ended) await tellEnded(work, { mandate, person, publicUrl });
  const mandate = await findMandate(work.tx, mandateId);
  const organisation = mandate && (await findOrganisation(work.tx, mandate.organisationId));
  const t = translator(isLanguage(mandate?.language) ? mandate.language : 'fr');
  const values = { organisation: organisation?.name ?? '' };
  return ended.length > 0
    ? { outcome: 'stopped', reply: t('message.sms.stop.done', values) }
    : { outcome: 'stopped_before', reply: t('message.sms.stop.before', values) };
}

import { readSources } from '../support/sources.ts';

/**
 * The acceptance cases of the model we are measured against, and the tests that hold them: case → the beginning of a test's name.
 * Certificates, SMS and managers (31, 37, 38, 40) come with what they are about.
 */
const cases: Readonly<Record<string, readonly string[]>> = {
  '1 no code without each required parameter': [
    '%s goes back to the service as an error',
    '%s: a page in plain words, and nobody is redirected',
  ],
  '2 no code for an altered parameter, nobody sent to an unregistered address': [
    '%s goes back to the service as an error',
    '%s: a page in plain words, and nobody is redirected',
  ],
  '3 a procedure the organisation excludes is refused by name': ['a procedure the organisation excludes is refused by its name'],
  '4 claims that are not JSON, or unknown, or valid': [
    '%s: one label comes back, byte for byte',
    'values that are all unknown: nothing can be offered',
  ],
  '5 only the people of the current organisation are offered': [
    'only people with a mandate for what the service may ask are offered',
    'another organisation’s people are not',
  ],
  '6 a choice after its time': ['left alone for ten minutes it is over'],
  '7 an unknown transaction': ['another helper’s interaction is unknown', 'who %s does not get in'],
  '8 a person without a mandate, by id': ['%s is not taken up'],
  '9 the procedures that are active, no other': [
    'of several procedures, those asked for are offered, no other',
    'what is offered is what the decision would allow, at every instant',
  ],
  '10 an ended procedure posted anyway': ['%s is not taken up', 'a mandate revoked while the page was open is refused'],
  '11 a colleague uses it, and the record names the colleague': ['a colleague takes up a mandate, and the journal names the colleague'],
  '12 the id_token says who, for whom, when': ['a stock client with a secret and a code challenge learns who, by whom and under what'],
  '13 a wrong or missing parameter at the token endpoint': ['%s gets no token'],
  '14 a code after its time': ['a code older than 30 seconds is refused'],
  '15 ★ a code twice, and its tokens die': ['a code shown twice: its tokens die'],
  '16 ★ another redirect_uri at the token endpoint': ['a code shown in a wrong request is dead', '%s gets no token'],
  '17 ★ nothing is given once the mandate is revoked': [
    'when %s before the code is redeemed, no token leaves',
    'when %s after the token was given, the token is dead at every door',
  ],
  '18 one use is one event, with who, for whom, for what': ['a colleague may use a mandate signed by another helper'],
  '19 a token that is unknown, malformed or expired': ['%s learns nothing, and leaves no disclosure', 'a token of five minutes is dead'],
  '20 a logout returns to registered addresses only': ['%s: a page of ours, and nobody is redirected'],
  '21 ★ rep_scope is what was granted, and among what was asked': ['%s: one label comes back, byte for byte'],
  '22 a form without procedure or duration creates nothing': [
    'a form with mistakes comes back filled in',
    'what the organisation excludes cannot be drafted',
  ],
  '23 consent and code make one mandate and its entries in order': ['each step leaves its entry, in order'],
  '24 a wrong code or an unticked box make none': ['a form with mistakes comes back filled in'],
  '25 the end, to the instant': ['a mandate of a %s ends exactly %i times 24 hours'],
  '26 granting again replaces, here only': [
    'a procedure granted again in the same organisation replaces',
    'an expired mandate is left alone by a new one',
  ],
  '27 ★ one sign-in, one mandate': ['one sign-in at FranceConnect concludes one mandate', 'two signatures at once conclude one mandate'],
  '28 what may be renewed': [
    'a mandate is renewed %s',
    'more than a year after its end, it is not',
    'once the person ended all of it, it is not',
  ],
  '29 ★ another organisation’s mandate is not renewed here': ['another organisation’s mandate cannot be renewed here'],
  '30 an end, of one procedure or all': [
    'one procedure is ended alone',
    'an end is recorded once for each procedure and once for the mandate',
  ],
  '32 a draft has no value; the final text is its organisation’s': [
    'a draft says that it is one',
    'a mandate is another organisation’s secret',
  ],
  '33 ★ the text stays as it was agreed, and its fingerprint proves it': [
    'what was agreed to does not change when the organisation is renamed',
  ],
  '34 one switches among one’s own organisations': [
    'a helper of two organisations acts for the other one',
    'somebody else’s organisation, and one that does not exist',
  ],
  '35 after 15 minutes the code is asked again; no foreign way back': [
    'a sensitive page asks for the second factor again after 15 minutes',
    'the way back %j is %j',
  ],
  '36 one answer for unknown, inactive and wrong': ['known, unknown and suspended addresses get the same answer'],
  '39 an entry cannot be changed': ['nobody may change the record, its owner included: %s', 'the application may not: %s'],
};

const tests = [...readSources('test').values()]
  .filter(({ path }) => !path.includes('acceptance'))
  .map(({ code }) => code)
  .join('\n');

test.each(Object.entries(cases))('%s', (_, names) => {
  expect(names.filter((name) => !tests.includes(`'${name}`))).toEqual([]);
});

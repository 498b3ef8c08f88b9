import type { WorkNeeds } from '../db/database.ts';
import type { Person } from '../people/person.ts';
import { casesOf, contactsOf, draftsOf, mandatesOf, messagesOf, preferencesOf, recordOf, usesOf } from './own-data.ts';

/** All that is known of a person, as JSON for other programs (GDPR art. 20), written as it is read. */
export async function* ownDataJson(needs: WorkNeeds, person: Person): AsyncGenerator<string> {
  const { identity, language } = person;
  yield JSON.stringify({ format: 'procura-own-data/1', writtenAt: needs.clock.now(), identity, language }).slice(0, -1);
  for (const [name, list] of Object.entries(lists)) {
    yield `,\n"${name}":[`;
    let between = '\n';
    for await (const item of list(needs, person)) {
      yield between + JSON.stringify(item);
      between = ',\n';
    }
    yield ']';
  }
  yield '}\n';
}

const lists: Readonly<Record<string, (needs: WorkNeeds, person: Person) => AsyncGenerator<object>>> = {
  contacts: contactsOf,
  preferences: preferencesOf,
  mandates: mandatesOf,
  drafts: draftsOf,
  uses: usesOf,
  cases: casesOf,
  messages: messagesOf,
  journal: entriesOf,
};

/** An entry as the journal has it, and its proof. */
async function* entriesOf(needs: WorkNeeds, person: Person): AsyncGenerator<object> {
  for await (const { entryId, at, event, refusal, procedure, helper, organisation, service, look, changed, proof } of recordOf(
    needs,
    person,
    {
      proofs: 'with',
    },
  ))
    yield { entry: entryId, at, event, refusal, procedure, helper, organisation, service, look, changed, proof };
}

import { allLanguages, languages } from '../../src/http/languages.ts';
import { actCode } from '../../src/notifications/act-messages.ts';

const question = {
  ...{ code: '012345', expiresAt: new Date('2026-11-27T10:05:00Z') },
  acts: ['person.sensitive.account_closure'],
  ...{ organisation: 'CCAS de Villeneuve', service: 'Caisse\nd’allocations' },
} as const;

test.each(allLanguages)(
  'a code for a sensitive act says in %s who asks and at which service: what else would be closed, and where?',
  (language) => {
    const isolated = (name: string) => (languages[language].direction === 'rtl' ? `\u2068${name}\u2069` : name);
    for (const channel of ['email', 'sms'] as const) {
      const { text } = actCode({ channel, to: '+33639980101', language, subjectRef: null }, question);
      const plain = text.replaceAll('’', "'"); // an SMS keeps to the signs of GSM
      expect(plain).toContain(isolated('CCAS de Villeneuve'));
      expect(plain).toContain(isolated("Caisse d'allocations"));
    }
  },
);

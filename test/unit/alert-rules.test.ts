import { after, day, hour, minute, second } from '../../src/clock.ts';
import { catalogue } from '../../src/http/texts.ts';
import type { Agreement, Circumstances, Fact } from '../../src/supervision/alert-rule.ts';
import { alertRules, type RuleName, ruleNames } from '../../src/supervision/alert-rules.ts';
import { factsAt, isNoticed, monday, on, ordinary } from '../../src/supervision/corpus.ts';
import { measureRules } from '../../src/supervision/measure-rules.ts';
import { ruleFigures } from '../../src/supervision/rule-figures.ts';
import { agreed } from '../../src/supervision/time-corpora.ts';

const measured = measureRules();
const sundays = [[], [], [], [], [], [], [{ opens: 480, closes: 1_200 }]];

describe.each(ruleNames)('the rule %s', (name) => {
  test('tells most suspicious histories of its corpus from the clean ones', () => {
    expect(measured[name].precision).toBeGreaterThanOrEqual(0.8);
    expect(measured[name].recall).toBeGreaterThanOrEqual(0.9);
    expect(measured[name]).toMatchObject({ clean: 1_800, suspicious: 200 });
  });

  test('is worth what is printed of it', () => {
    expect(ruleFigures[name]).toEqual(measured[name]);
  });

  test('blocks nothing, opens a bounded number of cases, and is explained in words', () => {
    expect(alertRules[name].blocks).toBe(false);
    expect(alertRules[name].most).toBeLessThanOrEqual(50);
    for (const part of ['title', 'looks', 'why', 'innocent', 'noticed'])
      expect(catalogue('en')).toHaveProperty([`supervision.rule.${name}.${part}`]);
  });

  test('says nothing of nothing', () => {
    expect(isNoticed(alertRules[name], { facts: [], circumstances: ordinary })).toBe(false);
  });
});

interface Case {
  readonly facts: readonly Fact[];
  readonly around?: Partial<Circumstances>;
}

const use = (at: Date, more: Partial<Fact> = {}) => factsAt('mandate_used', [at], () => more);
const times = (count: number, every: number) => Array.from({ length: count }, (_, n) => after(monday, n * every));
const of = (more: Partial<Agreement>): Partial<Circumstances> => ({ agreement: agreed(more) });
const month = { expiresAt: after(monday, 31 * day) };
const device = (took: number) => of({ sameDevice: { askedAt: monday, answeredAt: after(monday, took) } });
const refused = (count: number, mandateId: (n: number) => string, refusal = 'mandate_unknown') =>
  factsAt('use_refused', times(count, second), (n) => ({ refusal, mandateId: mandateId(n) }));

const edges: readonly (readonly [rule: RuleName, what: string, is: boolean, given: Case])[] = [
  ['many_persons_in_an_hour', 'fourteen persons in an hour', false, { facts: factsAt('mandate_used', times(14, minute)) }],
  ['many_persons_in_an_hour', 'fifteen persons in an hour', true, { facts: factsAt('mandate_used', times(15, minute)) }],
  [
    'many_persons_in_an_hour',
    'one person forty times',
    false,
    { facts: factsAt('mandate_used', times(40, minute), () => ({ personId: 'one' })) },
  ],
  [
    'many_persons_in_an_hour',
    'fifteen persons in an hour and a minute',
    false,
    { facts: factsAt('mandate_used', times(15, 4.5 * minute)) },
  ],
  ['outside_hours', 'one use at 21:45', false, { facts: use(on(0, 12, 45)) }],
  ['outside_hours', 'one use at three in the morning', true, { facts: use(on(0, 18)) }],
  ['outside_hours', 'three Sundays in three weeks', false, { facts: factsAt('mandate_used', [on(6), on(13), on(20)]) }],
  ['outside_hours', 'three uses on a Sunday', true, { facts: factsAt('mandate_used', [on(6), on(6, 1), on(6, 2)]) }],
  [
    ...(['outside_hours', 'a Sunday of an organisation open on Sundays', false] as const),
    { facts: factsAt('mandate_used', [on(6), on(6, 1), on(6, 2)]), around: { hours: sundays } },
  ],
  [
    ...(['outside_hours', 'nine at night in winter, when Paris is one hour from Greenwich', false] as const),
    {
      facts: factsAt(
        'mandate_used',
        times(3, minute).map(() => new Date('2026-12-07T20:30:00Z')),
      ),
    },
  ],
  [
    ...(['burst_after_certification', 'ten mandates on the fourteenth day', true] as const),
    { facts: factsAt('mandate_concluded', times(10, minute)), around: { certifiedAt: on(-13, -23) } },
  ],
  [
    ...(['burst_after_certification', 'the same a day later', false] as const),
    { facts: factsAt('mandate_concluded', times(10, minute)), around: { certifiedAt: on(-15) } },
  ],
  [
    'use_before_end',
    'a month asleep, taken up in its last half hour',
    true,
    { facts: use(after(month.expiresAt, -30 * minute)), around: of(month) },
  ],
  ['use_before_end', 'a minute before', false, { facts: use(after(month.expiresAt, -31 * minute)), around: of(month) }],
  [
    ...(['use_before_end', 'a mandate used the week before', false] as const),
    { facts: factsAt('mandate_used', [after(month.expiresAt, -7 * day), after(month.expiresAt, -minute)]), around: of(month) },
  ],
  ['use_before_end', 'a mandate of a day', false, { facts: use(on(0, 23, 50)), around: of({ expiresAt: on(1) }) }],
  ['too_close_to_explain', 'three minutes', false, { facts: use(on(0, 0, 3)), around: of({}) }],
  ['too_close_to_explain', 'a second less', true, { facts: use(after(on(0, 0, 3), -second)), around: of({}) }],
  ['too_close_to_explain', 'two minutes for a renewal', false, { facts: use(on(0, 0, 2)), around: of({ isRenewal: true }) }],
  [
    'same_device',
    'answered on the same device within the hour',
    true,
    { facts: factsAt('mandate_concluded', [on(0)]), around: device(59 * minute) },
  ],
  [
    'same_device',
    'answered on the same device an hour later',
    false,
    { facts: factsAt('mandate_concluded', [on(0)]), around: device(hour) },
  ],
  ['same_device', 'answered on another device', false, { facts: factsAt('mandate_concluded', [on(0)]), around: of({}) }],
  ['helpers_channel', 'one slip', false, { facts: factsAt('contact_refused', [on(0)], () => ({ refusal: 'contact_is_helpers' })) }],
  ['helpers_channel', 'twice', true, { facts: factsAt('contact_refused', [on(0), on(1)], () => ({ refusal: 'contact_is_helpers' })) }],
  [
    'helpers_channel',
    'two addresses mistyped',
    false,
    { facts: factsAt('contact_refused', [on(0), on(1)], () => ({ refusal: 'input_malformed' })) },
  ],
  ['helpers_channel', 'a mailbox shared by three', true, { facts: factsAt('contact_shared', [on(0), on(1), on(2)]) }],
  ['helpers_channel', 'a telephone that a couple confirmed', false, { facts: use(on(0)), around: { sharing: 2 } }],
  ['helpers_channel', 'a telephone that three confirmed', true, { facts: use(on(0)), around: { sharing: 3 } }],
  ['repeated_refusals', 'one mandate, seven times', false, { facts: refused(7, () => 'one') }],
  ['repeated_refusals', 'one mandate, eight times', true, { facts: refused(8, () => 'one') }],
  ['repeated_refusals', 'five mandates', true, { facts: refused(5, String) }],
  ['repeated_refusals', 'a second factor grown old, all day', false, { facts: refused(30, String, 'second_factor_required') }],
  [
    ...(['sensitive_after_contact_change', 'money the day after a helper changed the telephone', true] as const),
    { facts: [...factsAt('contact_added', [on(0)]), ...use(on(1))], around: { isSensitive: true } },
  ],
  [
    ...(['sensitive_after_contact_change', 'money the day after the person changed it themself', false] as const),
    { facts: [...factsAt('contact_added', [on(0)], () => ({ helperId: null })), ...use(on(1))], around: { isSensitive: true } },
  ],
  [
    ...(['sensitive_after_contact_change', 'a library card the day after', false] as const),
    { facts: [...factsAt('contact_added', [on(0)]), ...use(on(1))] },
  ],
  ['stop_codes_tried', 'twenty-four in an hour', false, { facts: factsAt('stop_refused', times(24, minute)) }],
  ['stop_codes_tried', 'twenty-five in an hour', true, { facts: factsAt('stop_refused', times(25, minute)) }],
];

test.each(edges)('%s: %s', (name, _what, is, { facts, around = {} }) => {
  expect(isNoticed(alertRules[name], { facts, circumstances: { ...ordinary, ...around } })).toBe(is);
});

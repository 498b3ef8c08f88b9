import type { JSX } from 'preact';
import type { Rule } from '../../src/supervision/alert-rule.ts';
import type { RuleName } from '../../src/supervision/alert-rules.ts';
import type { RuleRecord } from '../../src/supervision/alert-store.ts';
import type { RuleFigures } from '../../src/supervision/rule-figures.ts';
import { Layout } from '../layout.tsx';
import { usePage } from '../page.tsx';
import { SummaryList } from '../parts/facts.tsx';

interface Shown {
  readonly name: RuleName;
  readonly rule: Pick<Rule, 'most' | 'blocks'>;
  readonly figures: RuleFigures;
  /** What became of its alerts here; null: there were none. */
  readonly record: RuleRecord | null;
}

/** Each rule in words: what it looks at, why, what is innocent, and what it is worth. */
export function AlertRulesPage({ rules }: { rules: readonly Shown[] }): JSX.Element {
  const { t } = usePage();
  return (
    <Layout title={t('supervision.alerts.rules')} lead={t('supervision.alerts.rules.lead')} back={{ href: '/supervision/alerts' }} wide>
      {rules.map(({ name, rule, figures, record }) => (
        <section key={name} id={name}>
          <h2>{t(`supervision.rule.${name}.title`)}</h2>
          <SummaryList
            facts={[
              { name: t('supervision.alerts.rules.looks'), value: t(`supervision.rule.${name}.looks`) },
              { name: t('supervision.alerts.rules.why'), value: t(`supervision.rule.${name}.why`) },
              { name: t('supervision.alerts.rules.innocent'), value: t(`supervision.rule.${name}.innocent`) },
              { name: t('supervision.alerts.rules.worth'), value: t('supervision.alerts.rules.figures', inPercent(figures)) },
              { name: t('supervision.alerts.rules.record'), value: <Record name={name} record={record} /> },
              { name: t('supervision.alerts.rules.most'), value: String(rule.most) },
              {
                name: t('supervision.alerts.rules.blocks'),
                value: t(`supervision.alerts.rules.blocks.${rule.blocks ? 'helper' : 'nothing'}`),
              },
            ]}
          />
        </section>
      ))}
    </Layout>
  );
}

/** What its alerts came to, and the way to them. */
function Record({ name, record }: Pick<Shown, 'name' | 'record'>): JSX.Element {
  const { t } = usePage();
  if (!record) return <>{t('supervision.alerts.rules.record.none')}</>;
  const { raised, concluded, innocent } = record;
  return <a href={`/supervision/alerts?rule=${name}`}>{t('supervision.alerts.rules.record.some', { raised, concluded, innocent })}</a>;
}

function inPercent({ precision, recall }: RuleFigures): { precision: string; recall: string } {
  return { precision: (100 * precision).toFixed(0), recall: (100 * recall).toFixed(0) };
}

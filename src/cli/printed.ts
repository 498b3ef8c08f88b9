import type { Command } from 'commander';
import { settings } from '../config.ts';
import { refusals } from '../errors.ts';
import { access } from '../access.ts';
import { events } from '../journal/events.ts';
import { applicationStates } from '../organisations/application-states.ts';
import { states } from '../mandates/states.ts';
import { helperStates } from '../organisations/life.ts';
import { caseStates } from '../cases/case-states.ts';
import { alertRules, type RuleName } from '../supervision/alert-rules.ts';
import { measureRules } from '../supervision/measure-rules.ts';

/** The blocks of the README that the code prints, by the name of their markers. */
export function blocks(program: Command): Record<string, string> {
  return {
    settings: table(['setting', 'meaning', 'default', 'secret'], settingRows()),
    states: diagram(states),
    'application-states': diagram(applicationStates),
    'helper-states': diagram(helperStates),
    'case-states': caseDiagram(),
    'alert-rules': table(['rule', 'thresholds', 'precision', 'recall', 'alerts a day at most'], ruleRows()),
    commands: table(
      ['command', 'does'],
      program.commands.flatMap((command) => commandRows(command)),
    ),
  };
}

/** Those of docs/reference.md: what there is too much of to read in a row. */
export function referenceBlocks(): Record<string, string> {
  return {
    routes: table(
      ['route', 'who may'],
      Object.entries(access).map(([route, who]) => [`\`${route}\``, who]),
    ),
    events: table(
      ['event', 'means'],
      Object.entries(events).map(([name, meaning]) => [`\`${name}\``, meaning]),
    ),
    refusals: table(
      ['refusal', 'status', 'OAuth error'],
      Object.entries(refusals).map(([code, { status, oauth }]) => [
        `\`${code}\``,
        String(status),
        oauth ?? 'a page of ours, never redirected',
      ]),
    ),
  };
}

/** Every setting, with its default; the required ones are left to fill in. */
export function environmentExample(): string {
  const lines = Object.entries(settings).map(
    ([name, setting]) =>
      `# ${setting.meaning}\n${'fallback' in setting ? '# ' : ''}${name}=${'fallback' in setting ? setting.fallback : ''}`,
  );
  return `# Settings of the service (npm run serve). Commented lines show the default.\n\n${lines.join('\n\n')}\n`;
}

function settingRows(): string[][] {
  return Object.entries(settings).map(([name, setting]) => [
    `\`${name}\``,
    setting.meaning,
    'fallback' in setting ? (setting.fallback === '' ? 'empty' : `\`${setting.fallback}\``) : 'required',
    'secret' in setting ? 'yes' : '',
  ]);
}

function commandRows(command: Command, prefix = 'procura'): string[][] {
  const name = `${prefix} ${command.name()}`;
  if (command.commands.length > 0) return command.commands.flatMap((child) => commandRows(child, name));
  return [[`\`${name}\``, command.description()]];
}

/** What the service notices by itself, and how well, on the histories of its corpora. */
function ruleRows(): string[][] {
  return Object.entries(measureRules()).map(([name, { precision, recall }]) => {
    const { thresholds, most } = alertRules[name as RuleName]; // a line a name
    const limits = Object.entries(thresholds).map(([what, limit]) => `${what} ${String(limit)}`);
    return [`\`${name}\``, limits.join(', '), precision.toFixed(3), recall.toFixed(3), String(most)];
  });
}

/** The life of a case: each arrow says who does what. */
function caseDiagram(): string {
  const arrows = Object.entries(caseStates).flatMap(([from, moves]) =>
    Object.entries(moves).map(
      ([act, { by, next, late, contest }]) => `  ${from} --> ${next}: ${by}, ${act}${late ? ' (late)' : contest ? ' (contest)' : ''}`,
    ),
  );
  const begins = [
    '  [*] --> with_manager: person, open',
    '  [*] --> with_supervisor: person, open (no other manager)',
    '  [*] --> with_supervisor: alert, sample or report',
  ];
  return ['```mermaid', 'stateDiagram-v2', ...begins, ...arrows, '  closed --> [*]', '```'].join('\n');
}

/** A state table as a diagram: begins with the first state, ends where nothing follows. */
function diagram(of: Readonly<Record<string, { readonly next: readonly string[] }>>): string {
  const arrows = Object.entries(of).flatMap(([from, { next }]) => (next.length > 0 ? next : ['[*]']).map((to) => `  ${from} --> ${to}`));
  return ['```mermaid', 'stateDiagram-v2', `  [*] --> ${Object.keys(of)[0] ?? ''}`, ...arrows, '```'].join('\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

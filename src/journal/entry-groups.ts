import type { Entry } from './append.ts';
import type { SubjectFields, Value } from './leaf.ts';
import { serviceSubject } from './subject-keys.ts';

type Fields = Readonly<Record<string, Value>>;

/** What an entry says, by whose key it is sealed. Only groups that say something: an empty one would need a key for nothing. */
export function groupBySubject(entry: Entry): Omit<SubjectFields, 'dek'>[] {
  const about = present({
    client: entry.clientId,
    mandate: entry.mandate?.id,
    procedure: entry.procedure,
    refusal: entry.refusal,
    use: entry.useId,
    ...entry.details,
  });
  const acting = present({ helper: entry.helper?.id, organisation: entry.organisationId });
  const owner = entry.person?.subjectRef ?? entry.helper?.subjectRef ?? serviceSubject;
  const groups = new Map<string, Fields>();
  const add = (subjectRef: string, fields: Fields): void => {
    if (Object.keys(fields).length > 0) groups.set(subjectRef, Object.assign(groups.get(subjectRef) ?? {}, fields));
  };
  add(owner, { ...about, ...present({ person: entry.person?.id }) });
  add(entry.helper?.subjectRef ?? serviceSubject, acting);
  add(serviceSubject, entry.kept ?? {});
  return [...groups].map(([subjectRef, fields]) => ({ subjectRef, fields }));
}

function present(fields: Readonly<Record<string, Value | undefined>>): Fields {
  const said: Record<string, Value> = {};
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) said[name] = value;
  return said;
}

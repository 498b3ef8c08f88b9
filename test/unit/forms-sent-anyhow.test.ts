import { readdirSync } from 'node:fs';
import { z } from 'zod';
import { projectFile } from '../../src/root.ts';

const files = readdirSync(projectFile('src'), { recursive: true, encoding: 'utf8' }).filter((name) => /(^|\/|-)forms\.ts$/.test(name));
const forms: [string, z.ZodType][] = [];
for (const file of files)
  for (const [name, value] of Object.entries((await import(projectFile('src', file))) as Record<string, unknown>))
    if (value instanceof z.ZodType) forms.push([`${file} ${name}`, value]);

/** The fields of a form, before whatever is made of them. */
function fieldsOf(form: z.ZodType): string[] {
  if (form instanceof z.ZodObject) return Object.keys(form.shape);
  return form instanceof z.ZodPipe && form.in instanceof z.ZodType ? fieldsOf(form.in) : [];
}

// A browser sends every field of a form, empty where nothing was typed; whoever writes requests by hand sends what they like.
test.each(forms)('%s gives back whatever is sent, and breaks on nothing', (_name, form) => {
  for (const sent of ['', ' ', 'x', '0', '2026-13-40', '99999-01-01', 'é'.repeat(5_000), ['', 'x'], {}, null, undefined])
    for (const others of ['', 'x', undefined])
      for (const one of [null, ...fieldsOf(form)]) {
        const body = Object.fromEntries(fieldsOf(form).map((field) => [field, one === null || field === one ? sent : others]));
        expect(() => form.safeParse(body)).not.toThrow();
      }
  expect(() => form.safeParse('')).not.toThrow();
});

test('these are the forms of the house', () => {
  expect(forms.filter(([, form]) => fieldsOf(form).length > 0).length).toBeGreaterThan(20);
});

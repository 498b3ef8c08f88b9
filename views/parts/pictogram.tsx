import type { JSX } from 'preact';
import { type Pictogram as Name, pictograms } from '../../src/paper/pictograms.ts';
import { type Language, usePage } from '../page.tsx';

/** A picture beside words, for whoever reads easy French. The words say it all: screen readers are told nothing of it. */
export function Pictogram({ name, of }: { name: Name; of?: Language }): JSX.Element | null {
  const { language } = usePage();
  if ((of ?? language) !== 'fr-FALC') return null;
  return (
    <svg class="pictogram" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
      <path d={pictograms[name]} />
    </svg>
  );
}

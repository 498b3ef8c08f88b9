import type { JSX } from 'preact';
import type { HelperState } from '../../src/organisations/life.ts';
import { usePage, type Tone } from '../page.tsx';
import { Tag } from '../parts/notice.tsx';

const tones: Readonly<Record<HelperState, Tone | 'neutral'>> = {
  invited: 'neutral',
  trained: 'info',
  certified: 'success',
  suspended: 'danger',
  expired: 'warning',
  withdrawn: 'danger',
};

/** Where a helper stands, in one word; suspended here counts before all that is true elsewhere. */
export function HelperStateTag({ state, suspendedHere }: { state: HelperState; suspendedHere: boolean }): JSX.Element {
  const { t } = usePage();
  const shown = suspendedHere && state !== 'withdrawn' ? 'suspended' : state;
  return <Tag tone={tones[shown]}>{t(`helper.state.${shown}`)}</Tag>;
}

import type { Helper } from '../organisations/helper.ts';
import type { Reach } from './territory.ts';

/** The supervisor who acts, and what they may see. */
export interface Supervising extends Reach {
  readonly helper: Helper;
}

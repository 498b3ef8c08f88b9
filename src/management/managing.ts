import type { Helper } from '../organisations/helper.ts';
import type { Organisation } from '../organisations/organisation.ts';

/** A manager, the organisation they manage now, and where their helpers read us. */
export interface Managing {
  readonly helper: Helper;
  readonly organisation: Organisation;
  readonly publicUrl: string;
}

/** An act of a manager on one helper. */
export interface ActOnHelper {
  readonly managing: Managing;
  readonly helperId: string;
}

import { watchFromNow } from '../supervision/watch-journal.ts';
import { type HistoryNeeds, layHistory } from './history.ts';
import type { Setting } from './history-crowd.ts';
import { settle } from './history-store.ts';
import { hasMandates } from './seed-store.ts';

/** Some sixteen entries a day: what there is of the demonstration itself stays among its neighbours in time, and the figures of a year say something. */
const entries = 6_400;

/** A town of each department around. */
const towns: ReadonlyMap<string, string> = new Map([
  ['87', 'Villeneuve'],
  ['19', 'Rivières'],
  ['36', 'Montclair'],
  ['16', 'Belleville'],
  ['24', 'Saint-Amand'],
]);

const around: Setting = {
  territories: [...towns.keys()],
  bodies: 8,
  days: 400,
  isTold: true,
  nameOf: ({ rank, territory }) => `Mairie de ${towns.get(territory) ?? ''}, point d’accueil n° ${String(rank + 1)}`,
};

/** What other bodies around those of the demonstration did for a good year, so that its figures have something to show. Once, and before anything else is laid. */
export async function layPast(needs: HistoryNeeds): Promise<void> {
  if (await hasMandates(needs.db)) return;
  await layHistory(needs, { entries, setting: around });
  await settle(needs.source);
  await watchFromNow(needs);
}

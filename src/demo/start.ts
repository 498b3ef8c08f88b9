import { openProgress, withoutNoise } from './progress.ts';
import { openRunning } from './running.ts';
import { readDemoSettings } from './settings.ts';

const running = openRunning();
running.leaveOnSignal();
const progress = openProgress(process.stdout);
try {
  if (process.env['NODE_ENV'] === 'production')
    throw new Error('Ceci est une démonstration, dont les comptes sont publics : en production (NODE_ENV), lancez npm run serve.');
  const settings = readDemoSettings(process.env);
  console.log('Procura démarre, avec ce qu’il faut autour pour l’essayer.');
  const { startDemonstration } = await progress.step('Code', 'chargé', () => withoutNoise(() => import('./demonstration.ts')));
  console.log(await startDemonstration(settings, { running, progress }));
  await running.untilLeaving();
  await running.leave();
} catch (error) {
  await running.leave(error);
}

import type { JSX } from 'preact';
import type { FormerVolume } from '../../src/supervision/former-volumes.ts';
import { usePage } from '../page.tsx';
import { Instant } from '../parts/facts.tsx';
import { DataTable } from '../parts/table.tsx';

/** The volumes of the journal that were closed: how each ended, where that is read, and until when it is kept at least. */
export function FormerVolumes({ volumes, at }: { volumes: readonly FormerVolume[]; at: Date }): JSX.Element {
  const { t } = usePage();
  return (
    <DataTable
      caption={t('integrity.volumes')}
      empty={t('integrity.volumes.none')}
      rows={volumes}
      columns={[
        { title: t('integrity.volume'), cell: ({ origin }) => origin },
        { title: t('integrity.volume.closed'), cell: ({ closedAt }) => <Instant at={closedAt} /> },
        { title: t('integrity.entries'), numeric: true, cell: ({ size }) => size },
        { title: t('integrity.volume.final'), cell: (volume) => <Final volume={volume} /> },
        { title: t('integrity.volume.kept'), cell: (volume) => <Kept volume={volume} at={at} /> },
      ]}
    />
  );
}

function Final({ volume: { final, checkpointPath, tilesPath, origin } }: { volume: FormerVolume }): JSX.Element {
  const { t } = usePage();
  if (!final) return <>{t('integrity.volume.unpublished')}</>;
  return (
    <>
      {t('integrity.volume.cosignatures', { count: final.cosignatures })}
      <br />
      <a href={checkpointPath} aria-label={t('integrity.volume.checkpointOf', { origin })}>
        {t('integrity.volume.checkpoint')}
      </a>
      {tilesPath !== null && (
        <>
          <br />
          <a href={tilesPath} aria-label={t('integrity.volume.tilesOf', { origin })}>
            {t('integrity.volume.tiles')}
          </a>
        </>
      )}
    </>
  );
}

function Kept({ volume: { droppedAt, keptUntil }, at }: { volume: FormerVolume; at: Date }): JSX.Element {
  const { t } = usePage();
  if (droppedAt) return <>{t('integrity.volume.dropped', { at: droppedAt })}</>;
  return <>{t(at < keptUntil ? 'integrity.volume.keptUntil' : 'integrity.volume.past', { until: keptUntil })}</>;
}

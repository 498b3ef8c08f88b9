import { randomUUID } from 'node:crypto';
import type { Db, Tx } from '../db/database.ts';
import type { News } from './news.ts';

export async function insertNews(
  tx: Tx,
  news: Omit<News, 'id' | 'organisation'> & { readonly way: 'digest' | 'letter'; readonly dueAt: Date },
): Promise<void> {
  await tx
    .insert({
      id: randomUUID(),
      person_id: news.personId,
      organisation_id: news.organisationId,
      mandate_id: news.mandateId,
      kind: news.kind,
      way: news.way,
      happened_at: news.happenedAt,
      due_at: news.dueAt,
    })
    .into('news');
}

/** Persons who have something gathered that is due. */
export async function listDuePeople(db: Db, { at, limit }: { readonly at: Date; readonly limit: number }): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    `select person_id as id from news where told_at is null and way = 'digest' and due_at <= :at
     group by person_id order by min(due_at) limit :limit`,
    { at, limit },
  );
  return rows.map(({ id }) => id);
}

/** Takes all that is gathered for somebody, in the order it happened: whoever takes it tells it, once. */
export async function takeGathered(tx: Tx, { personId, at }: { readonly personId: string; readonly at: Date }): Promise<News[]> {
  const { rows } = await tx.raw<{ rows: News[] }>(
    `with taken as (
       update news set told_at = :at where person_id = :personId and told_at is null and way = 'digest' returning news.*
     ) ${select} from taken as news join organisations on organisations.id = news.organisation_id order by news.happened_at, news.id`,
    { personId, at },
  );
  return rows;
}

/** What was taken is to be printed instead: the person changed their mind meanwhile. */
export async function setToPrint(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx('news').whereIn('id', ids).update({ way: 'letter', told_at: null });
}

/** What was still to be told somebody will not be. */
export async function deleteUntold(tx: Tx, personId: string): Promise<void> {
  await tx('news').where({ person_id: personId, told_at: null }).delete();
}

const select = `select news.id, news.person_id as "personId", news.organisation_id as "organisationId", organisations.name as organisation,
  news.mandate_id as "mandateId", news.kind, news.happened_at as "happenedAt"`;

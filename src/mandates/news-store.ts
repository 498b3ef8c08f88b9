import { randomUUID } from 'node:crypto';
import type { Db, Tx } from '../db/database.ts';
import { joinPerson, personColumns, personIn, type PersonRow } from '../people/joined-store.ts';
import type { Person } from '../people/person.ts';
import type { Vault } from '../vault.ts';
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

/** Somebody for whom an organisation has a letter to print. */
export interface WaitingLetter {
  readonly person: Person;
  readonly count: number;
  readonly since: Date;
}

/** For whom an organisation has letters to print, the longest waiting first. */
export async function listWaitingLetters(
  db: Db,
  vault: Vault,
  { organisationId, limit }: { readonly organisationId: string; readonly limit: number },
): Promise<WaitingLetter[]> {
  const { rows } = await db.raw<{ rows: (PersonRow & { count: number; since: Date })[] }>(
    `select waiting.count, waiting.since, ${personColumns} from (
       select news.person_id, count(*)::int as count, min(news.happened_at) as since from news
        where ${toPrint} group by news.person_id order by since limit :limit) as waiting
     ${joinPerson('waiting.person_id')} order by waiting.since`,
    { organisationId, limit },
  );
  return rows.map((row) => ({ person: personIn(vault, row), count: row.count, since: row.since }));
}

/** How many persons wait for a letter of this organisation. */
export async function countWaitingLetters(db: Db, organisationId: string): Promise<number> {
  const { rows } = await db.raw<{ rows: { count: number }[] }>(
    `select count(distinct news.person_id)::int as count from news where ${toPrint}`,
    { organisationId },
  );
  return rows[0]?.count ?? 0;
}

type OfLetter = Readonly<Record<'organisationId' | 'personId', string>>;

/** What the next letter to somebody would say. */
export async function listToPrint(tx: Tx, letter: OfLetter): Promise<News[]> {
  return listNews(tx, `${toPrint} and news.person_id = :personId`, letter);
}

/** What a letter that was printed says. */
export async function listPrinted(tx: Tx, letterId: string): Promise<News[]> {
  return listNews(tx, 'news.letter_id = :letterId', { letterId });
}

/** Takes all that waits into one letter: whoever takes it prints it, once. */
export async function takeToPrint(tx: Tx, letter: OfLetter & { readonly id: string; readonly at: Date }): Promise<number> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `update news set told_at = :at, letter_id = :id where ${toPrint} and news.person_id = :personId`,
    { ...letter },
  );
  return rowCount;
}

/** What was still to be told somebody will not be. */
export async function deleteUntold(tx: Tx, personId: string): Promise<void> {
  await tx('news').where({ person_id: personId, told_at: null }).delete();
}

const toPrint = `news.organisation_id = :organisationId and news.told_at is null and news.way = 'letter'`;

async function listNews(tx: Tx, where: string, values: Readonly<Record<string, string>>): Promise<News[]> {
  const { rows } = await tx.raw<{ rows: News[] }>(
    `${select} from news join organisations on organisations.id = news.organisation_id where ${where} order by news.happened_at, news.id`,
    values,
  );
  return rows;
}

const select = `select news.id, news.person_id as "personId", news.organisation_id as "organisationId", organisations.name as organisation,
  news.mandate_id as "mandateId", news.kind, news.happened_at as "happenedAt"`;

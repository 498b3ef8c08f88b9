import type { ComponentChildren, JSX } from 'preact';
import { EmptyState } from './sections.tsx';
import { Sentences } from './sentences.tsx';

/** A column: its title, and what it shows of a row. The first one names the row. */
export interface Column<Row> {
  title: string;
  cell: (row: Row) => ComponentChildren;
  /** Figures, aligned to compare. */
  numeric?: boolean;
}

interface DataTableProps<Row> {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  /** Said instead of an empty table. */
  empty?: string;
  /** For a SearchField that filters as one types. */
  id?: string;
}

/** Rows of one kind; each becomes a card where the screen is narrow. Its roles are spelt out because cards lose them. */
export function DataTable<Row>({ caption, columns, rows, empty, id }: DataTableProps<Row>): JSX.Element {
  if (rows.length === 0 && empty !== undefined) return <EmptyState title={empty} />;
  return (
    <table role="table" class="data" {...(id !== undefined && { id })}>
      <caption>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ title, numeric = false }) => (
            <th key={title} role="columnheader" scope="col" class={numeric ? 'numeric' : undefined}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row, index) => (
          <tr key={index} role="row">
            {columns.map((column, place) => (
              <Cell key={column.title} {...{ column, row, place }} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell<Row>({ column, row, place }: { column: Column<Row>; row: Row; place: number }): JSX.Element {
  const { title, cell, numeric = false } = column;
  if (place === 0)
    return (
      <th role="rowheader" scope="row">
        <Shown cell={cell(row)} />
      </th>
    );
  return (
    <td role="cell" data-label={title} class={numeric ? 'numeric' : undefined}>
      <div>
        <Shown cell={cell(row)} />
      </div>
    </td>
  );
}

function Shown({ cell }: { cell: ComponentChildren }): JSX.Element {
  return typeof cell === 'string' ? <Sentences text={cell} /> : <>{cell}</>;
}

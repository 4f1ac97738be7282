import type { Child } from 'hono/jsx'

export interface Column<Row> {
  label: string
  cell(row: Row): Child
  number?: boolean
}

/** A table that folds into blocks on a phone; the first column names the row. */
export function Table<Row>({ caption, columns, rows }: { caption?: string; columns: Column<Row>[]; rows: Row[] }) {
  const [first, ...rest] = columns
  if (!first) return null
  return (
    <table class="table table-fold">
      {caption && <caption>{caption}</caption>}
      <thead>
        <tr>
          {columns.map((column) => (
            <th scope="col" class={column.number ? 'num' : undefined}>
              {column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr>
            <th scope="row">{first.cell(row)}</th>
            {rest.map((column) => (
              <td data-label={column.label} class={column.number ? 'num' : undefined}>
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

import { grouped } from '../../../model/figures.ts'
export interface Bar {
  what: string
  sign: 'add' | 'change' | 'remove'
  number: number
  href: string
}

const WIDTH = 300
/** What is not nothing can be seen. */
const LEAST = 2

/** How much changes: the numbers are the table's, the bars only show them. */
export function Chart({ bars }: { bars: Bar[] }) {
  const most = Math.max(1, ...bars.map(({ number }) => number))
  return (
    <table class="chart">
      <caption>What changes, by kind and action</caption>
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">Operations</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {bars.map(({ what, sign, number, href }) => (
          <tr>
            <th scope="row">
              <a href={href}>{what}</a>
            </th>
            <td class="number">{grouped(number)}</td>
            <td>
              <svg viewBox={`0 0 ${WIDTH} 12`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
                <rect class={sign} height="12" rx="2" width={Math.max(LEAST, Math.round((number / most) * WIDTH))} />
              </svg>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

import { type Phrase, pieces, type Section } from '../../report/report.ts'
import { Text } from './text.tsx'

/** What the report is about, and what it comes to. */
export function Masthead({
  title,
  head,
  verdict,
  held,
}: {
  title: string
  head: Phrase[]
  verdict: Phrase | undefined
  held: boolean
}) {
  return (
    <header>
      <h1>
        <Text of={title} />
      </h1>
      {verdict !== undefined && (
        <p class={held ? 'verdict held' : 'verdict'}>
          <Text of={verdict} />
        </p>
      )}
      {head.map(untitled).map((phrase) => (
        <p>
          <Text of={phrase} />
        </p>
      ))}
    </header>
  )
}

/** Text names what it is about in bold; here the heading does. */
function untitled(phrase: Phrase): Phrase {
  const [first, ...rest] = pieces(phrase)
  return rest.length > 0 && typeof first === 'object' && first.tone === 'strong' ? rest : phrase
}

/** What stands on the page, each with a link. */
export function Contents({ entries }: { entries: (Pick<Section, 'title' | 'weight'> & { href: string })[] }) {
  return (
    <nav aria-label="Contents">
      <ul>
        {entries.map(({ title, weight, href }) => (
          <li class={weight}>
            <a href={href}>
              <Text of={title} />
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Costs, matches and the like, one below the other. */
export function Totals({ phrases }: { phrases: Phrase[] }) {
  return (
    <ul class="totals">
      {phrases.map((phrase) => (
        <li>
          <Text of={phrase} />
        </li>
      ))}
    </ul>
  )
}

import { renderToString } from 'preact-render-to-string'
import { visible } from '../visible.ts'
import { assets } from './assets.ts'
import { OPENING } from './opening.ts'

/** A page that needs nothing beside itself, in pieces. `body`: what components rendered. */
export function* htmlDocument(title: string, body: Iterable<string>): Generator<string> {
  const { style, scripts, policy } = assets()
  yield OPENING
  yield renderToString(<Head title={title} policy={policy} />).replace(
    '</head>',
    () => `<style>${style}</style></head>\n`,
  )
  yield '<body>\n'
  yield renderToString(<Corner />)
  yield* body
  for (const script of scripts) yield `<script type="module">${script}</script>\n`
  yield '</body>\n</html>\n'
}

/** The policy comes before everything that it rules. */
function Head({ title, policy }: { title: string; policy: string }) {
  return (
    <head>
      <meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content={policy} />
      <meta name="referrer" content="no-referrer" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{visible(title)}</title>
    </head>
  )
}

function Corner() {
  return (
    <div class="corner">
      <a class="skip" href="#main">
        Skip to the content
      </a>
      <button type="button" id="theme" aria-pressed="false" hidden>
        Dark
      </button>
    </div>
  )
}

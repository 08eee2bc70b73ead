import { expect, test } from 'vitest'
import { sourceFiles } from './source-files.ts'

/**
 * What targets call their kinds. Some are words of this program as well: an action of a plan and a decision of `explain`
 * are `link`.
 */
const KINDS = 'product|attribute|asset|family|relationship|variant|metafield|collection|mapping|file|good'
const NAMED = new RegExp(
  `'(?:${KINDS})'|"(?:${KINDS})"|\\bkind\\s*[!=]==?\\s*['"]link['"]|['"]link['"]\\s*[!=]==?`,
  'g',
)

/** Compared with a name, whichever it is; `both-moved` and `unadopted` are kinds of conflicts. */
const COMPARED = /\bkind(?:\.name)?\s*[!=]==?\s*['"`](?!both-moved|unadopted)/g

test.each(['planner', 'applier'])('%s branches on no name of a kind, only on what its traits say', (folder) => {
  const found = sourceFiles(folder).flatMap(({ path, lines }) =>
    lines.flatMap((line, index) =>
      [...line.matchAll(NAMED), ...line.matchAll(COMPARED)].map(([text]) => `${path}:${index + 1}: ${text}`),
    ),
  )

  expect(found).toEqual([])
})

/** Words between back ticks or quotes that people read, such as "the product exists"; a kind's `noun` says them. */
const SAID = /(?<![\w{.-])(?:products?|assets?|metafields?|famil(?:y|ies))(?![\w}'-]| to --only)/gi

test.each(['planner', 'applier'])('texts of %s call what a target holds by the noun of its kind', (folder) => {
  const found = sourceFiles(folder).flatMap(({ path, lines }) =>
    lines.flatMap((line, index) =>
      // A text has several words; one alone is a name, such as that of a part of a plan.
      [...line.matchAll(/'([^']*\s[^']*)'|`([^`]*\s[^`]*)`/g)]
        .flatMap(([text]) => [...text.matchAll(SAID)])
        .map(([text]) => `${path}:${index + 1}: ${text}`),
    ),
  )

  expect(found).toEqual([])
})

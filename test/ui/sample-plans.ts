import type { Plan } from '../../src/model/plan.ts'
import {
  ambiguous,
  blocked,
  boot,
  conflict,
  creation,
  definition,
  deletion,
  drift,
  links,
  operation,
  overwrite,
  planWith,
  remark,
  unmatched,
  update,
  upload,
} from './plans.ts'

/** The plans that golden files are of, and that every form has to show well. */

const LEATHERS = ['sand', 'chocolate', 'turquoise', 'oak', 'charcoal', 'honey', 'bone']
const STYLES = ['Cimarron', 'Laramie', 'Abilene', 'Cheyenne', 'Durango']

const leather = (number: number): string => LEATHERS[number % LEATHERS.length] as string
const style = (number: number): string => STYLES[number % STYLES.length] as string
const size = (number: number): string => `${7 + (number % 6)}${number % 2 === 0 ? '' : '.5'} Wide`
const title = (number: number): string =>
  `Prairie Boot Co Women's ${style(number)} Western Boot, ${leather(number)}, ${size(number)}`

const list = <T>(length: number, make: (number: number) => T): T[] => Array.from({ length }, (_, at) => make(at + 1))

/** Account and source agree. */
const empty = (): Plan => planWith({ summary: { unchanged: 640 } })

/** There is nothing to write, and yet they differ. */
function nothingToWrite(): Plan {
  return planWith({
    summary: { unchanged: 612 },
    drift: [
      drift('spared', 7, 'amazon_color', ['sand', 'Sand (washed)', 'sand']),
      drift('spared', 8, 'amazon_size', ['8 Wide', '8 W', '8 Wide']),
    ],
    conflicts: [conflict('kept', 9, 'amazon_description', ['A boot.', 'A boot that lasts.', 'A western boot.'])],
    blocked: [blocked(12, 'deleted', ['Someone deleted it.', 'Make it again with an override, or leave it.'])],
    unmatched: [unmatched('B0BOOT0020')],
    diagnostics: [remark('image-host', 'B0BOOT0030 has an image of another host.')],
  })
}

export function threeUpdates(): Plan {
  return planWith({
    summary: { unchanged: 637 },
    operations: [
      update(boot(1), {
        amazon_title: [title(1), title(1).replace('Western', 'Western Riding')],
        amazon_color: ['Sand', 'sand'],
      }),
      update(boot(2), {
        amazon_description: [
          `${'Handmade of oiled leather on a rounded toe. '.repeat(12)}Heel: 1.5 in.`,
          `${'Handmade of oiled leather on a rounded toe. '.repeat(12)}Heel: 1.75 in.`,
        ],
        amazon_size: [null, '8.5 Wide'],
        amazon_gtin: ['884882325297', '00884882325297'],
      }),
      update(
        boot(3),
        { amazon_status: ['active', 'inactive'], amazon_last_synced: ['2026-11-20', '{today}'] },
        {
          provenance: {
            '/attributes/amazon_status': { source: 'override', path: 'specs/overrides/sales.yaml:4:7' },
            '/attributes/amazon_last_synced': {
              source: 'attributes.yaml',
              path: 'attributes.amazon_last_synced.value',
            },
          },
        },
      ),
    ],
  })
}

export function manyUpdates(number = 600): Plan {
  return planWith({
    summary: { unchanged: 40 },
    operations: list(number, (at) =>
      update(boot(at), {
        amazon_title: [title(at), `${title(at)}, ${at % 9 === 0 ? 'Square Toe' : 'Round Toe'}`],
        ...(at % 3 === 0 ? { amazon_color: [leather(at), leather(at + 1)] } : {}),
        amazon_last_synced: ['2026-11-20', '{today}'],
      }),
    ),
  })
}

export function firstLoad(): Plan {
  const files = list(12, (at) => `71boot${at}.jpg`)
  const pictures = (at: number) => [
    { slot: 'MAIN', image: `71boot${at}`, asset: `asset.71boot${at}.jpg` },
    { slot: 'PT01', image: '71boot12', asset: 'asset.71boot12.jpg' },
  ]
  const relationship = operation({
    action: 'create',
    address: 'relationship.amazon_listings',
    after: { label: 'amazon_listings', name: 'Amazon Listings' },
  })
  return planWith({
    operations: [
      ...['amazon_title', 'amazon_color', 'amazon_size', 'amazon_images'].map((label) => definition(label)),
      relationship,
      ...files.map(upload),
      ...list(11, (at) =>
        creation(
          boot(at),
          { label: title(at), attributes: { amazon_color: leather(at), amazon_size: size(at) } },
          pictures(at),
        ),
      ),
      ...list(9, (at) => links('link', `amazon_listings.PB100${at}`, { after: [boot(at)] })),
    ],
    unmatched: [unmatched('B0BOOT0010'), unmatched('B0BOOT0011')],
    ambiguous: [ambiguous('B0BOOT0010', ['PB1009', 'PB1009-OLD'])],
    target: { ...planWith().target, owned: 0 },
  })
}

function allBlocked(): Plan {
  const type: [string, string] = [
    'amazon_size is a number in the account, and a text in specs/attributes.yaml.',
    'Change the type in one of them.',
  ]
  return planWith({
    blocked: [
      ...list(8, (at) => blocked(at, 'type', type)),
      ...list(2, (at) =>
        blocked(20 + at, 'excluded', ['It needs what is excluded.', 'Include it, or apply it first.']),
      ),
    ],
  })
}

/** Values of people are replaced, others emptied, products deleted and links taken away. */
export function overwriting(): Plan {
  const overwrites = [
    overwrite('drift', 1, 'amazon_color', ['sand', 'Sand (washed)', 'sand']),
    overwrite('both-moved', 2, 'amazon_title', [title(2), 'Our Laramie boot', `${title(2)}, Round Toe`]),
    overwrite('unadopted', 3, 'amazon_color', [null, 'Typed by hand', 'oak']),
    overwrite('override', 3, 'amazon_size', [null, '9', '9 Wide']),
  ]
  return planWith({
    summary: { unchanged: 630 },
    overwrites,
    guards: [
      {
        code: 'large-change',
        message: 'The plan changes values of 230 of our 640 products (36 %; policy.max_change_percent is 30).',
        hint: 'Look at what changes. If it is meant, plan with --allow-large-change.',
        allowed: false,
      },
    ],
    applyable: false,
    drift: [drift('overwritten', 1, 'amazon_color', ['sand', 'Sand (washed)', 'sand'])],
    conflicts: [conflict('both-moved', 2, 'amazon_title', [title(2), 'Our Laramie boot', `${title(2)}, Round Toe`])],
    operations: [
      update(boot(1), { amazon_color: ['Sand (washed)', 'sand'] }),
      update(boot(2), { amazon_title: ['Our Laramie boot', `${title(2)}, Round Toe`] }),
      update(boot(3), { amazon_color: ['Typed by hand', 'oak'], amazon_size: ['9', '9 Wide'] }),
      update(boot(4), { amazon_description: ['A boot that lasts.', null] }, { risk: 'high' }),
      deletion(boot(5)),
      deletion(boot(6), 'its style left the range'),
      links('unlink', 'amazon_listings.PB1001', { before: [boot(5), boot(6), boot(7)], after: [boot(7)] }),
    ],
  })
}

function conflicting(): Plan {
  return planWith({
    summary: { unchanged: 635 },
    operations: [update(boot(1), { amazon_color: ['sand', 'oak'] })],
    conflicts: [
      conflict('both-moved', 2, 'amazon_title', [title(2), 'Our Laramie boot', `${title(2)}, Round Toe`]),
      conflict('both-moved', 2, 'amazon_color', ['sand', 'Sand (washed)', 'bone']),
      conflict('both-moved', 3, 'amazon_size', [null, '9', '9 Wide']),
      conflict('unadopted', 4, 'amazon_color', [null, 'Typed by hand', 'honey']),
    ],
  })
}

/** What must harm nothing, wherever it is shown. */
export const HOSTILE = [
  '<script>alert(1)</script><img src=x onerror=alert(2)>',
  'a | b `code` **bold** _thin_ ~~gone~~ [link](https://evil.example/) ![](https://evil.example/pixel.png)',
  '@everyone fixes #123, GH-7, prairie/boots#9 and https://evil.example/?a=1&b=2 www.evil.example me@evil.example',
  '\u001b[31mred\u001b[0m \u202eevil\u2066x\u2069 \u200bnothing\u0000',
  'two\nlines\r\n\r\n# heading\n</details>\n```\n-- >',
  '=HYPERLINK("https://evil.example/";"boots")',
  'boot '.repeat(2_000).trim(),
]

export function hostile(): Plan {
  const others = HOSTILE.map((text, at) => overwrite('drift', at + 1, `amazon_${at}`, [null, text, `${text}!`]))
  return planWith({
    workspace: { scope: 'prairie--><script>alert(1)</script>\n@everyone', digest: 'sha256:0' },
    operations: [
      ...HOSTILE.map((text, at) => update(boot(at + 1), { [text.slice(0, 200)]: [text, `${text}!`] })),
      creation(HOSTILE[0] as string, {
        label: HOSTILE[1] as string,
        attributes: { amazon_color: HOSTILE[4] as string },
      }),
      deletion(HOSTILE[2] as string, HOSTILE[3]),
    ],
    overwrites: others.slice(0, 6),
    conflicts: HOSTILE.slice(0, 6).map((text, at) =>
      conflict('both-moved', at + 20, 'amazon_title', [null, text, `${text}!`]),
    ),
    unmatched: HOSTILE.slice(0, 6).map((text) => unmatched('B0BOOT0001', text)),
    diagnostics: HOSTILE.map((text) => remark('hostile-text', text)),
  })
}

/** By the names of their golden files. */
export const PLANS: { [name: string]: () => Plan } = {
  empty,
  'nothing-to-write': nothingToWrite,
  'three-updates': threeUpdates,
  'many-updates': manyUpdates,
  'first-load': firstLoad,
  'all-blocked': allBlocked,
  overwriting,
  conflicting,
  hostile,
}

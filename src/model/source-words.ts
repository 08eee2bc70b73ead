/** How people call the items of a source, and what things made of them are called in a target. */
export interface SourceWords {
  /** Key in `sync.yaml` and in plans. */
  name: string
  /** For people. */
  title: string
  id: {
    /** With its article. */
    noun: string
    /** What stands for `{id}` in templates and values. */
    placeholder: string
    /** A regular expression; ids of another form are mistakes. */
    pattern: string
    /** What the pattern says, for people. */
    form: string
    example: string
  }
  shop: { noun: string; placeholder: string }
  /** Further names that a `value:` may hold in braces. */
  placeholders: readonly string[]
  /** The usual template of keys in a target. */
  usualKey: string
  /** File names that older tools gave to the images. */
  recognise: readonly string[]
  /** What images of an item are named by in overrides. */
  slot: { pattern: string; form: string }
}

/** The words of a source that has none of its own. */
export function plainWords(name: string, title: string): SourceWords {
  return {
    name,
    title,
    id: { noun: 'an id', placeholder: 'id', pattern: '[^\\s]+', form: 'text without spaces', example: '8123' },
    shop: { noun: 'shop', placeholder: 'shop' },
    placeholders: [],
    usualKey: '{source}-{shop}-{id}',
    recognise: [],
    slot: { pattern: '\\S(?:.*\\S)?', form: 'the slot of an image' },
  }
}

/** `id` of `an id`. */
export function withoutArticle(noun: string): string {
  return noun.replace(/^an? /, '')
}

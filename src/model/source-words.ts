/** How people call the items of a source, and what things made of them are called in a target. */
export interface SourceWords {
  /** The provider's own name and title. */
  name: string
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
  key: string
  /** File names that older tools gave to the images. */
  recognise: readonly string[]
  /** What images of an item are named by in overrides. */
  slot: { pattern: string; form: string }
}

/** The words of a source that has none of its own for some of it. */
export function sourceWords(provider: {
  name: string
  title: string
  source?: { words?: Partial<SourceWords> }
}): SourceWords {
  const { name, title, source } = provider
  return {
    name,
    title,
    id: { noun: 'an id', placeholder: 'id', pattern: '[^\\s]+', form: 'text without spaces', example: '8123' },
    shop: { noun: 'shop', placeholder: 'shop' },
    placeholders: [],
    key: '{source}-{shop}-{id}',
    recognise: [],
    slot: { pattern: '\\S(?:.*\\S)?', form: 'the slot of an image' },
    ...source?.words,
  }
}

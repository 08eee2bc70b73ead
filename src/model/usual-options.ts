/**
 * What tells the parts of a group apart where the workspace does not say it: the options that the source names; else colour
 * and size, as far as they differ within the group, since an option with one value for all tells nothing. All as texts,
 * without those that are empty; nothing at all where that leaves none. For a given rule of a kind of parts.
 */
export const USUAL_OPTIONS = [
  "type(options) == 'object' && from_items(items(options)[?@[1]].[@[0], to_string(@[1])])",
  `merge(${ifItVaries('Color', 'color')}, ${ifItVaries('Size', 'size')})`,
  '`null`',
].join(' || ')

function ifItVaries(option: string, field: string): string {
  return `varies(group, '${field}') && ${field} && {${option}: to_string(${field})} || \`{}\``
}

/** Settings that sources of listings with pictures have, as properties of a JSON Schema. @param host For an example, where pictures come from */
export function usualSourceSettings(host: string) {
  return {
    max_age: {
      description: 'An older export gives a warning.',
      type: 'string',
      pattern: '^[1-9][0-9]{0,5}[mhd]$',
      default: '24h',
      'x-expected': 'a duration such as 90m, 24h or 7d',
    },
    image_hosts: {
      description: 'Hosts that images may come from; none: any.',
      type: 'array',
      items: { type: 'string', pattern: '^[a-z0-9.-]+$', 'x-expected': `a host such as ${host}` },
      default: [],
    },
  }
}

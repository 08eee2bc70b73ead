/** The label that the target derives from a name. */
export function slug(name: string): string {
  return name.toLowerCase().replace(/[ \-.:]/g, '_')
}

/** Label and name of the attribute that holds what this program last wrote to a product. */
export const BASELINE = { label: 'amazon_sync_baseline', name: 'Amazon Sync Baseline' } as const

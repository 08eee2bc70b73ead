import type { PlytixSimOptions, PlytixSimSettings } from './options.ts'

/** What is not given is as with the service. */
export function withDefaults(options: PlytixSimOptions): PlytixSimSettings {
  return { ...defaults(), ...options }
}

/** Made anew for each simulator, since its settings may be changed. */
function defaults(): PlytixSimSettings {
  return {
    apiKey: 'sandbox-key',
    apiPassword: 'sandbox-password',
    account: { id: '5b30cfabe6eecf41df89a3a3', name: 'Sandbox' },
    limits: [
      { limit: 20, window_size: 10 },
      { limit: 2000, window_size: 3600 },
    ],
    windowKind: 'fixed',
    authLimit: 8,
    throttleTtl: true,
    latencyMs: 0,
    searchDelayMs: 0,
    asyncDelayMs: 1000,
    unstableOrder: false,
    orderedCap: 10_000,
    linksMoveModified: false,
    imagesMoveModified: false,
    galleryInWrite: true,
    cutTexts: {},
    v2References: 'objects',
    dateSuffixV2: true,
    familyDropsOutside: false,
    familyMissingStatus: 404,
    contentUploadFails: false,
    claims: {},
    planMode: false,
    fetchAsset: bytesFromUrl,
    observe: () => undefined,
    faults: [],
  }
}

function bytesFromUrl(url: string): { bytes: string } | null {
  return new URL(url).pathname.includes('/missing/') ? null : { bytes: `bytes of ${url}` }
}

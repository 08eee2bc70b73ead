/** More products than that are looked up in a read of all. */
export const MOST_DIRECT = 10

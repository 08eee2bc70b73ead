/** So many of one sort are shown one by one; the rest is counted. */
export const FEW = 5

/** Whether the suites run as `npm run soak`, which has the time to look for what happens once in a hundred. */
export const isSoak = Boolean(process.env.PERSPEKTIV_SOAK);

/** How many rounds a suite goes in which chance decides: a few every day, many in the soak. */
export function rounds({ few, many }: { readonly few: number; readonly many: number }): number {
  return isSoak ? many : few;
}

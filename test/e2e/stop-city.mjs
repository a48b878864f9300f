/** Ends the sample city that start-city.mjs started, if it did. */
export default async function stopCity() {
  await globalThis.stopCity?.();
}

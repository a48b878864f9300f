/** Ends the sample city that was started, if one was. */
export default function stopCity(): Promise<void>;

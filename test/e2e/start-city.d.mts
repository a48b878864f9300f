/** Starts the sample city, unless PERSPEKTIV_URL names one that runs already. */
export default function startCity(): Promise<void>;

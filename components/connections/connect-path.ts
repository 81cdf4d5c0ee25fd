/** Where consent at the provider begins. A full page load, not a client navigation. */
export const connectPath = (provider: string) => `/api/oauth/${encodeURIComponent(provider)}`;

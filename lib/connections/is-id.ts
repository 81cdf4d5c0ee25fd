const uuid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Could this be an id of ours? Postgres refuses to compare a uuid with anything else. */
export const isId = (text: string) => uuid.test(text);

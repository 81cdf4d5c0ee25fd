export { amazon } from "./amazon";
export { google } from "./google";
export { linkedin } from "./linkedin";
export { meta } from "./meta";

export { linkedin } from "./linkedin";
export { meta } from "./meta";

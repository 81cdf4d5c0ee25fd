export { meta } from "./meta";

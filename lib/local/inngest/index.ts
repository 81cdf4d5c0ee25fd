export { type InngestServerOptions, startInngestServer } from "./start";

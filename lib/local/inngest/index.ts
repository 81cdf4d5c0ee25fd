export { type InngestServer, type InngestServerOptions, startInngestServer } from "./start";

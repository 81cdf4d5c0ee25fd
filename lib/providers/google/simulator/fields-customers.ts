import { type Fields, field, nameOf } from "./field";

/** The customer that is asked, those below it, and its conversion actions. */
export const customerFields: Fields = {
  "customer.resource_name": field("string", ({ asked }) => `customers/${asked.client.id}`),
  "customer.id": field("int64", ({ asked }) => asked.client.id),
  "customer.descriptive_name": field("string", ({ asked }) => asked.client.name),
  "customer.currency_code": field("string", ({ asked }) => asked.client.currency),
  "customer.time_zone": field("string", ({ asked }) => asked.client.timezone),
  "customer.manager": field("boolean", ({ asked }) => asked.client.isManager),
  "customer.test_account": field("boolean", () => false),
  "customer.auto_tagging_enabled": field("boolean", () => true),
  "customer.status": field("enum", ({ asked }) => asked.client.status),

  "customer_client.resource_name": field("string", (row) => nameOf(row, "customerClients", row.client?.id)),
  "customer_client.client_customer": field("string", ({ client }) => client && `customers/${client.id}`),
  "customer_client.id": field("int64", ({ client }) => client?.id),
  "customer_client.level": field("int64", ({ client }) => client && String(client.level)),
  "customer_client.manager": field("boolean", ({ client }) => client?.isManager),
  "customer_client.descriptive_name": field("string", ({ client }) => client?.name),
  "customer_client.currency_code": field("string", ({ client }) => client?.currency),
  "customer_client.time_zone": field("string", ({ client }) => client?.timezone),
  "customer_client.test_account": field("boolean", () => false),
  "customer_client.hidden": field("boolean", () => false),
  "customer_client.status": field("enum", ({ client }) => client?.status),

  "conversion_action.resource_name": field("string", (row) =>
    nameOf(row, "conversionActions", row.action?.id),
  ),
  "conversion_action.id": field("int64", ({ action }) => action?.id),
  "conversion_action.name": field("string", ({ action }) => action?.name),
  "conversion_action.category": field("enum", ({ action }) => action?.category),
  "conversion_action.type": field("enum", () => "WEBPAGE"),
  "conversion_action.status": field("enum", () => "ENABLED"),
  "conversion_action.primary_for_goal": field("boolean", ({ action }) => action?.isPrimary),
  "conversion_action.include_in_conversions_metric": field("boolean", ({ action }) => action?.isPrimary),
  "conversion_action.click_through_lookback_window_days": field(
    "int64",
    ({ action }) => action && String(action.windowDays),
  ),
};

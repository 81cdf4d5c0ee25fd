import { group } from "./route-table";
import {
  ChangeWebhookRequest,
  CreateWebhookRequest,
  DeliveriesQuery,
  Delivery,
  DeliveryDetail,
  DeliveryPage,
  Webhook,
  WebhookList,
  WebhookSecret,
} from "./webhooks";

const { get, post, patch, remove } = group("Webhooks");
const needs = "webhooks" as const;
const one = (rest = "") => `/api/webhooks/{webhookId}${rest}`;

export const webhookRoutes = [
  get("/api/webhooks", "The addresses that are told of events", { 200: WebhookList }, { needs }),
  post(
    "/api/webhooks",
    "Add an address; this answer alone holds its signing secret",
    { 201: WebhookSecret },
    { body: CreateWebhookRequest, needs, refuses: [409] },
  ),
  patch(
    one(),
    "Change a webhook, or turn it on or off",
    { 200: Webhook },
    { body: ChangeWebhookRequest, needs },
  ),
  remove(one(), "Remove a webhook, its secret and its log", { 204: null }, { needs }),
  post(
    one("/rotate"),
    "A new signing secret; for a day the old one signs as well",
    { 200: WebhookSecret },
    { needs },
  ),
  post(one("/test"), "Send a test message", { 202: Delivery }, { needs, refuses: [409] }),
  get(
    one("/deliveries"),
    "What it was told, newest first",
    { 200: DeliveryPage },
    { query: DeliveriesQuery, needs },
  ),
  get(
    one("/deliveries/{deliveryId}"),
    "A message with its body and attempts",
    { 200: DeliveryDetail },
    { needs },
  ),
  post(
    one("/deliveries/{deliveryId}/resend"),
    "Send a message again, under its own id",
    { 202: Delivery },
    { needs, refuses: [409] },
  ),
];

import type { ExternalToast } from "sonner";

let isListening = () => {};
const listened = new Promise<void>((resolve) => {
  isListening = resolve;
});

/** Called once the place where toasts appear is on the page. */
export const markToaster = () => isListening();

/** Toasts come with a library that is loaded after the page; one said before that is shown then. */
const say =
  (kind: "success" | "error" | "info" | "warning") =>
  (message: string, more?: ExternalToast): void => {
    void Promise.all([import("sonner"), listened]).then(([{ toast }]) => toast[kind](message, more));
  };

/** Short news of a request: it was heard, or it was refused. What became of it is told by the page itself. */
export const toast = {
  success: say("success"),
  error: say("error"),
  info: say("info"),
  warning: say("warning"),
};
